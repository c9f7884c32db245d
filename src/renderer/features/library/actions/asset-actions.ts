import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { navigate } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'

/** The library takes so many ids at a time. */
const IDS_PER_REQUEST = 5_000
const MAX_DRAGGED = 500

export function countWords(count: number): string {
  return count === 1 ? '1 item' : `${count.toLocaleString()} items`
}

async function inParts(assetIds: readonly string[], run: (part: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < assetIds.length; start += IDS_PER_REQUEST) {
    await run(assetIds.slice(start, start + IDS_PER_REQUEST))
  }
}

export async function rate(assetIds: readonly string[], rating: number): Promise<void> {
  await inParts(assetIds, (part) => request('library.set-rating', { assetIds: part, rating }))
}

/** Into the studio's own trash; the toast brings them back. */
export async function moveToTrash(assetIds: readonly string[], onUndone: () => void): Promise<void> {
  await inParts(assetIds, (part) => request('library.trash', { assetIds: part }))
  showToast({
    title: `Moved ${countWords(assetIds.length)} to the studio’s trash`,
    description: 'The files stay on disk until the trash is emptied.',
    action: { label: 'Undo', onPress: () => detach(undoTrash(assetIds, onUndone), 'restore items') },
  })
}

async function undoTrash(assetIds: readonly string[], onUndone: () => void): Promise<void> {
  await inParts(assetIds, (part) => request('library.restore', { assetIds: part }))
  onUndone()
}

export async function restore(assetIds: readonly string[]): Promise<void> {
  await inParts(assetIds, (part) => request('library.restore', { assetIds: part }))
  showToast({
    title: `Put ${countWords(assetIds.length)} back into the library`,
    tone: 'success',
    action: {
      label: 'Undo',
      onPress: () =>
        detach(
          inParts(assetIds, (part) => request('library.trash', { assetIds: part })),
          'trash items',
        ),
    },
  })
}

export async function emptyTrash(): Promise<void> {
  const { deleted, inSystemTrash } = await request('library.empty-trash')
  const isInSystemTrash = deleted > 0 && inSystemTrash === deleted
  showToast({
    title: isInSystemTrash
      ? `Moved ${countWords(deleted)} to the system’s trash`
      : `Deleted ${countWords(deleted)} for good`,
    tone: 'success',
  })
}

export async function copyImage(assetId: string): Promise<void> {
  await request('library.copy-image', { assetId })
  showToast({ title: 'Copied the picture', tone: 'success' })
}

export async function showInFolder(assetId: string): Promise<void> {
  await request('library.show-in-folder', { assetId })
}

export async function saveAs(assetIds: readonly string[]): Promise<void> {
  const answer = await request('library.save-as', { assetIds: assetIds.slice(0, IDS_PER_REQUEST) })
  if (answer) {
    showToast({ title: `Saved ${countWords(answer.saved)}`, description: answer.folder, tone: 'success' })
  }
}

/** Puts the settings that made the item into Create, to repeat or change them. */
export async function recallRecipe(assetId: string): Promise<void> {
  const recipe = await request('generation.recipe-of-asset', { assetId })
  if (!recipe) {
    showToast({ title: 'This item has no recipe', description: 'It was brought in from outside the studio.' })
    return
  }
  const { operationId, modelId, params } = recipe
  navigate({ view: 'create', recipe: { operationId, modelId, params } })
}

export function takeAsReference(assetIds: readonly string[]): void {
  navigate({ view: 'create', referenceAssetIds: assetIds })
}

export function attachToChat(assetIds: readonly string[]): void {
  navigate({ view: 'chat', attachAssetIds: assetIds })
}

export function editInCanvas(assetId: string): void {
  navigate({ view: 'canvas', assetId })
}

/** Starts the system's own drag with the real files. */
export async function dragOut(assetIds: readonly string[]): Promise<void> {
  if (assetIds.length > MAX_DRAGGED) {
    showToast({ title: `The first ${MAX_DRAGGED} items are dragged`, description: 'For more, use “Save as…”.' })
  }
  await request('library.drag-out', { assetIds: assetIds.slice(0, MAX_DRAGGED) })
}
