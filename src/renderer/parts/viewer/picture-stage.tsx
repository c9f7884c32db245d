import { assetUrl, thumbnailUrl } from '@renderer/lib/media-url'
import type { AssetDetail } from '@shared/domain/asset'
import { ImageOff, Maximize, RefreshCw, ZoomIn, ZoomOut } from 'lucide-react'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { type PointerEvent, type Ref, useEffect, useEffectEvent, useImperativeHandle, useState } from 'react'
import { useElementSize } from '@renderer/lib/use-element-size'
import { useFileReturn } from './use-file-return'
import { fitScale, fitted, panBy, type Point, type Size, type Zoom, zoomAt } from './zoom'

const KEY_FACTOR = 1.4
const WHEEL_STEP = 0.0018
const PINCH_STEP = 0.012

export interface StageHandle {
  /** True when the key was meant for the stage. */
  readonly pressKey: (event: KeyboardEvent) => boolean
}

export interface PictureStageProps {
  readonly detail: AssetDetail
  readonly handle: Ref<StageHandle>
}

/** A picture to look at closely: wheel and pinch zoom, drag moves, a double press goes between whole and 100 %. */
export function PictureStage({ detail, handle }: PictureStageProps) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const stage = sizeOf(useElementSize(box))
  const [natural, setNatural] = useState<Size | null>(null)
  const [isBroken, setIsBroken] = useState(false)
  const [tries, setTries] = useState(0)
  const [chosen, setChosen] = useState<Zoom | null>(null)
  const picture = natural ?? { width: detail.width ?? 1, height: detail.height ?? 1 }
  const zoom = chosen ?? fitted(stage, picture)
  const change = (factor: number, point: Point): void => setChosen(zoomAt(zoom, factor, point, stage, picture))
  const toggleFull = (point: Point): void =>
    setChosen(chosen === null ? zoomAt(zoom, 1 / zoom.scale, point, stage, picture) : null)

  const turnWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? PINCH_STEP : WHEEL_STEP))
    change(factor, pointOf(event, box))
  })
  useEffect(() => {
    const onWheel = (event: WheelEvent): void => turnWheel(event)
    box?.addEventListener('wheel', onWheel, { passive: false })
    return () => box?.removeEventListener('wheel', onWheel)
  }, [box])
  useImperativeHandle(handle, () => ({
    pressKey: ({ key }) => {
      if (key === '+' || key === '=') change(KEY_FACTOR, CENTRE)
      else if (key === '-') change(1 / KEY_FACTOR, CENTRE)
      else if (key === '0') setChosen(null)
      else return false
      return true
    },
  }))
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons !== 1) return
    setChosen(panBy(zoom, { x: event.movementX, y: event.movementY }, stage, picture))
  }
  const tryAgain = (): void => {
    setIsBroken(false)
    setTries((count) => count + 1)
  }
  useFileReturn(isBroken, detail.isMissing === true, tryAgain)
  const isReady = stage.width > 0 && !isBroken
  return (
    <div
      ref={setBox}
      className="absolute inset-0 touch-none overflow-hidden"
      onPointerDown={(event) => event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={(event) => toggleFull(pointOf(event.nativeEvent, box))}
    >
      {isReady ? (
        <img
          key={tries}
          src={assetUrl(detail.id)}
          alt={detail.title || detail.displayName}
          draggable={false}
          onLoad={(event) =>
            setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
          }
          onError={() => setIsBroken(true)}
          style={{
            width: picture.width,
            height: picture.height,
            left: stage.width / 2 - picture.width / 2,
            top: stage.height / 2 - picture.height / 2,
            transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
            imageRendering: zoom.scale > 3 ? 'pixelated' : 'auto',
            // The small picture stands in until the whole one is there.
            backgroundImage:
              natural || detail.thumbnail !== 'ready' ? undefined : `url(${thumbnailUrl(detail.id, 960)})`,
          }}
          className="absolute max-w-none bg-cover select-none"
        />
      ) : null}
      {isBroken ? <Broken detail={detail} onTryAgain={tryAgain} /> : null}
      {isBroken ? null : (
        <ZoomBar
          percent={Math.round(zoom.scale * 100)}
          isWhole={chosen === null || zoom.scale === fitScale(stage, picture)}
          onIn={() => change(KEY_FACTOR, CENTRE)}
          onOut={() => change(1 / KEY_FACTOR, CENTRE)}
          onWhole={() => setChosen(null)}
        />
      )}
    </div>
  )
}

const CENTRE: Point = { x: 0, y: 0 }

function sizeOf({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): Size {
  return { width: widthPx, height: heightPx }
}

function pointOf(event: { readonly clientX: number; readonly clientY: number }, box: HTMLElement | null): Point {
  const bounds = box?.getBoundingClientRect()
  if (!bounds) return CENTRE
  return { x: event.clientX - bounds.left - bounds.width / 2, y: event.clientY - bounds.top - bounds.height / 2 }
}

/** Why there is no picture; the small one that the library keeps stands in for a file that is away. */
function Broken({ detail, onTryAgain }: { readonly detail: AssetDetail; readonly onTryAgain: () => void }) {
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-6 text-on-stage">
      {detail.thumbnail === 'ready' ? (
        <img
          src={thumbnailUrl(detail.id, 960)}
          alt=""
          draggable={false}
          className="max-h-3/5 min-h-0 max-w-full rounded-panel object-contain opacity-80 grayscale"
        />
      ) : (
        <ImageOff aria-hidden className="size-8 stroke-[1.25]" />
      )}
      <p role="alert" className="max-w-120 text-center text-balance">
        {detail.isMissing
          ? 'The file is not where it was. It is shown again when it or a copy of it is back.'
          : 'This picture cannot be shown. Its file may be damaged.'}
      </p>
      <Button icon={<RefreshCw />} onClick={onTryAgain}>
        Try again
      </Button>
    </div>
  )
}

interface ZoomBarProps {
  readonly percent: number
  readonly isWhole: boolean
  readonly onIn: () => void
  readonly onOut: () => void
  readonly onWhole: () => void
}

function ZoomBar({ percent, isWhole, onIn, onOut, onWhole }: ZoomBarProps) {
  return (
    <div
      className="absolute right-3 bottom-3 flex items-center gap-0.5 rounded-control bg-surface p-0.5 text-12"
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <IconButton size="small" label="Smaller" keys="-" icon={<ZoomOut />} onClick={onOut} />
      <span className="w-11 text-center tabular-nums">{percent} %</span>
      <IconButton size="small" label="Larger" keys="=" icon={<ZoomIn />} onClick={onIn} />
      <IconButton
        size="small"
        label="Whole picture"
        keys="0"
        icon={<Maximize />}
        isPressed={isWhole}
        onClick={onWhole}
      />
    </div>
  )
}
