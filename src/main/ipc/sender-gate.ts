import type { IpcMainInvokeEvent } from 'electron'

export interface SenderGate {
  /** Exact origin of the studio's own page, for example `app://studio`. */
  readonly origin: string
  /** Only windows the program made itself. */
  readonly isKnownWindow: (webContentsId: number) => boolean
}

/** Why a sender may not speak to main, or null when it may. */
export function senderRefusal(event: IpcMainInvokeEvent, gate: SenderGate): string | null {
  const frame = event.senderFrame
  if (!frame) return 'The page that asked is gone.'
  if (frame.parent !== null) return 'Only the page itself may ask, not a frame in it.'
  if (originOf(frame.url) !== gate.origin) return 'Only the studio’s own pages may ask.'
  if (!gate.isKnownWindow(event.sender.id)) return 'Only the studio’s own windows may ask.'
  return null
}

/** `URL.origin` is "null" for custom schemes, so scheme and host are compared instead. */
export function originOf(url: string): string {
  try {
    const parsed = new URL(url)
    return `${parsed.protocol}//${parsed.host}`
  } catch {
    return ''
  }
}
