import type { Token } from 'marked'
import { type ReactNode, useEffect, useRef, useState } from 'react'

export const CHUNKS_PER_PAGE = 4

/** How far from the view a page is built, in pixels. */
const NEAR_PX = 1_600
const LINE_PX = 21
const LINE_CHARACTERS = 90

export interface DistantPageProps {
  readonly chunks: readonly (readonly Token[])[]
  readonly isAlwaysShown: boolean
  readonly children: () => ReactNode
}

/** A part of a very long answer: built only near the view, else a space of the same height. */
export function DistantPage({ chunks, isAlwaysShown, children }: DistantPageProps) {
  const element = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  const [seenHeightPx, setSeenHeightPx] = useState<number | null>(null)
  useEffect(() => {
    const page = element.current
    if (!page) return undefined
    return watchNearness(page, (entry) => {
      if (!entry.isIntersecting && page.dataset['built'] === 'true') setSeenHeightPx(entry.boundingClientRect.height)
      setIsNear(entry.isIntersecting)
    })
  }, [])
  const isBuilt = isNear || isAlwaysShown
  return (
    <div
      ref={element}
      className="md-page"
      data-built={isBuilt}
      // A height seen once is right; before that it is a guess by the length of the text.
      style={isBuilt ? undefined : { height: seenHeightPx ?? guessHeightPx(chunks) }}
    >
      {isBuilt ? children() : null}
    </div>
  )
}

export function sameChunks(left: readonly (readonly Token[])[], right: readonly (readonly Token[])[]): boolean {
  return left.length === right.length && left.every((chunk, index) => chunk === right[index])
}

function guessHeightPx(chunks: readonly (readonly Token[])[]): number {
  let lines = 0
  for (const { raw } of chunks.flat()) {
    let lineStart = 0
    for (let lineEnd = raw.indexOf('\n'); lineEnd >= 0; lineEnd = raw.indexOf('\n', lineStart)) {
      if (lineEnd > lineStart) lines += Math.ceil((lineEnd - lineStart) / LINE_CHARACTERS)
      lineStart = lineEnd + 1
    }
    lines += Math.ceil((raw.length - lineStart) / LINE_CHARACTERS)
  }
  return lines * LINE_PX
}

type OnNearness = (entry: IntersectionObserverEntry) => void

const watched = new Map<Element, OnNearness>()
let observer: IntersectionObserver | null = null

function watchNearness(element: Element, onChange: OnNearness): () => void {
  observer ??= startObserver()
  watched.set(element, onChange)
  observer.observe(element)
  return () => {
    watched.delete(element)
    observer?.unobserve(element)
  }
}

function startObserver(): IntersectionObserver {
  // `scrollMargin` reaches beyond the list that scrolls; `rootMargin` would only widen the window. It is not in the types yet.
  const options = { scrollMargin: `${NEAR_PX}px 0px` } as IntersectionObserverInit
  return new IntersectionObserver((entries) => {
    for (const entry of entries) watched.get(entry.target)?.(entry)
  }, options)
}
