import { originOf } from '../ipc/sender-gate'
import { STUDIO_ORIGIN } from './schemes'

/** What the studio's own page may ask the browser for; everything else is denied for everybody. */
const ALWAYS_ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

export interface PermissionQuestion {
  readonly permission: string
  readonly url: string
  /** What of `media` is meant; empty where Chromium does not say. */
  readonly media: readonly string[]
}

/** The microphone, and never the camera, only while the gate is open. */
export function isPermitted({ permission, url, media }: PermissionQuestion, isMicrophoneOpen: boolean): boolean {
  if (originOf(url) !== STUDIO_ORIGIN) return false
  if (permission === 'media') return isMicrophoneOpen && media.length > 0 && media.every((kind) => kind === 'audio')
  return ALWAYS_ALLOWED.has(permission)
}
