import { useEffect, useEffectEvent, useState } from 'react'
import { fitViewport, panBy, type Size, type Viewport, zoomAt } from './viewport'

const WHEEL_ZOOM = 0.0022
const KEY_ZOOM = 1.25

/** Zoom and place of the picture: fitted when a picture opens or the stage changes size before anybody zoomed. */
export function useViewport(picture: Size | null) {
  const [stage, setStage] = useState<HTMLElement | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [own, setOwn] = useState<{ readonly picture: Size; readonly viewport: Viewport } | null>(null)
  const fitted = picture && size.width > 0 ? fitViewport(picture, size) : null
  const viewport = own && own.picture === picture ? own.viewport : fitted

  const change = (next: (viewport: Viewport) => Viewport): void => {
    if (viewport && picture) setOwn({ picture, viewport: next(viewport) })
  }
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const rect = stage?.getBoundingClientRect()
    if (!rect) return
    // A pinch arrives as a wheel with Ctrl held; two fingers without it pan.
    if (event.ctrlKey || event.metaKey) {
      const center = { x: event.clientX - rect.left, y: event.clientY - rect.top }
      change((before) => zoomAt(before, center, Math.exp(-event.deltaY * WHEEL_ZOOM * 4)))
    } else change((before) => panBy(before, -event.deltaX, -event.deltaY))
  })
  useEffect(() => {
    if (!stage) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(stage)
    const listen = (event: WheelEvent): void => onWheel(event)
    stage.addEventListener('wheel', listen, { passive: false })
    return () => {
      observer.disconnect()
      stage.removeEventListener('wheel', listen)
    }
  }, [stage])

  const middle = { x: size.width / 2, y: size.height / 2 }
  return {
    /** Goes on the stage's element, which is only there once the picture's size is known. */
    attachStage: setStage,
    viewport,
    pan: (deltaX: number, deltaY: number) => change((before) => panBy(before, deltaX, deltaY)),
    zoomIn: () => change((before) => zoomAt(before, middle, KEY_ZOOM)),
    zoomOut: () => change((before) => zoomAt(before, middle, 1 / KEY_ZOOM)),
    fit: () => setOwn(null),
  }
}
