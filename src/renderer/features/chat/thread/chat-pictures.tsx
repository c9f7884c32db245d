import { Images, Paintbrush, Sparkles } from 'lucide-react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { navigate } from '@renderer/lib/navigation'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'

export interface ChatPicturesProps {
  readonly assetIds: readonly string[]
  readonly size: 'small' | 'large'
}

/** Library items inside a talk; a press opens the item, a right click sends it to another view. */
export function ChatPictures({ assetIds, size }: ChatPicturesProps) {
  const { data } = useStudioQuery('library.cards', { assetIds: [...assetIds] }, { isEnabled: assetIds.length > 0 })
  return (
    <ul aria-label="Pictures" className="flex flex-wrap gap-2">
      {assetIds.map((assetId, index) => (
        <ContextMenu key={assetId} entries={entriesFor(assetId)}>
          <li>
            <Picture assetId={assetId} card={data?.find(({ id }) => id === assetId)} number={index + 1} size={size} />
          </li>
        </ContextMenu>
      ))}
    </ul>
  )
}

interface PictureProps {
  readonly assetId: string
  readonly card: AssetCard | undefined
  readonly number: number
  readonly size: 'small' | 'large'
}

const LARGE_HEIGHT_PX = 280

function Picture({ assetId, card, number, size }: PictureProps) {
  const label = card?.title || `Picture ${number}`
  const isLarge = size === 'large'
  const ratio = card?.width && card.height ? card.width / card.height : 1
  return (
    <button
      type="button"
      title={label}
      data-quick-look={assetId}
      onClick={() => navigate({ view: 'library', assetId })}
      className="block rounded-control"
      style={
        isLarge ? { height: LARGE_HEIGHT_PX, width: Math.round(LARGE_HEIGHT_PX * Math.min(ratio, 2.2)) } : undefined
      }
    >
      <MediaThumb
        src={thumbnailUrl(assetId, isLarge ? 960 : 320)}
        kind={card?.media ?? 'image'}
        state={card?.thumbnail ?? 'pending'}
        label={label}
        className={isLarge ? 'size-full' : 'size-24'}
      />
    </button>
  )
}

function entriesFor(assetId: string): readonly MenuEntry[] {
  return [
    {
      id: 'library',
      label: 'Open in the library',
      icon: <Images />,
      onSelect: () => navigate({ view: 'library', assetId }),
    },
    {
      id: 'canvas',
      label: 'Edit with a mask',
      icon: <Paintbrush />,
      onSelect: () => navigate({ view: 'canvas', assetId }),
    },
    {
      id: 'create',
      label: 'Use in Create',
      icon: <Sparkles />,
      onSelect: () => navigate({ view: 'create', referenceAssetIds: [assetId] }),
    },
    {
      id: 'chat',
      label: 'Attach to the next message',
      onSelect: () => navigate({ view: 'chat', attachAssetIds: [assetId] }),
    },
  ]
}
