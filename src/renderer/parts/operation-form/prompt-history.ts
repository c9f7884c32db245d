import { readViewState, writeViewState } from '@renderer/data/view-state'
import { useRef } from 'react'

const KEY = 'parts.prompt-history'
const MAX_PROMPTS = 60
/** A pasted novel is no prompt to come back to. */
const MAX_CHARACTERS = 8_000
const NONE: readonly string[] = []

/** The list with a prompt put first; the same words stand in it once. */
export function withPrompt(prompts: readonly string[], prompt: string): readonly string[] {
  const words = prompt.trim()
  if (words === '' || words.length > MAX_CHARACTERS) return prompts
  return [words, ...prompts.filter((known) => known !== words)].slice(0, MAX_PROMPTS)
}

/** Keeps the words of a run for alt+Up, over restarts. */
export function rememberPrompt(prompt: string): void {
  writeViewState(KEY, withPrompt(readViewState(KEY, NONE), prompt))
}

/** Walks through earlier prompts; what was written before comes back at the newest end. */
export function usePromptHistory() {
  const place = useRef(-1)
  const draft = useRef('')
  return {
    /** `1` is older, `-1` newer; null where the list ends. */
    move(step: 1 | -1, current: string): string | null {
      const prompts = readViewState(KEY, NONE)
      const next = place.current + step
      if (next < -1 || next >= prompts.length) return null
      if (place.current === -1) draft.current = current
      place.current = next
      return next === -1 ? draft.current : (prompts[next] ?? null)
    },
    leave(): void {
      place.current = -1
    },
  }
}
