import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { Button } from '@renderer/ui/button'
import type { ListKind } from '@shared/catalog/types'
import { Hash, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { pointsOf, valueOfPoints } from '../path-points'
import type { ControlProps } from './control-props'
import { PathStage } from './path-stage'

export interface PathControlProps extends ControlProps {
  readonly kind: ListKind
  /** The picture that the way leads over. */
  readonly sourceAssetId: string
  /** The same as rows of numbers, for whoever wants to type. */
  readonly numbers: ReactNode
}

/** A way drawn on the picture by a stroke or by clicks; what cannot be measured takes numbers. */
export function PathControl({ label, kind, value, onChange, sourceAssetId, numbers }: PathControlProps) {
  const [isNumeric, setIsNumeric] = useState(false)
  const { data } = useStudioQuery('library.cards', { assetIds: [sourceAssetId] })
  const card = data?.[0]
  if (!card?.width || !card.height) return numbers
  const size = { width: card.width, height: card.height }
  const points = pointsOf(kind, value, size)
  const set = (next: typeof points): void => onChange(valueOfPoints(kind, next, size))
  const none = points.length === 0 ? ['Nothing is drawn yet.'] : []
  return (
    <div className="flex flex-col gap-1.5">
      <PathStage
        label={label}
        src={thumbnailUrl(sourceAssetId, 960)}
        size={size}
        points={points}
        max={kind.max}
        onDraw={set}
      />
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" icon={<Undo2 />} disabledReasons={none} onClick={() => set(points.slice(0, -1))}>
          Take back a point
        </Button>
        <Button size="small" icon={<X />} disabledReasons={none} onClick={() => set([])}>
          Clear
        </Button>
        <Button
          size="small"
          variant="ghost"
          icon={<Hash />}
          aria-expanded={isNumeric}
          onClick={() => setIsNumeric(!isNumeric)}
        >
          Numbers
        </Button>
      </div>
      {isNumeric ? numbers : null}
    </div>
  )
}
