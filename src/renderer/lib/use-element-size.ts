import { useLayoutEffect, useState } from 'react'

export interface ElementSize {
  readonly widthPx: number
  readonly heightPx: number
}

const NO_SIZE: ElementSize = { widthPx: 0, heightPx: 0 }

/** The inner size of an element as it changes; an element that is not laid out keeps its last one. */
export function useElementSize(element: HTMLElement | null): ElementSize {
  const [size, setSize] = useState(NO_SIZE)
  useLayoutEffect(() => {
    if (!element) return undefined
    const measure = (): void => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element
      if (widthPx === 0 || heightPx === 0) return
      setSize((known) => (known.widthPx === widthPx && known.heightPx === heightPx ? known : { widthPx, heightPx }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return size
}
