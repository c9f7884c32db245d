import { useViewState } from '@renderer/data/view-state'
import { type ChangeParams, wordsField } from '@renderer/parts/operation-form/params'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import type { PickerEntry } from '@renderer/parts/operation-picker/picker-entries'
import type { Reason } from '@shared/catalog/projections/reasons'
import { findOperation } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import { useMemo } from 'react'
import { useShotWords } from '../shot-drafts'
import { type StartFrom, startPicture, startSlot, withStart } from './start-picture'
import { applyChanges, carryChanges, changesOf, type FormChanges } from './take-form'
import { TAKE_OPERATIONS, takeDefaults } from './take-operations'

interface StoredForm {
  readonly operationId: string
  readonly modelId: string
  readonly changes: FormChanges
  readonly start: StartFrom
}

const FIRST: OperationSpec | undefined = TAKE_OPERATIONS[0]
const FIRST_FORM: StoredForm = {
  operationId: FIRST?.id ?? '',
  modelId: FIRST?.models[0] ?? '',
  changes: {},
  start: 'nothing',
}
const NO_PROMPTS: Readonly<Record<string, string>> = {}

export type TakeForm = NonNullable<ReturnType<typeof useTakeForm>>

/**
 * The form of the next take. Operation, model and settings are remembered for all shots; the prompt is the shot's
 * text until a person writes another one for this shot.
 */
export function useTakeForm(board: StoryboardDetail, shot: Shot) {
  const [stored, setStored] = useViewState<StoredForm>('storyboard.take-form', FIRST_FORM)
  const [prompts, setPrompts] = useViewState('storyboard.prompts', NO_PROMPTS)
  const { text, seconds } = useShotWords(shot)
  const spec = findOperation(stored.operationId) ?? FIRST!
  const modelId = stored.modelId
  const prompt = prompts[shot.id] ?? text
  const promptKey = wordsField(spec)?.key ?? ''
  const base = useMemo(() => takeDefaults(spec, modelId, seconds), [spec, modelId, seconds])
  const settings = useMemo(() => applyChanges(base, stored.changes), [base, stored.changes])
  const slot = useMemo(() => startSlot(spec, modelId, settings), [spec, modelId, settings])
  const picture = useMemo(
    () => (slot ? startPicture(board, shot, stored.start) : null),
    [slot, board, shot, stored.start],
  )
  const params = useMemo(
    () => ({ ...withStart(settings, slot, picture), [promptKey]: prompt }),
    [settings, slot, picture, promptKey, prompt],
  )
  const readiness = useReadiness(spec, modelId, params)
  const startReason: readonly Reason[] = picture && 'missing' in picture ? [{ message: picture.missing }] : []

  const setPrompt = (next: string): void =>
    setPrompts((known) => {
      const others = Object.fromEntries(Object.entries(known).filter(([id]) => id !== shot.id))
      return next === text ? others : { ...others, [shot.id]: next }
    })
  const setParams: ChangeParams = (next) =>
    setStored((known) => {
      const former = applyChanges(base, known.changes)
      const wanted = typeof next === 'function' ? next(former) : next
      return { ...known, changes: changesOf(base, wanted) }
    })
  const choose = ({ operation, modelId: nextModelId }: PickerEntry): void =>
    setStored((known) => ({
      operationId: operation.id,
      modelId: nextModelId,
      changes: carryChanges(known.changes, spec, operation, nextModelId, takeDefaults(operation, nextModelId, seconds)),
      start: known.start,
    }))
  return {
    spec,
    modelId,
    params,
    prompt,
    promptKey,
    slot,
    start: stored.start,
    /** The slot that the start fills is not drawn a second time. */
    hiddenKeys: slot && picture ? [promptKey, slot.key] : [promptKey],
    hasOwnPrompt: prompts[shot.id] !== undefined,
    reasons: [...startReason, ...readiness.reasons],
    price: readiness.price,
    setPrompt,
    resetPrompt: () => setPrompt(text),
    setParams,
    setStart: (start: StartFrom) => setStored((known) => ({ ...known, start })),
    choose,
  }
}
