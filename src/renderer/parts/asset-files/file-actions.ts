import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { studioKey } from '@renderer/data/use-studio-query'
import { showToast } from '@renderer/ui/toast'
import { MOST_COPIED, MOST_OPENED } from '@shared/domain/asset'

const MAX_DRAGGED = 500

/** For the list of what was looked at last. */
export async function noteOpened(assetId: string): Promise<void> {
  await request('library.note-opened', { assetId })
  await queryClient.invalidateQueries({ queryKey: studioKey('library.recent') })
}

/** Real files into the clipboard, to be pasted in a file manager or another program. */
export async function copyFiles(assetIds: readonly string[]): Promise<void> {
  const { copied, missing } = await request('library.copy-files', { assetIds: assetIds.slice(0, MOST_COPIED) })
  showToast({
    title: copied === 1 ? 'Copied the file' : `Copied ${copied.toLocaleString()} files`,
    ...(assetIds.length > MOST_COPIED ? { description: `At most ${MOST_COPIED} at a time.` } : {}),
    tone: 'success',
  })
  tellMissing(missing)
}

export async function copyPaths(assetIds: readonly string[]): Promise<void> {
  await request('library.copy-paths', { assetIds: assetIds.slice(0, MOST_COPIED) })
  showToast({ title: assetIds.length === 1 ? 'Copied the path' : 'Copied the paths', tone: 'success' })
}

export async function openFile(assetId: string): Promise<void> {
  await request('library.open-file', { assetId })
}

/** Without a program's id the person picks one. */
export async function openWith(assetIds: readonly string[], programId?: string): Promise<void> {
  if (assetIds.length > MOST_OPENED) {
    showToast({ title: `The first ${MOST_OPENED} items are opened` })
  }
  const program = await request('library.open-with', {
    assetIds: assetIds.slice(0, MOST_OPENED),
    ...(programId === undefined ? {} : { programId }),
  })
  if (!program) return
  await queryClient.invalidateQueries({ queryKey: studioKey('library.programs') })
  showToast({
    title: `Opened in ${program.name}`,
    description: 'What you save there comes back as a new item, an edit of this one.',
    tone: 'success',
  })
}

/** Says which files are not on the disk. */
export function tellMissing(titles: readonly string[]): void {
  const [first] = titles
  if (first === undefined) return
  const others = titles.length > 1 ? ` and ${(titles.length - 1).toLocaleString()} more` : ''
  showToast({
    title: titles.length === 1 ? 'One file is not here' : `${titles.length.toLocaleString()} files are not here`,
    description: `${first.slice(0, 80)}${others}: not on the disk, and no longer to be fetched.`,
    tone: 'danger',
  })
}

/** Starts the system's own drag with the real files. */
export async function dragOut(assetIds: readonly string[]): Promise<void> {
  if (assetIds.length > MAX_DRAGGED) {
    showToast({ title: `The first ${MAX_DRAGGED} items are dragged`, description: 'For more, use “Save as…”.' })
  }
  const { isStarted, fetched, missing } = await request('library.drag-out', {
    assetIds: assetIds.slice(0, MAX_DRAGGED),
  })
  if (!isStarted) {
    const files = fetched === 1 ? 'The file was' : `${fetched.toLocaleString()} files were`
    showToast({ title: `${files} fetched; drag again`, description: 'Now they are on this computer.' })
  }
  tellMissing(missing)
}
