import { thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import { assertNever } from '@shared/lib/assert-never'
import { AudioPlayer } from './audio-player'
import { TextResult } from './text-result'
import { VideoPreview } from './video-preview'

export interface OutputCellProps {
  readonly assetId: string
  readonly media: MediaKind
  /** Null until the library has answered. */
  readonly card: AssetCard | null
  readonly label: string
}

/** One stored result in whatever way its kind is looked at; fills its box. */
export function OutputCell({ assetId, media, card, label }: OutputCellProps) {
  const durationMs = card?.durationMs ?? null
  switch (media) {
    case 'image':
      return (
        <MediaThumb
          key={card?.thumbnail ?? 'unknown'}
          src={thumbnailUrl(assetId, 960)}
          kind="image"
          state={card?.thumbnail ?? 'pending'}
          label={label}
          fit="contain"
          className="size-full rounded-none bg-transparent text-on-stage"
        />
      )
    case 'video':
      return (
        <VideoPreview assetId={assetId} label={label} durationMs={durationMs} hasPoster={card?.thumbnail === 'ready'} />
      )
    case 'audio':
      return <AudioPlayer assetId={assetId} label={label} durationMs={durationMs} />
    case 'text':
      return <TextResult assetId={assetId} />
    default:
      return assertNever(media)
  }
}
