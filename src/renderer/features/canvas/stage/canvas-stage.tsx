import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { assetUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import type { MaskStep, Point } from '../mask/history'
import type { CanvasTool } from '../tools'
import { usePainting } from './use-painting'
import type { useViewport } from './use-viewport'
import { type Size, toStage, type Viewport } from './viewport'

const KEY_STEP_PX = 8

export interface CanvasStageProps {
  readonly stageRef: (stage: HTMLDivElement | null) => void
  readonly maskRef: RefObject<HTMLCanvasElement | null>
  readonly assetId: string
  readonly title: string
  readonly picture: Size
  readonly view: ReturnType<typeof useViewport>
  readonly tool: CanvasTool
  readonly radiusPx: number
  readonly isMaskShown: boolean
  readonly preview: (step: MaskStep) => void
  readonly commit: (step: MaskStep) => void
}

/** The picture with its mask on the neutral stage. Arrow keys move a brush of their own, Space paints with it. */
export function CanvasStage(props: CanvasStageProps) {
  const { stageRef, maskRef, assetId, title, view, picture, tool, radiusPx, isMaskShown, preview, commit } = props
  const painting = usePainting({
    tool,
    radiusPx,
    viewport: view.viewport,
    pan: view.pan,
    preview,
    commit,
  })
  const keyboardPlace = useRef<Point>({ x: picture.width / 2, y: picture.height / 2 })

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = (event.shiftKey ? 8 : 1) * (KEY_STEP_PX / (view.viewport?.scale ?? 1))
    const moves: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: -step, y: 0 },
      ArrowRight: { x: step, y: 0 },
      ArrowUp: { x: 0, y: -step },
      ArrowDown: { x: 0, y: step },
    }
    const move = moves[event.key]
    const from = keyboardPlace.current
    const to = move ? { x: clamp(from.x + move.x, picture.width), y: clamp(from.y + move.y, picture.height) } : from
    if (!move && event.key !== ' ') return
    event.preventDefault()
    keyboardPlace.current = to
    painting.setPointer(to)
    if (event.key === ' ' && tool !== 'hand') {
      commit({ kind: 'stroke', mode: tool === 'eraser' ? 'remove' : 'add', radiusPx, points: [to] })
    }
  }
  const transform = view.viewport ? transformOf(view.viewport) : undefined
  return (
    <div
      ref={stageRef}
      role="application"
      aria-label={`Picture to edit: ${title}. Arrow keys move the brush, Space paints.`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...painting.handlers}
      className={classNames(
        'absolute inset-0 touch-none overflow-hidden bg-stage',
        tool === 'hand' ? 'cursor-grab' : 'cursor-crosshair',
      )}
    >
      <div
        className="absolute top-0 left-0 origin-top-left"
        style={{
          width: picture.width,
          height: picture.height,
          transform,
          visibility: transform ? 'visible' : 'hidden',
        }}
      >
        <img src={assetUrl(assetId)} alt={title} draggable={false} className="absolute inset-0 size-full" />
        <canvas
          ref={maskRef}
          aria-hidden
          className={classNames(
            'mask-tint pointer-events-none absolute inset-0 size-full',
            !isMaskShown && 'invisible',
          )}
        />
      </div>
      {view.viewport && painting.rectangle ? (
        <RectangleOutline viewport={view.viewport} {...painting.rectangle} />
      ) : null}
      {view.viewport && painting.pointer && (tool === 'brush' || tool === 'eraser') ? (
        <BrushOutline place={toStage(view.viewport, painting.pointer)} radiusPx={radiusPx * view.viewport.scale} />
      ) : null}
    </div>
  )
}

const clamp = (value: number, max: number): number => Math.min(max, Math.max(0, value))

const transformOf = ({ x, y, scale }: Viewport): string => `translate(${x}px, ${y}px) scale(${scale})`

function BrushOutline({ place, radiusPx }: { readonly place: Point; readonly radiusPx: number }) {
  const side = radiusPx * 2
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute rounded-full border border-white shadow-[0_0_0_1px_rgb(0_0_0/0.6)]"
      style={{ width: side, height: side, left: place.x - radiusPx, top: place.y - radiusPx }}
    />
  )
}

function RectangleOutline({
  viewport,
  from,
  to,
}: {
  readonly viewport: Viewport
  readonly from: Point
  readonly to: Point
}) {
  const start = toStage(viewport, { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) })
  const end = toStage(viewport, { x: Math.max(from.x, to.x), y: Math.max(from.y, to.y) })
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute border border-dashed border-white shadow-[0_0_0_1px_rgb(0_0_0/0.6)]"
      style={{ left: start.x, top: start.y, width: end.x - start.x, height: end.y - start.y }}
    />
  )
}
