import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { navigate } from '@renderer/lib/navigation'
import { AssetPicker } from '@renderer/parts/asset-picker/asset-picker'
import { Button } from '@renderer/ui/button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { assetIdsOf } from '@shared/catalog/projections/values'
import { Brush, Images, X } from 'lucide-react'
import { useState } from 'react'
import type { ControlProps } from './control-props'

export interface MaskControlProps extends ControlProps {
  /** The picture that the mask belongs to; null while there is none. */
  readonly sourceId: string | null
}

/** Masks are painted in the canvas; what was painted there for a picture of this form is offered here. */
export function MaskControl({ value, onChange, sourceId }: MaskControlProps) {
  const maskId = assetIdsOf(value)[0] ?? null
  const { data } = useStudioQuery('canvas.list')
  const [isPicking, setIsPicking] = useState(false)
  const painted = data?.find(({ sourceAssetId, maskAssetId }) => maskAssetId !== null && sourceAssetId === sourceId)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {maskId === null ? null : (
        <MediaThumb src={thumbnailUrl(maskId, 320)} kind="image" state="ready" label="Mask" className="size-16" />
      )}
      <div className="flex flex-wrap gap-1.5">
        {painted && painted.maskAssetId !== maskId ? (
          <Button size="small" onClick={() => onChange(painted.maskAssetId ?? undefined)}>
            Use the painted mask
          </Button>
        ) : null}
        <Button
          size="small"
          icon={<Brush />}
          onClick={() => navigate({ view: 'canvas', ...(sourceId === null ? {} : { assetId: sourceId }) })}
        >
          Paint in Canvas
        </Button>
        <Button size="small" icon={<Images />} onClick={() => setIsPicking(true)}>
          Choose…
        </Button>
        {maskId === null ? null : (
          <Button size="small" variant="ghost" icon={<X />} onClick={() => onChange(undefined)}>
            Remove
          </Button>
        )}
      </div>
      {isPicking ? (
        <AssetPicker
          title="Mask"
          media={['image']}
          max={1}
          onClose={() => setIsPicking(false)}
          onPick={(ids) => onChange(ids[0])}
        />
      ) : null}
    </div>
  )
}
