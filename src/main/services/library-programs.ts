import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import type { ChosenProgram } from '@shared/contracts/library-programs'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { AssetCard } from '@shared/domain/asset'
import { saveSetting } from '../db/commands/settings'
import { loadAssetFile, loadKeptCards } from '../db/queries/asset'
import { loadSetting } from '../db/queries/settings'
import { onDisk } from '../library/disk'
import type { Library } from '../library/library'
import type { OtherPrograms, SystemClipboard } from '../platform/ports'

export interface LibraryProgramsOptions {
  readonly library: Pick<Library, 'context' | 'exporting' | 'opened'>
  readonly clipboard: Pick<SystemClipboard, 'writeFiles' | 'writeText'>
  readonly programs: OtherPrograms
}

export type LibraryProgramsService = ReturnType<typeof createLibraryProgramsService>

const RECENT = 'library.recent'
const PROGRAMS = 'library.programs'
const MOST_RECENT = 60
const MOST_PROGRAMS = 6

/** Items as files for the other programs of this computer, and what was looked at last. */
export function createLibraryProgramsService({ library, clipboard, programs }: LibraryProgramsOptions) {
  const { db } = library.context

  const load = async (key: string): Promise<readonly string[]> => {
    const json = await loadSetting(db, key)
    return json === null ? [] : (JSON.parse(json) as readonly string[])
  }
  /** Puts one in front of a list that stays short. */
  const putFirst = async (key: string, value: string, most: number): Promise<void> => {
    if (db.readOnlyReason !== null) return
    const list = await load(key)
    if (list[0] === value) return
    const next = [value, ...list.filter((known) => known !== value)].slice(0, most)
    await onDisk(() => saveSetting(db, key, JSON.stringify(next)))
  }
  /** Files that a program may change, or an error that says which are not here. */
  const openable = async (assetIds: readonly string[]): Promise<readonly string[]> => {
    const { files } = await library.exporting.presentFiles(assetIds)
    return library.opened.prepare(files)
  }
  const noteRecent = async (assetId: string): Promise<void> => {
    await putFirst(RECENT, assetId, MOST_RECENT)
    // The names of the library's own files tell a person nothing in the system's list.
    const path = (await loadAssetFile(db, assetId))?.placePath
    if (path) programs.noteRecent(path)
  }

  return {
    async copyFiles(
      assetIds: readonly string[],
    ): Promise<{ readonly copied: number; readonly missing: readonly string[] }> {
      const { paths, missing } = await library.exporting.namedFiles(assetIds)
      await clipboard.writeFiles(paths)
      return { copied: paths.length, missing }
    },
    async copyPaths(assetIds: readonly string[]): Promise<null> {
      const { files } = await library.exporting.presentFiles(assetIds)
      await clipboard.writeText(files.map(({ path }) => path).join('\n'))
      return null
    },
    async openFile(assetId: string): Promise<null> {
      for (const path of await openable([assetId])) await programs.openFile(path)
      await noteRecent(assetId)
      return null
    },
    programs: async (): Promise<readonly ChosenProgram[]> => (await load(PROGRAMS)).map(shownProgram),
    async openWith({ assetIds, programId }: RouteParsedRequest<'library.open-with'>): Promise<ChosenProgram | null> {
      const path = programId === undefined ? await programs.pickProgram() : await knownProgram(programId)
      if (path === null) return null
      await programs.start(path, await openable(assetIds))
      await putFirst(PROGRAMS, path, MOST_PROGRAMS)
      return shownProgram(path)
    },
    recent: async (): Promise<readonly AssetCard[]> => loadKeptCards(db, await load(RECENT)),
    async noteOpened(assetId: string): Promise<null> {
      await noteRecent(assetId)
      return null
    },
    async forgetRecent(): Promise<null> {
      if (db.readOnlyReason === null) await onDisk(() => saveSetting(db, RECENT, '[]'))
      programs.forgetRecent()
      return null
    },
  }

  async function knownProgram(programId: string): Promise<string> {
    const path = (await load(PROGRAMS)).find((known) => shownProgram(known).id === programId)
    if (path !== undefined) return path
    throw new AppError({ code: 'not-found', message: 'Choose the program again.', nextStep: 'none' })
  }
}

const shownProgram = (path: string): ChosenProgram => ({
  id: createHash('sha256').update(path).digest('hex').slice(0, 32),
  name: basename(path, extname(path)),
})
