import { memo, useEffect, useRef, useState } from 'react'

export interface FormulaProps {
  readonly source: string
  readonly isDisplay: boolean
}

/** Longer ones would take long and say little. */
const MAX_LENGTH = 4_000

type DrawFormula = (element: HTMLElement, source: string, isDisplay: boolean) => boolean

let drawing: Promise<DrawFormula> | null = null
let draw: DrawFormula | null = null

/** A formula in TeX: its source until the typesetter is there, and where it cannot be set. */
export const Formula = memo(function Formula({ source, isDisplay }: FormulaProps) {
  const place = useRef<HTMLSpanElement>(null)
  const [isDrawn, setIsDrawn] = useState(false)
  useEffect(() => {
    if (source.length > MAX_LENGTH) return undefined
    let isCurrent = true
    const set = (ready: DrawFormula): void => {
      if (isCurrent && place.current) setIsDrawn(ready(place.current, source, isDisplay))
    }
    if (draw) set(draw)
    else loadDrawing().then(set, () => undefined)
    return () => {
      isCurrent = false
    }
  }, [source, isDisplay])
  return (
    <span className="md-math" data-display={isDisplay || undefined}>
      <span ref={place} hidden={!isDrawn} />
      {isDrawn ? null : <code>{source}</code>}
    </span>
  )
})

function loadDrawing(): Promise<DrawFormula> {
  drawing ??= import('./draw-formula').then((module) => {
    draw = module.drawFormula
    return draw
  })
  return drawing
}
