import { constants } from 'node:fs'
import { copyFile, link, mkdir, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { AssetDetail } from '@shared/domain/asset'
import type { ReadableFolder } from '@shared/domain/readable-folder'
import { DEFAULT_READABLE_TEMPLATE, readableParts } from '@shared/domain/readable-path'
import { forgetReadableFiles, noteReadableFile } from '../db/commands/readable-file'
import { saveSetting } from '../db/commands/settings'
import { type AssetFileFacts, loadAssetDetail, loadAssetFile } from '../db/queries/asset'
import { type ChangeCursor, listChangedAfter } from '../db/queries/asset-changes'
import {
  countReadable,
  isReadableTaken,
  listOrphanedReadable,
  listReadable,
  readablePathOf,
} from '../db/queries/readable-file'
import { loadSetting } from '../db/queries/settings'
import { createLogger } from '../log/logger'
import { asStorageError, errorCode, isFile } from './disk'
import { safeFileName } from './file-names'
import { storedFilePath } from './folders'
import { hashFile } from './hashing'
import type { LibraryContext } from './library-context'

const log = createLogger('library.readable-folder')

const SETTING = 'library.readable-folder'
const BATCH = 40

interface ReadableState extends ChangeCursor {
  readonly isOn: boolean
  readonly template: string
  readonly failure: Failure | null
}

const START: ChangeCursor = { rev: -1, number: 0 }
const OFF: ReadableState = { ...START, isOn: false, template: DEFAULT_READABLE_TEMPLATE, failure: null }

/**
 * By choice, every file of the library also lies in a folder of dated folders under a name that a person knows, so that
 * any program finds it without the studio. It is a second name of the same bytes and takes no room. What is renamed,
 * thrown away or brought back is followed by the number of its last change.
 */
export function createReadableFolder(context: LibraryContext) {
  const { db, folders } = context
  const root = folders.readable

  const load = async (): Promise<ReadableState> => {
    const json = await loadSetting(db, SETTING)
    return json === null ? OFF : { ...OFF, ...(JSON.parse(json) as Partial<ReadableState>) }
  }
  const save = (state: ReadableState): Promise<void> => saveSetting(db, SETTING, JSON.stringify(state))

  /** `work` is null where the library has it no more. */
  const remove = async (assetId: string, path: string, work: AssetFileFacts | null): Promise<void> => {
    const target = join(root, ...path.split('/'))
    // What another program saved under that name is nowhere else.
    if (work === null || (await isWork(target, work))) await rm(target, { force: true })
    await rm(`${target}.xmp`, { force: true })
    await removeEmpty(root, dirname(path))
    await noteReadableFile(db, assetId, null)
  }

  const follow = async (assetId: string, template: string): Promise<void> => {
    const [file, detail] = [await loadAssetFile(db, assetId), await loadAssetDetail(db, assetId)]
    const known = await readablePathOf(db, assetId)
    const isWanted = file !== null && detail !== null && isReadable(file, detail)
    const wanted = isWanted ? await freePath(template, detail, file, known) : null
    if (known !== null && known !== wanted) await remove(assetId, known, file)
    if (wanted === null || file === null) return
    const source = storedFilePath(folders, file)
    const target = join(root, ...wanted.split('/'))
    if (known !== wanted || !(await isFile(target))) {
      if (!(await isFile(source))) return
      if (!(await isWork(target, file))) await giveName(source, target)
      await noteReadableFile(db, assetId, wanted)
    }
    // Of a sidecar it is a copy: it is replaced as a whole with each change.
    if (await isFile(`${source}.xmp`)) await copyFile(`${source}.xmp`, `${target}.xmp`)
  }

  /** The same name again gets a part of the id, so that it stays the same from then on. */
  const freePath = async (
    template: string,
    detail: AssetDetail,
    work: AssetFileFacts,
    known: string | null,
  ): Promise<string> => {
    const { extension } = work
    const parts = readableParts(template, detail)
    const folderParts = parts.slice(0, -1).map((part) => safeFileName(part, 'd').slice(0, -'.d'.length))
    const pathOf = (name: string): string => [...folderParts, safeFileName(name, extension)].join('/')
    const name = withoutEnding(parts.at(-1) ?? '', extension)
    const plain = pathOf(name)
    if (plain === known) return plain
    const isTaken = (await isReadableTaken(db, plain, detail.id)) || (await isOfAnother(plain, work))
    return isTaken ? pathOf(`${name} ${detail.id.slice(-6)}`) : plain
  }

  /** A file of the person, or one that another program changed, keeps its name. */
  const isOfAnother = async (path: string, work: AssetFileFacts): Promise<boolean> => {
    const target = join(root, ...path.split('/'))
    return (await isFile(target)) && !(await isWork(target, work))
  }

  /** Whether there lies the work itself: a second name of the library's file, or the same bytes. */
  const isWork = async (target: string, work: AssetFileFacts): Promise<boolean> => {
    const [there, stored] = await Promise.all(
      [target, storedFilePath(folders, work)].map((path) => stat(path).catch(() => null)),
    )
    if (!there?.isFile()) return false
    if (stored && there.ino === stored.ino && there.dev === stored.dev) return true
    return there.size === work.byteSize && (await hashFile(target)).sha256 === work.sha256
  }

  /** @returns how many items were looked at */
  const writeDue = async (): Promise<number> => {
    const state = await load()
    if (!state.isOn) return removeSome()
    try {
      for (const { assetId, path } of await listOrphanedReadable(db, BATCH)) await remove(assetId, path, null)
      const due = await listChangedAfter(db, state, BATCH)
      const last = due.at(-1)
      if (!last) return 0
      for (const { id } of due) await follow(id, state.template)
      const now = await load()
      // A template that was chosen meanwhile begins anew.
      if (now.isOn && now.template === state.template && now.rev === state.rev && now.number === state.number)
        await save({ ...now, rev: last.rev, number: last.number })
      return due.length
    } catch (error) {
      log.error('the folder of readable names is not kept up any more', error)
      await save({ ...(await load()), isOn: false, failure: failureOf(error, root) })
      return 0
    }
  }

  /** @returns how many names were taken away */
  const removeSome = async (): Promise<number> => {
    const files = await listReadable(db, BATCH)
    for (const { assetId, path } of files) await remove(assetId, path, await loadAssetFile(db, assetId))
    if (files.length > 0 && files.length < BATCH) await rmdir(root).catch(() => undefined)
    return files.length
  }

  return {
    state: async (): Promise<ReadableFolder> => {
      const { isOn, template, failure } = await load()
      return { isOn, template, failure, folder: root, files: await countReadable(db) }
    },
    /** Off: the names go behind it, the files of the library stay. What a person put there themselves is left. */
    change: async (isOn: boolean, template: string): Promise<void> => {
      const before = await load()
      const goesOn = isOn && before.isOn && before.template === template
      await save({ ...(goesOn ? before : START), isOn, template, failure: null })
    },
    writeDue,
    /** Somebody deleted the folder, or the library came from another place without it: it is made again. */
    mend: async (): Promise<void> => {
      const state = await load()
      const isThere = await stat(root).then(
        () => true,
        () => false,
      )
      if (!state.isOn || isThere) return
      await forgetReadableFiles(db)
      await save({ ...state, ...START })
    },
  }
}

/** What lies in a folder of the person has a name there already. */
const isReadable = (file: AssetFileFacts, { trashedAtMs }: AssetDetail): boolean =>
  file.placePath === null && trashedAtMs === null && !file.isMissing

function failureOf(error: unknown, folder: string): Failure {
  const known = asStorageError(error)
  if (known instanceof AppError) return known.failure
  return {
    code: 'internal',
    message: `The folder ${folder} could not be written (${errorCode(error) || 'unknown reason'}), so it is not kept any more. The library itself is whole.`,
    nextStep: 'retry',
  }
}

const withoutEnding = (name: string, extension: string): string =>
  name.toLowerCase().endsWith(`.${extension}`) ? name.slice(0, -(extension.length + 1)) : name

/** A copy that shares its bytes where the disk can do that, so that a change there touches no work; else a second name. */
async function giveName(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error
    await rm(target, { force: true })
    await link(source, target).catch((refusal: unknown) => {
      throw CANNOT_LINK.has(errorCode(refusal)) ? noSecondNames(refusal) : refusal
    })
  }
}

const CANNOT_LINK: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV', 'ENOSYS'])

const noSecondNames = (cause: unknown): AppError =>
  new AppError(
    {
      code: 'unsupported-file',
      message:
        'The disk of the library cannot give a file a second name (exFAT and some network disks cannot), so the folder would need all its room again. Move the library to another disk, or export sets instead.',
      nextStep: 'none',
    },
    { cause },
  )

/** Upwards as long as nothing is left. */
async function removeEmpty(root: string, relativeFolder: string): Promise<void> {
  for (let folder = relativeFolder; folder !== '.' && folder !== ''; folder = dirname(folder)) {
    try {
      await rmdir(join(root, ...folder.split('/')))
    } catch {
      return
    }
  }
}
