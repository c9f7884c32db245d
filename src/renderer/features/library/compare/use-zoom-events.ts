import { type PointerEvent, useEffect, useEffectEvent } from 'react'
import type { CompareStageProps } from './stage-props'

const WHEEL_STEP = 0.0018
const PINCH_STEP = 0.012

/** Wheel, pinch and drag on one of the compared cells move all of them. */
export function useZoomEvents(
  box: HTMLElement | null,
  { onZoom, onPan }: Pick<CompareStageProps, 'onZoom' | 'onPan'>,
): { readonly onPointerMove: (event: PointerEvent) => void } {
  const turn = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    const rectangle = box?.getBoundingClientRect()
    if (!rectangle) return
    onZoom(Math.exp(-event.deltaY * (event.ctrlKey ? PINCH_STEP : WHEEL_STEP)), {
      x: (event.clientX - rectangle.left) / rectangle.width - 0.5,
      y: (event.clientY - rectangle.top) / rectangle.height - 0.5,
    })
  })
  useEffect(() => {
    const onWheel = (event: WheelEvent): void => turn(event)
    box?.addEventListener('wheel', onWheel, { passive: false })
    return () => box?.removeEventListener('wheel', onWheel)
  }, [box])
  return {
    onPointerMove: (event) => {
      if (event.buttons !== 1 || !box) return
      onPan({ x: event.movementX / box.clientWidth, y: event.movementY / box.clientHeight })
    },
  }
}
