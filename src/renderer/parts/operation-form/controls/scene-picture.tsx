import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import {
  Bike,
  Clapperboard,
  Feather,
  Ghost,
  Heart,
  type LucideIcon,
  Palette,
  PartyPopper,
  PawPrint,
  Shrink,
  Siren,
  Snowflake,
  WandSparkles,
} from 'lucide-react'

const SIGNS: Readonly<Record<string, LucideIcon>> = {
  Wings: Feather,
  'Winter and Christmas': Snowflake,
  Halloween: Ghost,
  Celebration: PartyPopper,
  'Look and style': Palette,
  'Fantasy and power': WandSparkles,
  'Sport and motion': Bike,
  Pets: PawPrint,
  'Hugs and gestures': Heart,
  'Squash and slice': Shrink,
  Action: Siren,
}

export interface ScenePictureProps {
  readonly group: string | undefined
  /** A clip of one's own that shows it. */
  readonly assetId: string | null
  readonly className: string
}

/** What a scene looks like, where a clip of one's own shows it; else the sign of its kind. */
export function ScenePicture({ group, assetId, className }: ScenePictureProps) {
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds: assetId === null ? [] : [assetId] },
    { isEnabled: assetId !== null },
  )
  const card = assetId === null ? undefined : data?.[0]
  if (assetId !== null && card) {
    return (
      <MediaThumb
        key={card.thumbnail}
        src={thumbnailUrl(assetId, 320)}
        kind="video"
        state={card.thumbnail}
        label=""
        className={className}
      />
    )
  }
  const Sign = SIGNS[group ?? ''] ?? Clapperboard
  return (
    <span
      aria-hidden
      className={classNames('flex shrink-0 items-center justify-center rounded-control bg-hover text-muted', className)}
    >
      <Sign className="size-6 stroke-[1.25]" />
    </span>
  )
}
