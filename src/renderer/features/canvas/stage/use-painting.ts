import { type PointerEvent, useRef, useState } from 'react'
import type { MaskStep, Point } from '../mask/history'
import type { CanvasTool } from '../tools'
import { toPicture, type Viewport } from './viewport'

export interface PaintingOptions {
  readonly tool: CanvasTool
  readonly radiusPx: number
  readonly viewport: Viewport | null
  readonly pan: (deltaX: number, deltaY: number) => void
  /** Shows a step that is still being painted. */
  readonly preview: (step: MaskStep) => void
  readonly commit: (step: MaskStep) => void
}

interface Gesture {
  readonly kind: 'paint' | 'pan'
  readonly points: Point[]
  lastX: number
  lastY: number
}

/** Pointer to mask steps: a stroke is drawn point by point and committed once, so that one undo takes it back whole. */
export function usePainting(options: PaintingOptions) {
  const gesture = useRef<Gesture | null>(null)
  const [rectangle, setRectangle] = useState<{ readonly from: Point; readonly to: Point } | null>(null)
  const [pointer, setPointer] = useState<Point | null>(null)

  const placeOf = (event: PointerEvent<HTMLElement>): Point | null => {
    const rect = event.currentTarget.getBoundingClientRect()
    const onStage = { x: event.clientX - rect.left, y: event.clientY - rect.top }
    return options.viewport ? toPicture(options.viewport, onStage) : null
  }
  const mode = options.tool === 'eraser' ? 'remove' : 'add'

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const place = placeOf(event)
    if (!place || event.button > 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const isPan = options.tool === 'hand' || event.button === 1
    gesture.current = { kind: isPan ? 'pan' : 'paint', points: [place], lastX: event.clientX, lastY: event.clientY }
    if (isPan) return
    if (options.tool === 'rectangle') setRectangle({ from: place, to: place })
    else options.preview({ kind: 'stroke', mode, radiusPx: options.radiusPx, points: [place] })
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const place = placeOf(event)
    setPointer(place)
    const current = gesture.current
    if (!current || !place) return
    if (current.kind === 'pan') {
      options.pan(event.clientX - current.lastX, event.clientY - current.lastY)
      current.lastX = event.clientX
      current.lastY = event.clientY
    } else if (options.tool === 'rectangle') {
      setRectangle({ from: current.points[0] ?? place, to: place })
    } else {
      const previous = current.points.at(-1) ?? place
      current.points.push(place)
      options.preview({ kind: 'stroke', mode, radiusPx: options.radiusPx, points: [previous, place] })
    }
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    const current = gesture.current
    gesture.current = null
    if (!current || current.kind === 'pan') return
    if (options.tool === 'rectangle') {
      const place = placeOf(event)
      setRectangle(null)
      const from = current.points[0]
      if (from && place) options.commit({ kind: 'rectangle', mode: 'add', from, to: place })
    } else options.commit({ kind: 'stroke', mode, radiusPx: options.radiusPx, points: current.points })
  }
  return {
    rectangle,
    pointer,
    setPointer,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onPointerLeave: () => setPointer(null),
    },
  }
}
