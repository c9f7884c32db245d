import { Ellipsis } from 'lucide-react'
import type { DragEvent } from 'react'
import { detach } from '@renderer/data/detach'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { navigate } from '@renderer/lib/navigation'
import { dragOut } from '@renderer/parts/asset-files/file-actions'
import { AudioPlayer } from '@renderer/parts/task-card/audio-player'
import { IconButton } from '@renderer/ui/icon-button'
import { ContextMenu, Menu } from '@renderer/ui/menu'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { mediaEntries } from './media-entries'

export interface ChatPicturesProps {
  readonly assetIds: readonly string[]
  readonly size: 'small' | 'large'
}

/** Library items inside a talk; a press opens the item, a right click sends it to another view. */
export function ChatPictures({ assetIds, size }: ChatPicturesProps) {
  const { data } = useStudioQuery('library.cards', { assetIds: [...assetIds] }, { isEnabled: assetIds.length > 0 })
  const programs = useStudioQuery('library.programs').data ?? []
  return (
    <ul aria-label="Pictures and files" className="flex flex-wrap gap-2">
      {assetIds.map((assetId, index) => {
        const card = data?.find(({ id }) => id === assetId)
        const entries = mediaEntries(assetId, card?.media ?? 'image', programs)
        return (
          <ContextMenu key={assetId} entries={entries}>
            <li
              className="group/media relative"
              draggable
              onDragStart={(event: DragEvent) => {
                // The system's own drag carries the real file; the page's would carry a picture of the page.
                event.preventDefault()
                detach(dragOut([assetId]), 'drag a file out')
              }}
            >
              <ChatMedia assetId={assetId} card={card} number={index + 1} size={size} />
              <span className="absolute top-1 right-1 opacity-0 group-focus-within/media:opacity-100 group-hover/media:opacity-100">
                <Menu
                  align="end"
                  entries={entries}
                  trigger={
                    <IconButton
                      size="small"
                      label={`Actions for ${card?.title || 'the picture'}`}
                      icon={<Ellipsis />}
                      className="bg-raised shadow-popup"
                    />
                  }
                />
              </span>
            </li>
          </ContextMenu>
        )
      })}
    </ul>
  )
}

/** A sound plays where it stands; everything else is looked at in the library. */
function ChatMedia(props: PictureProps) {
  const { card, size } = props
  if (card?.media !== 'audio' || size === 'small') return <Picture {...props} />
  return (
    <div className="w-96 max-w-full pr-8">
      <AudioPlayer assetId={card.id} label={card.title} durationMs={card.durationMs} />
    </div>
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
