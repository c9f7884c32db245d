import { ImagePlus } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { navigate, useDestination } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import type { ImportOutcome } from '@shared/contracts/library'
import { CanvasEditor } from './editor'

/** Drop a picture, paint what may change, say what should be there. */
export function CanvasView() {
  const [openId, setOpenId] = useViewState<string | null>('canvas.open', null)
  const { data: document } = useStudioQuery(
    'canvas.open',
    { documentId: openId ?? '' },
    { isEnabled: openId !== null, keepsPrevious: true },
  )
  const [isDropping, setIsDropping] = useState(false)

  const openAsset = (assetId: string): void => {
    request('canvas.open-asset', { assetId }).then(
      (opened) => setOpenId(opened.id),
      (error: unknown) => raiseNotice(failureOf(error)),
    )
  }
  const openImported = (outcome: ImportOutcome | null): void => {
    const first = [...(outcome?.imported ?? []), ...(outcome?.duplicates ?? [])].find(({ media }) => media === 'image')
    if (first) openAsset(first.id)
    else if (outcome) raiseNotice(outcome.refused[0]?.failure ?? NOT_A_PICTURE)
  }
  const importWith = (work: Promise<ImportOutcome | null>): void => {
    work.then(openImported, (error: unknown) => raiseNotice(failureOf(error)))
  }
  useDestination('canvas', ({ assetId, documentId }) => {
    if (documentId) setOpenId(documentId)
    else if (assetId) openAsset(assetId)
  })

  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    setIsDropping(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0) importWith(importFiles(files))
  }
  return (
    <div
      data-canvas
      className="relative h-full"
      onDragOver={(event) => {
        event.preventDefault()
        setIsDropping(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsDropping(false)
      }}
      onDrop={onDrop}
    >
      {openId !== null && document ? (
        <CanvasEditor key={document.id} document={document} onOpen={setOpenId} onOpenAsset={openAsset} />
      ) : (
        <EmptyState
          icon={<ImagePlus />}
          title="Change one part of a picture"
          text="Drop or paste a picture, paint over what may change, and say what should be there. Everything outside the mask stays exactly as it was."
          action={
            <Button variant="primary" onClick={() => importWith(request('library.pick-files'))}>
              Open a picture…
            </Button>
          }
          secondaryAction={<Button onClick={() => navigate({ view: 'library' })}>Choose from the library</Button>}
        />
      )}
      {isDropping ? <DropZone /> : null}
    </div>
  )
}

const NOT_A_PICTURE = {
  code: 'unsupported-file',
  message: 'The canvas edits pictures: PNG, JPEG, WebP and the like.',
  nextStep: 'none',
} as const

function DropZone() {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-3 z-30 flex items-center justify-center rounded-panel border-2 border-dashed border-accent-ink bg-window/80"
    >
      <span className="text-15 font-medium">Drop to edit this picture</span>
    </div>
  )
}
