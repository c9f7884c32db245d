import { TextArea } from '@renderer/ui/text-area'
import { type KeyboardEvent, useRef } from 'react'
import { usePromptHistory } from '../prompt-history'
import { asText, type ControlProps } from './control-props'

export interface PromptControlProps extends ControlProps {
  /** alt+Up and alt+Down walk through the prompts of earlier runs. */
  readonly hasHistory?: boolean
  readonly isTall?: boolean
}

export function PromptControl({ value, onChange, hasHistory = false, isTall = false }: PromptControlProps) {
  const text = asText(value)
  const input = useRef<HTMLTextAreaElement>(null)
  const history = usePromptHistory()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!hasHistory || !event.altKey || event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = history.move(step, text)
    if (next !== null) onChange(next)
  }
  return (
    <TextArea
      ref={input}
      value={text}
      onValueChange={(next) => {
        history.leave()
        onChange(next === '' ? undefined : next)
      }}
      onKeyDown={onKeyDown}
      spellCheck
      className={isTall ? 'max-h-96 min-h-40' : 'min-h-28'}
    />
  )
}
