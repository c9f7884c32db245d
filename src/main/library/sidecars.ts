import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { saveSetting } from '../db/commands/settings'
import { loadAssetDetail, loadAssetFile } from '../db/queries/asset'
import { type ChangeCursor, listChangedAfter } from '../db/queries/asset-changes'
import { loadSetting } from '../db/queries/settings'
import { createLogger } from '../log/logger'
import { errorCode } from './disk'
import { assetFilePath } from './folders'
import type { LibraryContext } from './library-context'
import { buildXmp } from './metadata/xmp'
import { xmpFactsOf } from './metadata/xmp-facts'

const log = createLogger('library.sidecars')

const SETTING = 'library.sidecars'
const BATCH = 40
const BETWEEN_BATCHES_MS = 60
const IDLE_MS = 1_500
const MAX_READ_BYTES = 4 * 1024 * 1024
const TOOL = 'ChainHub Studio'

interface SidecarState extends ChangeCursor {
  readonly isOn: boolean
}

const OFF: SidecarState = { isOn: false, rev: -1, number: 0 }

/**
 * By choice, what a person knows of an item lies beside its file too, where other programs read it and a rebuild of the
 * database finds it again. What changed is followed by its number, so that a kill or a switch loses nothing.
 */
export function createSidecars(context: LibraryContext) {
  const { db } = context

  const load = async (): Promise<SidecarState> => {
    const json = await loadSetting(db, SETTING)
    return json === null ? OFF : { ...OFF, ...(JSON.parse(json) as Partial<SidecarState>) }
  }
  const save = (state: SidecarState): Promise<void> => saveSetting(db, SETTING, JSON.stringify(state))

  /** @returns how many items were looked at */
  const writeDue = async (): Promise<number> => {
    const state = await load()
    if (!state.isOn) return 0
    const due = await listChangedAfter(db, state, BATCH)
    const last = due.at(-1)
    if (!last) return 0
    for (const { id } of due) await writeSidecar(context, id)
    // What the person switched meanwhile counts.
    await save({ ...(await load()), rev: last.rev, number: last.number })
    return due.length
  }

  return {
    isOn: async (): Promise<boolean> => (await load()).isOn,
    /** On: every item gets its sidecar, the ones of before too. Off: those that are there stay. */
    switch: (isOn: boolean): Promise<void> => save({ ...OFF, isOn }),
    writeDue,
    /** `andThen` is what follows the sidecars, such as copies of them. */
    async follow(signal: AbortSignal, andThen: () => Promise<number>): Promise<void> {
      while (!signal.aborted) {
        const written = Math.max(await writeDue(), await andThen())
        await pause(written === BATCH ? BETWEEN_BATCHES_MS : IDLE_MS, undefined, { signal, ref: false })
      }
    },
  }
}

/** One that cannot be written stops nothing: the row holds the same. */
async function writeSidecar(context: LibraryContext, assetId: string): Promise<void> {
  const file = await loadAssetFile(context.db, assetId)
  const detail = await loadAssetDetail(context.db, assetId)
  if (!file || !detail) return
  const path = `${assetFilePath(context.folders, file)}.xmp`
  try {
    const facts = { ...(await xmpFactsOf(context.db, detail)), note: detail.note, creatorTool: TOOL }
    const isSilent = facts.rating === 0 && facts.label === null && facts.tags.length === 0 && facts.note === ''
    const known = await readOwn(path)
    // Another program keeps more in its sidecar than is known here; it is left as it is.
    if (known === 'foreign' || (known === null && isSilent && facts.recipeJson === null)) return
    await replace(path, buildXmp(facts))
  } catch (error) {
    log.warn('a sidecar was not written', { assetId, code: errorCode(error) })
  }
}

/** Null: there is none. */
async function readOwn(path: string): Promise<'own' | 'foreign' | null> {
  const found = await stat(path).catch(() => null)
  if (!found) return null
  if (!found.isFile() || found.size > MAX_READ_BYTES) return 'foreign'
  return (await readFile(path, 'utf8')).includes(`xmp:CreatorTool="${TOOL}"`) ? 'own' : 'foreign'
}

/** Whole or not at all. */
async function replace(path: string, text: string): Promise<void> {
  const partPath = `${path}.part`
  await mkdir(dirname(path), { recursive: true })
  const part = await open(partPath, 'w')
  try {
    await part.writeFile(text)
    await part.sync()
  } finally {
    await part.close()
  }
  await rename(partPath, path).catch(async (error: unknown) => {
    await rm(partPath, { force: true })
    throw error
  })
}
