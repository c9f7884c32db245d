import { findWords } from '@shared/domain/search-words'
import { type RefObject, useEffect } from 'react'

const NAME = 'lit'
const CURRENT = 'lit-current'

/**
 * Lights words in what is drawn of an element, also in what is drawn later while one scrolls. The page itself stays
 * untouched: ranges are painted over it.
 */
export function useLitWords(
  root: RefObject<HTMLElement | null>,
  words: readonly string[],
  currentId: string | null,
): void {
  useEffect(() => {
    const element = root.current
    if (!element || words.length === 0) return undefined
    const light = (): void => paint(element, words, currentId)
    const observer = new MutationObserver(light)
    observer.observe(element, { childList: true, subtree: true, characterData: true })
    light()
    return () => {
      observer.disconnect()
      CSS.highlights.delete(NAME)
      CSS.highlights.delete(CURRENT)
    }
  }, [root, words, currentId])
}

function paint(root: HTMLElement, words: readonly string[], currentId: string | null): void {
  const all = new Highlight()
  const current = new Highlight()
  for (const message of root.querySelectorAll<HTMLElement>('[data-message]')) {
    const ranges = rangesIn(message, words)
    for (const range of ranges) (message.dataset['message'] === currentId ? current : all).add(range)
  }
  CSS.highlights.set(NAME, all)
  CSS.highlights.set(CURRENT, current)
}

/** Places of the words in the text below an element; a word that runs over two elements is not found. */
function rangesIn(element: HTMLElement, words: readonly string[]): readonly Range[] {
  const ranges: Range[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('button, textarea, [aria-hidden="true"]')) continue
    for (const { start, end } of findWords(node.textContent ?? '', words)) {
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, end)
      ranges.push(range)
    }
  }
  return ranges
}

const FRAMES_TO_DRAW = 12

/** Brings the first of the words in a message into the middle of the view, once the list has drawn the message. */
export function useShownWord(
  root: RefObject<HTMLElement | null>,
  messageId: string | null,
  words: readonly string[],
): void {
  useEffect(() => {
    if (messageId === null || words.length === 0) return undefined
    let frame = 0
    const attempt = (left: number): void => {
      const message = root.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`)
      const [range] = message ? rangesIn(message, words) : []
      // The list moves for some frames while it measures; the last attempt finds it at rest.
      if (range && left <= FRAMES_TO_DRAW / 2) range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
      else if (left > 0) frame = requestAnimationFrame(() => attempt(left - 1))
    }
    attempt(FRAMES_TO_DRAW)
    return () => cancelAnimationFrame(frame)
  }, [root, messageId, words])
}
