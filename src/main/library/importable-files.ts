import { lstat, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Failure } from '@shared/domain/app-error'
import { eagleItems, isEagleLibrary } from './eagle-library'
import { readFailure } from './disk'
import { nameToShow } from './file-names'
import type { ImportedFile, OutsideFacts } from './importing'
import { expectedOf } from './media-extensions'
import { isParametersText, readSmall } from './metadata/recipe-of-file'

export interface FoundFile {
  readonly path: string
  readonly facts?: OutsideFacts
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly refused: readonly ImportedFile[]
}

const MAX_FILES = 200_000
const MAX_DEPTH = 16

/** Files below the paths. Links inside folders are not followed, hidden files inside folders are passed over. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: FoundFile[] = []
  const refused: ImportedFile[] = []
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || isInvokeThumbnails(folder)) return
    if (await isEagleLibrary(folder)) {
      files.push(...(await eagleItems(folder, MAX_FILES - files.length)))
      return
    }
    const entries = await readdir(folder, { withFileTypes: true })
    const pictures = new Set(entries.flatMap(({ name }) => (expectedOf(name) === 'image' ? [stemOf(name)] : [])))
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (files.length >= MAX_FILES) return
      if (entry.name.startsWith('.') || JUNK.test(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.isFile() && !(await isRecipeBeside(path, pictures))) files.push({ path })
    }
  }
  for (const path of paths) {
    try {
      const found = await stat(path)
      const isLinkedFolder = found.isDirectory() && (await lstat(path)).isSymbolicLink()
      if (found.isFile()) files.push({ path })
      else if (found.isDirectory() && !isLinkedFolder) await walk(path, 0)
      else refused.push({ name: nameToShow(path), outcome: { failure: NOT_A_FILE } })
    } catch (error) {
      refused.push({ name: nameToShow(path), outcome: { failure: readFailure(error) } })
    }
  }
  if (files.length >= MAX_FILES) refused.push({ name: '…', outcome: { failure: TOO_MANY } })
  return { files: files.slice(0, MAX_FILES), refused }
}

/** What belongs to other files (sidecars, SwarmUI's previews and recipes) or to the system. */
const JUNK = /\.xmp$|\.swarm\.json$|\.swarmpreview\.\w+$|^thumbs\.db$|^desktop\.ini$/i

/** InvokeAI keeps a small copy of each picture beside the folder's pictures. */
const isInvokeThumbnails = (folder: string): boolean =>
  basename(folder) === 'thumbnails' && basename(dirname(folder)) === 'images'

/** A1111's text beside a picture of the same name is read with the picture. */
async function isRecipeBeside(path: string, pictures: ReadonlySet<string>): Promise<boolean> {
  if (!/\.txt$/i.test(path) || !pictures.has(stemOf(basename(path)))) return false
  return isParametersText((await readSmall(path)) ?? '')
}

const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '')

const NOT_A_FILE: Failure = {
  code: 'unsupported-file',
  message: 'This is neither a file nor a folder.',
  nextStep: 'none',
}
const TOO_MANY: Failure = {
  code: 'too-large',
  message: `At most ${MAX_FILES.toLocaleString('en')} files are taken at a time; drop the rest again.`,
  nextStep: 'retry',
}
