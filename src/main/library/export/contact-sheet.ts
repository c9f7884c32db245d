import { copyFile, constants, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { errorCode } from '../disk'
import type { MediaWorker } from '../media-worker'
import type { Uploads } from '../uploads'
import { asMediaFailure } from '../worker-failure'
import { type PdfPage, pdfOfPages } from './pdf-pages'

const COLUMNS = 4
const ROWS = 5

interface SheetItem {
  readonly asset: { readonly id: string }
  readonly path: string
}

/** All items of a set on pages of twenty, with the names that they were saved under. */
export async function writeSheet(
  { worker, uploads }: { readonly worker: MediaWorker; readonly uploads: Uploads },
  items: readonly SheetItem[],
  kind: 'png' | 'pdf',
  folder: string,
): Promise<void> {
  const pages: PdfPage[] = []
  for (let start = 0; start < items.length; start += COLUMNS * ROWS) {
    const part = items.slice(start, start + COLUMNS * ROWS)
    const input = {
      items: part.map(({ asset, path }) => ({ assetId: asset.id, caption: basename(path) })),
      columns: COLUMNS,
      rows: Math.ceil(part.length / COLUMNS),
      format: kind === 'pdf' ? ('jpeg' as const) : ('png' as const),
    }
    const answer = await worker.run('contact-sheet', input).catch((error: unknown) => {
      throw asMediaFailure(error, 'The contact sheet')
    })
    const upload = uploads.take(answer.uploadToken)
    if (!upload) continue
    if (kind === 'pdf')
      pages.push({ jpeg: await readFile(upload.path), width: answer.width ?? 1, height: answer.height ?? 1 })
    else
      await saveFree(folder, `contact-sheet-${start / (COLUMNS * ROWS) + 1}`, 'png', (target) =>
        copyFile(upload.path, target, constants.COPYFILE_EXCL),
      )
    await rm(upload.path, { force: true })
  }
  if (kind === 'pdf') {
    await saveFree(folder, 'contact-sheet', 'pdf', (target) => writeFile(target, pdfOfPages(pages), { flag: 'wx' }))
  }
}

async function saveFree(
  folder: string,
  stem: string,
  extension: string,
  write: (target: string) => Promise<void>,
): Promise<void> {
  for (let number = 1; number < 1_000; number += 1) {
    try {
      await write(join(folder, number === 1 ? `${stem}.${extension}` : `${stem} (${number}).${extension}`))
      return
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}
