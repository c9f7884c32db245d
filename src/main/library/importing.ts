import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Failure } from '@shared/domain/app-error'
import type { ColourLabel } from '@shared/domain/asset'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { MediaKind } from '@shared/domain/media'
import type { AddedAsset, NewAssetRelation } from '../db/commands/asset'
import { saveImportedLabel, saveImportedNote, saveImportedRecipe } from '../db/commands/asset-recipe'
import { readFailure } from './disk'
import { nameToShow } from './file-names'
import { readChunks, writeHashed, type WrittenFile } from './hashing'
import { inspectFile } from './inspect'
import { assertWritable, type LibraryContext } from './library-context'
import { expectedOf } from './media-extensions'
import { recipeOfFile, searchTextOfRecipe } from './metadata/recipe-of-file'
import type { LibraryStore } from './store'
import { findFiles, type FoundFile, type FoundFiles } from './importable-files'
import { importZip, isZip } from './zip-import'

export interface ImportedFile {
  readonly name: string
  readonly outcome: AddedAsset | { readonly failure: Failure }
}

/** A file that lies in staging already and is to become an asset. */
export interface StagedImport {
  readonly stagedPath: string
  readonly written: WrittenFile
  readonly displayName: string
  readonly expected: MediaKind | null
  readonly isHidden?: boolean
  readonly origin?: 'imported' | 'derived'
  readonly relations?: readonly NewAssetRelation[]
  /** Where the person has the file: a sidecar may lie beside it. */
  readonly originalPath?: string
  /** What another program knows of it besides. */
  readonly facts?: OutsideFacts
}

/** What a library of another program says of one of its files. */
export interface OutsideFacts {
  readonly title: string
  readonly rating: number | null
  readonly tags: readonly string[]
  readonly note: string
  /** Absent where that library knows no colours. */
  readonly label?: ColourLabel | null
}

export interface Importing {
  /** Files and folders that a person chose. Each file is judged for itself; one refusal stops nothing. */
  readonly importPaths: (paths: readonly string[]) => Promise<readonly ImportedFile[]>
  /** Lets go of the files that wait; what is in already stays. */
  readonly stop: () => void
  /** @throws AppError when the file is refused; it is gone then */
  readonly importStaged: (file: StagedImport) => Promise<AddedAsset>
}

const MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
const CONCURRENCY = 2

export function createImporting(context: LibraryContext, store: LibraryStore): Importing {
  const recipeOf = async (file: StagedImport): Promise<ImportedRecipe | null> => {
    if (file.origin === 'derived' || file.isHidden) return null
    const { mime } = await inspectFile(file.stagedPath, file.expected)
    const recipe = await recipeOfFile(file.stagedPath, mime, file.displayName, file.originalPath)
    const { facts } = file
    if (!facts) return recipe
    const base: ImportedRecipe = recipe ?? NO_RECIPE
    return { ...base, rating: facts.rating ?? base.rating, tags: [...new Set([...base.tags, ...facts.tags])] }
  }

  const importStaged = async (file: StagedImport): Promise<AddedAsset> => {
    try {
      const recipe = await recipeOf(file)
      const added = await store.store({
        stagedPath: file.stagedPath,
        written: file.written,
        expected: file.expected,
        displayName: file.displayName,
        title: file.facts?.title || withoutExtension(file.displayName),
        origin: file.origin ?? 'imported',
        generationId: null,
        modelId: recipe?.modelId ?? null,
        isHidden: file.isHidden ?? false,
        searchText: searchTextOfRecipe(recipe),
        relations: file.relations ?? [],
      })
      if (recipe) await saveImportedRecipe(context.db, added.assetId, recipe)
      if (added.isNew && file.facts?.note) await saveImportedNote(context.db, added.assetId, file.facts.note)
      if (added.isNew && file.facts?.label) await saveImportedLabel(context.db, added.assetId, file.facts.label)
      return added
    } catch (error) {
      await rm(file.stagedPath, { force: true })
      throw error
    }
  }

  const importFile = async ({ path, facts }: FoundFile): Promise<readonly ImportedFile[]> => {
    const name = nameToShow(basename(path))
    try {
      if (isZip(path)) return await importZip(context, path, (file) => importStaged(file))
      const expected = expectedOf(path)
      // Before it is copied: a disk image of 40 GB is refused by its first bytes.
      await inspectFile(path, expected)
      const stagedPath = join(context.folders.staging, `import-${randomUUID()}`)
      const written = await writeHashed(stagedPath, readChunks(path), MAX_FILE_BYTES)
      const file = { stagedPath, written, displayName: name, expected, originalPath: path, ...(facts ? { facts } : {}) }
      return [{ name, outcome: await importStaged(file) }]
    } catch (error) {
      return [{ name, outcome: { failure: readFailure(error) } }]
    }
  }

  const importFound = async ({ files, refused }: FoundFiles, signal: AbortSignal): Promise<readonly ImportedFile[]> => {
    const total = files.length
    const results: (readonly ImportedFile[])[] = []
    let next = 0
    let done = 0
    const lane = async (): Promise<void> => {
      for (let index = next++; index < total && !signal.aborted; index = next++) {
        const file = files[index]
        if (file !== undefined) results[index] = await importFile(file)
        done += 1
        context.news.importing?.({ done, total, canStop: true })
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, lane))
    if (done === total) return [...results.flat(), ...refused]
    context.news.importing?.({ done: total, total, canStop: false })
    return [stoppedAt(done, total), ...results.flat(), ...refused]
  }

  const stopping = new Set<AbortController>()
  return {
    importStaged,
    stop: () => {
      for (const controller of stopping) controller.abort()
    },
    importPaths: async (paths) => {
      assertWritable(context)
      const controller = new AbortController()
      stopping.add(controller)
      try {
        return await importFound(await findFiles(paths), controller.signal)
      } finally {
        stopping.delete(controller)
      }
    },
  }
}

const stoppedAt = (done: number, total: number): ImportedFile => ({
  name: '…',
  outcome: {
    failure: {
      code: 'canceled',
      message: `Stopped after ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files. What is in stays; drop them again for the rest.`,
      nextStep: 'retry',
    },
  },
})

const NO_RECIPE: ImportedRecipe = {
  tool: 'xmp',
  prompt: '',
  negativePrompt: '',
  modelId: null,
  settings: {},
  rating: null,
  tags: [],
}

export const withoutExtension = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '') || name
