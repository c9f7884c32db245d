import { Clapperboard, Copy, Film, ImagePlus, Images, MessageSquarePlus, Paintbrush, Save } from 'lucide-react'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { navigate } from '@renderer/lib/navigation'
import { fileEntries } from '@renderer/parts/asset-files/file-entries'
import type { MenuEntry } from '@renderer/ui/menu'
import { showToast } from '@renderer/ui/toast'
import { operationsFor } from '@shared/catalog/operations'
import type { ChosenProgram } from '@shared/contracts/library-programs'
import type { MediaKind } from '@shared/domain/media'
import { chooseShotFor } from './shot-choice'

/** What can be done with something of the talk elsewhere; each way keeps it as the source of what comes of it. */
export function mediaEntries(
  assetId: string,
  media: MediaKind,
  programs: readonly ChosenProgram[],
): readonly MenuEntry[] {
  const isPicture = media === 'image'
  return [
    ...(isPicture
      ? [
          {
            id: 'canvas',
            label: 'Edit with a mask',
            icon: <Paintbrush />,
            onSelect: () => navigate({ view: 'canvas', assetId }),
          },
          { id: 'animate', label: 'Animate', icon: <Film />, onSelect: () => animate(assetId) },
        ]
      : []),
    {
      id: 'create',
      label: 'Use as reference',
      icon: <ImagePlus />,
      onSelect: () => navigate({ view: 'create', referenceAssetIds: [assetId] }),
    },
    {
      id: 'shot',
      label: 'Send to shot…',
      icon: <Clapperboard />,
      disabledReason: media === 'text' ? 'For pictures, clips and sounds' : undefined,
      onSelect: () => chooseShotFor(assetId),
    },
    {
      id: 'chat',
      label: 'Attach to the next message',
      icon: <MessageSquarePlus />,
      onSelect: () => navigate({ view: 'chat', attachAssetIds: [assetId] }),
    },
    { kind: 'separator', id: 'files' },
    {
      id: 'library',
      label: 'Show in library',
      icon: <Images />,
      onSelect: () => navigate({ view: 'library', assetId }),
    },
    ...fileEntries(assetId, programs),
    ...(isPicture
      ? [
          {
            id: 'copy',
            label: 'Copy the picture',
            icon: <Copy />,
            onSelect: () => detach(copyPicture(assetId), 'copy a picture'),
          },
        ]
      : []),
    { id: 'save', label: 'Save as…', icon: <Save />, onSelect: () => detach(saveAs(assetId), 'save a file') },
  ]
}

/** The picture becomes the first frame of a clip; as a recipe, so that it meets the form that takes it. */
function animate(assetId: string): void {
  for (const operation of operationsFor({ output: 'video', intent: 'animate' })) {
    const field = operation.fields.find(({ kind }) => kind.type === 'asset' && kind.media.includes('image'))
    const modelId = operation.models[0]
    if (field?.kind.type !== 'asset' || modelId === undefined) continue
    const params = { [field.key]: field.kind.max > 1 ? [assetId] : assetId }
    return navigate({ view: 'create', recipe: { operationId: operation.id, modelId, params } })
  }
}

async function copyPicture(assetId: string): Promise<void> {
  try {
    await request('library.copy-image', { assetId })
    showToast({ title: 'Copied the picture', tone: 'success' })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

async function saveAs(assetId: string): Promise<void> {
  try {
    const saved = await request('library.save-as', { assetIds: [assetId] })
    if (saved) showToast({ title: 'Saved', description: saved.folder, tone: 'success' })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}
