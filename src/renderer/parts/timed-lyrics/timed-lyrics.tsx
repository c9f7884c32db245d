import { classNames } from '@renderer/ui/class-names'
import { lineAt, type TimedLine } from '@shared/domain/timed-lyrics'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

export interface TimedLyricsProps {
  readonly lines: readonly TimedLine[]
  readonly timeMs: number
  /** The person chose a line. */
  readonly onSeek: (timeMs: number) => void
  readonly className?: string
}

/**
 * The words of a song in step with the sound: the line that is sung stands in the middle, its sung words lit. Arrows
 * walk through the lines, Enter goes there. Nothing is announced while it plays.
 */
export function TimedLyrics({ lines, timeMs, onSeek, className }: TimedLyricsProps) {
  const seconds = timeMs / 1_000
  const current = lineAt(lines, seconds)
  const [focused, setFocused] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (focused === null) showInMiddle(list.current, current)
  }, [current, focused])
  const walk = (event: KeyboardEvent, from: number): void => {
    const to = targetOf(event.key, from, lines.length)
    if (to === null) return
    event.preventDefault()
    event.stopPropagation()
    list.current?.querySelectorAll('button')[to]?.focus()
  }
  const tabStop = focused ?? Math.max(0, current)
  return (
    <ol
      ref={list}
      aria-label="Lyrics"
      onBlur={() => setFocused(null)}
      className={classNames('relative overflow-y-auto text-center', className)}
    >
      {lines.map((line, index) => (
        <li key={`${line.startSeconds} ${index}`}>
          <button
            type="button"
            tabIndex={index === tabStop ? 0 : -1}
            aria-current={index === current ? 'true' : undefined}
            onFocus={() => setFocused(index)}
            onKeyDown={(event) => walk(event, index)}
            onClick={() => onSeek(line.startSeconds * 1_000)}
            className={classNames(
              'w-full rounded-control px-2 py-0.5 text-balance',
              index === current ? 'font-semibold' : 'opacity-80 hover:opacity-100',
            )}
          >
            <Words line={line} isCurrent={index === current} seconds={seconds} />
          </button>
        </li>
      ))}
    </ol>
  )
}

function Words({
  line,
  isCurrent,
  seconds,
}: {
  readonly line: TimedLine
  readonly isCurrent: boolean
  readonly seconds: number
}) {
  return line.words.map((word, index) => (
    <span
      key={`${word.startSeconds} ${index}`}
      className={isCurrent && word.startSeconds > seconds ? 'opacity-80' : undefined}
    >
      {index === 0 ? '' : ' '}
      {word.text}
    </span>
  ))
}

function targetOf(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, from + 1)
    case 'ArrowUp':
      return Math.max(0, from - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** Moves the list only, never the page around it. */
function showInMiddle(list: HTMLOListElement | null, index: number): void {
  const line = list?.children[index]
  if (!list || !(line instanceof HTMLElement)) return
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const top = line.offsetTop - (list.clientHeight - line.offsetHeight) / 2
  list.scrollTo({ top, behavior: isStill ? 'auto' : 'smooth' })
}
