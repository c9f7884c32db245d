import { z } from 'zod'
import { route } from './contract'
import { noRequest } from './schemas'

export interface TrayState {
  /** The program goes on without a window, and its icon stands among the system's. */
  readonly isOn: boolean
  /** False where the desktop shows no such icons: a program without a window could not be reached there. */
  readonly isAvailable: boolean
}

/** The icon in the system's tray or menu bar, off until a person wants it. */
export const trayContract = {
  'tray.state': route<TrayState>()(noRequest),
  /** Refused as `not-ready` where the desktop shows no such icons. */
  'tray.set': route<TrayState>()(z.object({ isOn: z.boolean() })),
} as const
