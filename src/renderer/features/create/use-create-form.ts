import { readViewState, useViewState, writeViewState } from '@renderer/data/view-state'
import type { ChangeParams } from '@renderer/parts/operation-form/params'
import type { Choice } from '@renderer/parts/operation-picker/picker-entries'
import { findOperation, OPERATIONS } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { useState } from 'react'
import { type FormContents, switchForm } from './form-switch'

/** Something the person should know about the form, with a way back. */
export interface FormNotice {
  readonly title: string
  readonly details: readonly string[]
  readonly undo: (() => void) | null
}

export interface CreateForm extends FormContents {
  readonly setParams: ChangeParams
  /** Keeps what fits, says what was dropped. */
  readonly choose: (spec: OperationSpec, modelId: string, why?: string) => void
  /** Takes a whole form as it is, for recipes. */
  readonly replace: (contents: FormContents, notice: Omit<FormNotice, 'undo'> | null) => void
  readonly clear: () => void
  readonly notice: FormNotice | null
  readonly dismissNotice: () => void
}

const FIRST = OPERATIONS[0]
const CHOICE_KEY = 'create.choice'
const NOTHING_CHOSEN: Choice = { operationId: FIRST?.id ?? '', modelId: FIRST?.models[0] ?? '' }
const initials = new Map<string, Params>()

/** The form of each operation outlives a change of operation, of view, and a restart. */
export function useCreateForm(): CreateForm {
  const [choice, setChoice] = useViewState<Choice>(CHOICE_KEY, NOTHING_CHOSEN)
  const spec = specOf(choice.operationId)
  const modelId = findOperation(choice.operationId) ? choice.modelId : (spec.models[0] ?? '')
  const [params, setParams] = useViewState<Params>(paramsKey(spec), initialParams(spec))
  const [notice, setNotice] = useState<FormNotice | null>(null)

  const show = (next: FormContents): void => {
    writeViewState(paramsKey(next.spec), next.params)
    setChoice({ operationId: next.spec.id, modelId: next.modelId })
  }
  const replace = (next: FormContents, about: Omit<FormNotice, 'undo'> | null): void => {
    const former: FormContents = { spec, modelId, params }
    const formerOfNext = storedParams(next.spec) ?? initialParams(next.spec)
    const undo = (): void => {
      writeViewState(paramsKey(next.spec), formerOfNext)
      show(former)
      setNotice(null)
    }
    show(next)
    setNotice(about && { ...about, undo })
  }
  return {
    spec,
    modelId,
    params,
    setParams,
    replace,
    choose: (nextSpec, nextModelId, why) => {
      const switched = switchForm({ spec, modelId, params }, nextSpec, nextModelId, storedParams(nextSpec))
      const details = switched.dropped.map(({ label, value }) => `${label}: ${shortened(value)}`)
      const title = why ?? `Not taken by ${nextSpec.title}`
      const isQuiet = why === undefined && details.length === 0
      replace({ spec: nextSpec, modelId: nextModelId, params: switched.params }, isQuiet ? null : { title, details })
    },
    clear: () =>
      replace({ spec, modelId, params: initialParams(spec) }, { title: 'The form was cleared', details: [] }),
    notice,
    dismissNotice: () => setNotice(null),
  }
}

const MAX_SHOWN = 80

function shortened(value: string): string {
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value
}

function specOf(operationId: string): OperationSpec {
  const spec = findOperation(operationId) ?? FIRST
  if (!spec) throw new Error('The catalog is empty.')
  return spec
}

function paramsKey(spec: OperationSpec): string {
  return `create.params.${spec.id}`
}

function storedParams(spec: OperationSpec): Params | null {
  return readViewState<Params | null>(paramsKey(spec), null)
}

function initialParams(spec: OperationSpec): Params {
  const known = initials.get(spec.id)
  if (known) return known
  const params = defaultParams(spec)
  initials.set(spec.id, params)
  return params
}
