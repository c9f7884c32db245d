import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { VendorItemKind } from '@shared/domain/vendor-item'

export interface ItemFaceProps {
  readonly kind: VendorItemKind
  readonly coverAssetId: string | null
  readonly className?: string
}

/** The picture of a thing kept at a vendor; an icon where it has none. */
export function ItemFace({ kind, coverAssetId, className = 'size-12' }: ItemFaceProps) {
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds: coverAssetId === null ? [] : [coverAssetId] },
    { isEnabled: coverAssetId !== null },
  )
  const card = coverAssetId === null ? undefined : data?.[0]
  return (
    <MediaThumb
      key={card?.thumbnail ?? 'none'}
      src={coverAssetId === null ? '' : thumbnailUrl(coverAssetId, 320)}
      kind={card?.media ?? (isHeard(kind) ? 'audio' : 'image')}
      state={card?.thumbnail ?? 'none'}
      label=""
      className={className}
    />
  )
}

const isHeard = (kind: VendorItemKind): boolean => ['kling-voice', 'kling-audio', 'suno-clip'].includes(kind)
