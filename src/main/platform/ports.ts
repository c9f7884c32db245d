import type { StudioEventName, StudioEvents } from '@shared/contracts/events'
import type { KeyProtection } from '@shared/domain/account'

/** Everything the program needs of its surroundings; only the adapters beside this file know Electron. */

export interface Clock {
  /** Wall time for display and rows. */
  readonly nowMs: () => number
  /** Never steps back: durations, back-off and time-outs. */
  readonly monotonicMs: () => number
}

/** Tells windows what changed; numbering and windows that are gone are its own business. */
export interface EventPublisher {
  readonly publish: <Name extends StudioEventName>(name: Name, data: StudioEvents[Name]) => void
  readonly publishTo: <Name extends StudioEventName>(windowId: number, name: Name, data: StudioEvents[Name]) => void
}

export interface SealedSecret {
  readonly blob: Uint8Array
  readonly protection: Extract<KeyProtection, 'os-encrypted' | 'plain'>
}

/** The system's key store. `isEncrypted` is false for Linux's `basic_text`, which protects nothing. */
export interface SecretStore {
  readonly isEncrypted: () => boolean
  readonly seal: (secret: string) => SealedSecret
  /** @throws when the store is locked or its key changed */
  readonly open: (sealed: SealedSecret) => string
}

export interface Dialogs {
  /** Paths that the person chose; empty when they cancelled. */
  readonly pickFiles: (title: string) => Promise<readonly string[]>
  readonly pickFolder: (title: string) => Promise<string | null>
  readonly confirm: (question: {
    readonly message: string
    readonly detail: string
    readonly confirmLabel: string
  }) => Promise<boolean>
}

export interface SystemShell {
  readonly showInFolder: (path: string) => void
  readonly openFolder: (path: string) => Promise<void>
  /** Into the system's own trash. @throws where the disk has none */
  readonly moveToTrash: (path: string) => Promise<void>
  /** Only https and mailto; refuses anything else. */
  readonly openExternal: (url: string) => Promise<void>
}

export interface SystemClipboard {
  /** PNG bytes of a picture in the clipboard, or null. */
  readonly readPicture: () => Promise<Uint8Array | null>
  /** Files that a file manager put there, as paths. */
  readonly readFilePaths: () => Promise<readonly string[]>
  /** Empty where there is no text. */
  readonly readText: () => Promise<string>
  readonly writePicture: (pngPath: string) => Promise<void>
  /** Real files, to be pasted in a file manager. @throws AppError where the system offers no way */
  readonly writeFiles: (paths: readonly string[]) => Promise<void>
  readonly writeText: (text: string) => Promise<void>
}

/** The other programs of this computer. */
export interface OtherPrograms {
  /** In the program that the system has for it. @throws AppError where it has none */
  readonly openFile: (path: string) => Promise<void>
  /** The program that the person picks; null when they cancel. */
  readonly pickProgram: () => Promise<string | null>
  /** Starts a program on files and lets go of it. @throws AppError where it cannot be started */
  readonly start: (programPath: string, paths: readonly string[]) => Promise<void>
  /** For the system's own list of recent files, where it keeps one. */
  readonly noteRecent: (path: string) => void
  readonly forgetRecent: () => void
}

/** Starts an operating system drag of real files out of a window. */
export interface FileDrag {
  readonly start: (windowId: number, paths: readonly string[], iconPath: string | null) => void
}

/** Ids for rows: UUIDv7, one generator for the whole process. */
export type NextId = () => string
