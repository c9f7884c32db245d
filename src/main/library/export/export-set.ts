import { access, copyFile, constants, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { ExportOutcome, ExportSetRequest } from '@shared/contracts/library-files'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { AssetDetail } from '@shared/domain/asset'
import { nameByTemplate } from '@shared/domain/export-name'
import { type AssetFileFacts, loadAssetDetail, loadAssetFiles } from '../../db/queries/asset'
import { asStorageError, errorCode, isFile, onDisk } from '../disk'
import type { FetchAgain } from '../fetch-again'
import { safeFileName } from '../file-names'
import { assetFilePath, thumbnailPath } from '../folders'
import type { LibraryContext } from '../library-context'
import type { MediaWorker } from '../media-worker'
import { buildXmp, type XmpFacts } from '../metadata/xmp'
import { CAN_HOLD_XMP, copyStripped, copyWithXmp } from '../metadata/write-xmp'
import { xmpFactsOf } from '../metadata/xmp-facts'
import type { Uploads } from '../uploads'
import { asMediaFailure } from '../worker-failure'
import { writeSheet } from './contact-sheet'
import { galleryPage, type GalleryItem } from './gallery-page'

export interface ExportTools {
  readonly context: LibraryContext
  readonly worker: MediaWorker
  readonly uploads: Uploads
  readonly fetchAgain: FetchAgain
}

export interface Exported {
  readonly asset: AssetFileFacts
  readonly detail: AssetDetail
  readonly path: string
  readonly prompt: string
}

/**
 * Writes a set of items into a folder under names by a template. Nothing that is there is overwritten; one item that
 * cannot be written stops nothing.
 */
export async function exportSet(
  tools: ExportTools,
  request: ExportSetRequest,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<ExportOutcome> {
  return onDisk(async () => {
    await assertFolder(folder)
    const assets = await loadAssetFiles(tools.context.db, request.assetIds)
    const target: Target = { folder, taken: new Set() }
    const refused: { readonly name: string; readonly failure: Failure }[] = []
    const exported: Exported[] = []
    let uncleaned = 0
    for (const [index, asset] of assets.entries()) {
      try {
        if (!(await isFile(assetFilePath(tools.context.folders, asset)))) await tools.fetchAgain(asset)
        const one = await exportOne(tools, request, target, asset, { number: index + 1, count: assets.length })
        exported.push(one)
        if (request.metadata === 'strip' && !isCleaned(request, asset)) uncleaned += 1
      } catch (error) {
        const known = asStorageError(error)
        if (toFailure(known).code === 'disk-full') throw known
        await assertFolder(folder)
        refused.push({ name: asset.title || asset.displayName, failure: exportFailure(error) })
      }
      onProgress(index + 1, assets.length)
    }
    if (request.contactSheet !== 'none' && exported.length > 0)
      await writeSheet(tools, exported, request.contactSheet, folder)
    if (request.hasGallery && exported.length > 0) await writeGallery(tools, request, exported, target)
    return { folder, saved: exported.length, uncleaned, refused }
  })
}

/** Where a set goes, and the names that are given, as systems compare them that take large and small letters for one. */
interface Target {
  readonly folder: string
  readonly taken: Set<string>
}

/** @throws AppError when nothing can be written there: a stick that was pulled out, a folder of somebody else */
async function assertFolder(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    const isGone = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR' || errorCode(error) === 'EIO'
    throw new AppError(
      isGone
        ? {
            code: 'not-found',
            message: `The folder is not there: ${folder}. What was saved before stays.`,
            nextStep: 'retry',
          }
        : { code: 'read-only', message: `Nothing can be saved in ${folder}. Choose another folder.`, nextStep: 'none' },
      { cause: error },
    )
  }
}

const isRendered = ({ format, maxSide }: ExportSetRequest, { media }: AssetFileFacts): boolean =>
  media === 'image' && (format !== 'original' || maxSide !== null)

const isCleaned = (request: ExportSetRequest, asset: AssetFileFacts): boolean =>
  isRendered(request, asset) || CAN_HOLD_XMP.has(asset.mime)

async function exportOne(
  tools: ExportTools,
  request: ExportSetRequest,
  target: Target,
  asset: AssetFileFacts,
  place: { readonly number: number; readonly count: number },
): Promise<Exported> {
  const { context } = tools
  const detail = await loadAssetDetail(context.db, asset.id)
  if (!detail) throw new Error('The item is gone')
  const facts = await xmpFactsOf(context.db, detail)
  const made = isRendered(request, asset) ? await render(tools, request, asset) : null
  const source = made?.path ?? assetFilePath(context.folders, asset)
  const mime = made?.mime ?? asset.mime
  const extension = made?.extension ?? asset.extension
  const name = nameByTemplate(request.template, { ...detail, ...place })
  try {
    const path = await underFreeName(target, safeFileName(name, extension), async (free) => {
      if (request.hasSidecars) await writeFile(`${free}.xmp`, buildXmp(sidecarFacts(facts, request)), { flag: 'wx' })
      try {
        await copyOf(request, source, free, mime, facts)
      } catch (error) {
        if (request.hasSidecars) await rm(`${free}.xmp`, { force: true })
        throw error
      }
    })
    return { asset, detail, path, prompt: request.metadata === 'strip' ? '' : facts.description }
  } finally {
    if (made) await rm(made.path, { force: true })
  }
}

function copyOf(
  { metadata }: ExportSetRequest,
  source: string,
  target: string,
  mime: string,
  facts: XmpFacts,
): Promise<void> {
  switch (metadata) {
    case 'keep':
      return copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    case 'embed':
      return copyWithXmp(source, target, mime, facts)
    case 'strip':
      return copyStripped(source, target, mime)
  }
}

/** A set without a recipe has none beside it either. */
const sidecarFacts = (facts: XmpFacts, { metadata }: ExportSetRequest): XmpFacts =>
  metadata === 'strip' ? { ...facts, title: '', description: '', recipeJson: null, creatorTool: '' } : facts

async function render(
  { worker, uploads, context }: ExportTools,
  { format, maxSide }: ExportSetRequest,
  asset: AssetFileFacts,
): Promise<{ readonly path: string; readonly mime: string; readonly extension: string }> {
  const own = asset.mime === 'image/png' ? 'png' : asset.mime === 'image/webp' ? 'webp' : 'jpeg'
  const wanted = format === 'original' ? own : format
  try {
    const { uploadToken } = await worker.run('render-picture', {
      assetId: asset.id,
      mime: asset.mime,
      format: wanted,
      maxSide,
    })
    const upload = uploads.take(uploadToken)
    if (!upload) throw new Error('The picture did not arrive')
    const path = join(context.folders.staging, `export-${basename(upload.path)}`)
    await rename(upload.path, path)
    return { path, mime: `image/${wanted}`, extension: wanted === 'jpeg' ? 'jpg' : wanted }
  } catch (error) {
    throw asMediaFailure(error, 'Preparing the picture')
  }
}

async function underFreeName(
  { folder, taken }: Target,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<string> {
  const extension = extname(name)
  const stem = name.slice(0, name.length - extension.length)
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${stem} (${number})${extension}`
    if (taken.has(free.toLowerCase())) continue
    const path = join(folder, free)
    try {
      await write(path)
      taken.add(free.toLowerCase())
      return path
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || number > 10_000) throw error
    }
  }
}

async function writeGallery(
  { context }: ExportTools,
  { metadata }: ExportSetRequest,
  exported: readonly Exported[],
  target: Target,
): Promise<void> {
  const pictures = await underFreeName(target, 'small', (path) => mkdir(path))
  const items: GalleryItem[] = []
  for (const { asset, detail, path, prompt } of exported) {
    const small = thumbnailPath(context.folders, asset.sha256, 320)
    const hasPicture = await stat(small).then(
      () => true,
      () => false,
    )
    const name = `${basename(path)}.webp`
    if (hasPicture) await copyFile(small, join(pictures, name))
    items.push({
      file: basename(path),
      picture: hasPicture ? `${basename(pictures)}/${name}` : null,
      title: metadata === 'strip' ? basename(path) : detail.title,
      words:
        metadata === 'strip'
          ? ''
          : [detail.modelId ?? '', prompt === detail.title ? '' : prompt].filter(Boolean).join(' · '),
    })
  }
  await underFreeName(target, 'index.html', (path) => writeFile(path, galleryPage('Gallery', items), { flag: 'wx' }))
}

function exportFailure(error: unknown): Failure {
  if (errorCode(error) === 'ENOENT') {
    return { code: 'not-found', message: 'The file is not where it was; nothing could be copied.', nextStep: 'none' }
  }
  if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') {
    return { code: 'read-only', message: 'The file may not be read by this account.', nextStep: 'none' }
  }
  return toFailure(asStorageError(error))
}
