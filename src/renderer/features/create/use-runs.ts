import { isDear } from '@renderer/parts/spending/is-dear'
import { mergeTasks } from '@renderer/data/tasks'
import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { rememberPrompt } from '@renderer/parts/operation-form/prompt-history'
import { rememberChoice } from '@renderer/parts/operation-picker/recent-choices'
import { promptOf } from '@shared/catalog/projections/prompt-of'
import type { SubmitRequest } from '@shared/contracts/generation'
import type { Failure } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { useState } from 'react'
import type { FormContents } from './form-switch'

/** One press of a button that spends; its id is made once, so that sending it again cannot charge twice. */
export interface Run {
  readonly request: Readonly<SubmitRequest>
  readonly price: Price
}

export interface FailedRun {
  readonly run: Run
  readonly failure: Failure
}

export function newRun(
  form: FormContents,
  price: Price,
  origin: SubmitRequest['origin'] = { kind: 'create' },
  nextStep?: SubmitRequest['nextStep'],
): Run {
  const { spec, modelId, params } = form
  return {
    request: {
      clientRequestId: crypto.randomUUID(),
      operationId: spec.id,
      modelId,
      params: sendable(params),
      origin,
      ...(nextStep ? { nextStep } : {}),
    },
    price,
  }
}

/** Sends runs, asks first above the person's limit, and keeps what was refused; several can be under way. */
export function useRuns() {
  const { data: settings = DEFAULT_SETTINGS } = useStudioQuery('studio.settings')
  const [asked, setAsked] = useState<Run | null>(null)
  const [failed, setFailed] = useState<FailedRun | null>(null)
  const send = async (run: Run): Promise<void> => {
    setAsked(null)
    setFailed(null)
    try {
      mergeTasks([await request('generation.submit', run.request)])
    } catch (error) {
      setFailed({ run, failure: failureOf(error) })
    }
  }
  const start = (run: Run): void => {
    if (isDear(run.price, settings.askAboveMicroUsd)) setAsked(run)
    else void send(run)
  }
  const confirmAsked = (): void => {
    if (asked) void send(asked)
  }
  return {
    start,
    send,
    asked,
    confirmAsked,
    cancelAsked: () => setAsked(null),
    failed,
    dismissFailed: () => setFailed(null),
  }
}

/** Keeps the words and the model of a run for the next one. */
export function rememberRun({ spec, modelId, params }: FormContents): void {
  rememberPrompt(promptOf(spec, params))
  rememberChoice({ operationId: spec.id, modelId })
}

function sendable(params: Params): SubmitRequest['params'] {
  return { ...params }
}
