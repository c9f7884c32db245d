import { join } from 'node:path'

/** Where everything lies; one folder holds all that a person would want to move or back up. */
export interface StudioPaths {
  /** The library: database, media by hash, thumbnails, backups. */
  readonly library: string
  readonly database: string
  readonly backups: string
  /** Held while a program has the library open. */
  readonly lock: string
  readonly logFile: string
  /** Tasks, balance and media of the embedded demo gateway. */
  readonly demo: string
  /** Built code: `main/`, `preload/`, `renderer/`. */
  readonly out: string
}

/** @param libraryFolder where the person moved the library to; absent: its first place, in the user's data */
export function studioPaths(userDataFolder: string, outFolder: string, libraryFolder?: string): StudioPaths {
  const library = libraryFolder ?? join(userDataFolder, 'library')
  return {
    library,
    database: join(library, 'studio.sqlite'),
    backups: join(library, 'backups'),
    lock: join(library, 'in-use.sqlite'),
    logFile: join(userDataFolder, 'logs', 'studio.jsonl'),
    demo: join(userDataFolder, 'demo'),
    out: outFolder,
  }
}
