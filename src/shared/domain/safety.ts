import type { Failure } from './app-error'

/** A verified copy of the database. */
export interface Backup {
  readonly name: string
  readonly createdAtMs: number
  readonly byteSize: number
  /** `migration`: made before the format of the library changed. */
  readonly kind: 'regular' | 'migration'
  /** `good` after a check in this run of the program; a copy was good when it was made, but disks forget. */
  readonly health: 'unchecked' | 'good' | 'damaged'
}

export interface CheckedItem {
  readonly assetId: string
  readonly title: string
}

/** What a comparison of all rows with all files found. */
export interface IntegrityReport {
  readonly finishedAtMs: number
  readonly checked: number
  /** Items whose file is not there. */
  readonly missing: readonly CheckedItem[]
  /** Items whose file has another content than it was stored with. */
  readonly changed: readonly CheckedItem[]
  /** Files of the library that belong to no item. */
  readonly orphaned: number
}

export interface Progress {
  readonly done: number
  readonly total: number
}

/** How safe the library is, and what is being done for it. */
export interface SafetyState {
  /** Set when the database could not be opened, when nothing but the ways out works, or when damage showed later. */
  readonly damage: Failure | null
  readonly libraryFolder: string
  /** Newest first. */
  readonly backups: readonly Backup[]
  readonly isBackingUp: boolean
  /** What went wrong last, of a backup or a move. */
  readonly failure: Failure | null
  /** Where each backup is copied to besides, for example another disk. */
  readonly secondFolder: string | null
  /** Recipe, rating, tags and note are written beside each file too. */
  readonly hasSidecars: boolean
  readonly check: Progress | null
  readonly report: IntegrityReport | null
  /** Files being taken in again after a rebuild or a check. */
  readonly recovery: Progress | null
  readonly move: (Progress & { readonly target: string }) | null
  /** The place before the last move, until the person lets go of it. */
  readonly oldFolder: string | null
}

/** What is said of a database in which pages can no longer be read. */
export const DATABASE_DAMAGE: Failure = {
  code: 'database-damaged',
  message:
    'A part of the library’s database is damaged. Bring back a backup in Settings under Data; your media files are safe.',
  nextStep: 'open-settings',
}

/** The library's disk was pulled out, or is a network drive without its network. */
export const DISK_GONE: Failure = {
  code: 'not-found',
  message:
    'The disk with the library does not answer. Connect it and start the studio again; nothing that was saved is lost.',
  nextStep: 'retry',
}
