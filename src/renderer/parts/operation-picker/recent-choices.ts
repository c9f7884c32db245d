import { readViewState, useViewState, writeViewState } from '@renderer/data/view-state'
import type { Choice } from './picker-entries'

const KEY = 'parts.recent-choices'
const MAX_CHOICES = 6
const NONE: readonly Choice[] = []

export function useRecentChoices(): readonly Choice[] {
  return useViewState<readonly Choice[]>(KEY, NONE)[0]
}

/** What was run last stands first in the picker. */
export function rememberChoice(choice: Choice): void {
  const known = readViewState<readonly Choice[]>(KEY, NONE)
  const others = known.filter(
    ({ operationId, modelId }) => operationId !== choice.operationId || modelId !== choice.modelId,
  )
  writeViewState(KEY, [choice, ...others].slice(0, MAX_CHOICES))
}
