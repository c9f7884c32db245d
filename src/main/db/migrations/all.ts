import { firstLight } from './0001-first-light'
import type { Migration } from './migration'

/** In order; the last version is the one this program writes. */
export const MIGRATIONS: readonly Migration[] = [firstLight]
