import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { navigate } from '@renderer/lib/navigation'
import { AssetPicker } from '@renderer/parts/asset-picker/asset-picker'
import { Button } from '@renderer/ui/button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { assetIdsOf } from '@shared/catalog/projections/values'
import type { CanvasDocument } from '@shared/domain/canvas'
import type { Params } from '@shared/domain/generation'
import { Brush, Images, X } from 'lucide-react'
import { useState } from 'react'
import type { ControlProps } from './control-props'

export interface MaskControlProps extends ControlProps {
  /** To find the picture that the mask belongs to. */
  readonly params: Params
}

/** Masks are painted in the canvas; what was painted there for a picture of this form is offered here. */
export function MaskControl({ value, onChange, params }: MaskControlProps) {
  const maskId = assetIdsOf(value)[0] ?? null
  const { data } = useStudioQuery('canvas.list')
  const [isPicking, setIsPicking] = useState(false)
  const usedIds = new Set(Object.values(params).flatMap((used) => [...assetIdsOf(used)]))
  const documents = data ?? []
  const painted = paintedFor(documents, usedIds)
  const sourceId = [...usedIds].find((id) => id !== maskId)
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
          onClick={() => navigate({ view: 'canvas', ...(sourceId === undefined ? {} : { assetId: sourceId }) })}
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

/** The newest mask painted on a picture of the form; a form without a picture may take any painted one. */
function paintedFor(documents: readonly CanvasDocument[], usedIds: ReadonlySet<string>): CanvasDocument | undefined {
  const withMask = documents.filter(({ maskAssetId }) => maskAssetId !== null)
  return (
    withMask.find(({ sourceAssetId }) => usedIds.has(sourceAssetId)) ?? (usedIds.size === 0 ? withMask[0] : undefined)
  )
}
