import { z } from 'zod'
import type { SafetyState } from '../domain/safety'
import { route } from './contract'
import { noRequest } from './schemas'

/** Backups, checks and moves of the library. The ways out of a damaged database work when nothing else does. */
export const safetyContract = {
  'safety.state': route<SafetyState>()(noRequest),
  /** Opens the library once more, for example after its disk was connected. */
  'safety.open-again': route<null>()(noRequest),
  'safety.back-up': route<SafetyState>()(noRequest),
  /** Lays the backup ready and begins again with it; the database of now steps aside and is kept. */
  'safety.restore-backup': route<null>()(z.object({ name: z.string().min(1).max(200) })),
  /** The same with a copy that is picked in the system's dialog, for example from the second place. */
  'safety.restore-file': route<null>()(noRequest),
  /** Begins a new database from the media files, where no backup is good. */
  'safety.rebuild': route<null>()(noRequest),
  /** Reads every file and compares it with its row; the state tells how far it is. */
  'safety.check-files': route<null>()(noRequest),
  'safety.stop-check': route<null>()(noRequest),
  /** Takes files that belong to no item into the library again. */
  'safety.take-in-orphans': route<null>()(noRequest),
  /** The folder is picked in the system's dialog; null when the person cancels. */
  'safety.choose-second-folder': route<SafetyState | null>()(noRequest),
  'safety.forget-second-folder': route<SafetyState>()(noRequest),
  /** Sidecars beside each file: a rebuild of the database takes them in again. */
  'safety.switch-sidecars': route<SafetyState>()(z.object({ isOn: z.boolean() })),
  /** Copies the library to a folder that is picked in the system's dialog, checks the copy and begins again there. */
  'safety.move-library': route<{ readonly target: string } | null>()(noRequest),
  /** Moves the library of before the last move to the system's trash. */
  'safety.discard-old-library': route<SafetyState>()(noRequest),
  'safety.show-backups': route<null>()(noRequest),
} as const
