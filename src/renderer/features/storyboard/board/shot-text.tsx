import { classNames } from '@renderer/ui/class-names'
import type { Shot } from '@shared/domain/storyboard'
import type { KeyboardEvent } from 'react'
import { draftShot, saveShot, useShotWords } from '../shot-drafts'

export interface ShotTextProps {
  readonly shot: Shot
  readonly number: number
  readonly isSelected: boolean
  /** Enter and Esc lead back to the card. */
  readonly onLeave: () => void
}

/** The words of a shot, edited where they stand; stored a moment later and when left. */
export function ShotText({ shot, number, isSelected, onLeave }: ShotTextProps) {
  const { text } = useShotWords(shot)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const isDone =
      (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) || event.key === 'Escape'
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
    onLeave()
  }
  return (
    <textarea
      data-shot-text
      aria-label={`Text of shot ${number}`}
      placeholder="What happens in this shot?"
      tabIndex={isSelected ? 0 : -1}
      spellCheck
      value={text}
      onChange={(event) => draftShot(shot.id, { text: event.target.value })}
      onBlur={() => void saveShot(shot.id)}
      onKeyDown={onKeyDown}
      className={classNames(
        'block field-sizing-content max-h-41 min-h-17 w-full resize-none overflow-y-auto rounded-control border border-transparent bg-transparent px-1.5 py-0.5 text-13',
        'hover:border-line focus:border-accent-ink focus:bg-raised focus:outline-none',
      )}
    />
  )
}
