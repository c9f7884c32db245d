import { useStudioQuery } from '@renderer/data/use-studio-query'
import { mergeTasks } from '@renderer/data/tasks'
import { failureOf, request, type RequestPayload } from '@renderer/data/studio'
import { rememberPrompt } from '@renderer/parts/operation-form/prompt-history'
import { isDear } from '@renderer/parts/spending/is-dear'
import { rememberChoice } from '@renderer/parts/operation-picker/recent-choices'
import type { Failure } from '@shared/domain/app-error'
import type { Price } from '@shared/domain/money'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { useState } from 'react'
import { announce } from '../announcer'
import { saveShot } from '../shot-drafts'

/** One press of the button; its id is made once, so that sending it again cannot charge twice. */
export interface TakeRun {
  readonly payload: RequestPayload<'storyboard.generate-take'>
  readonly price: Price
  readonly shotNumber: number
}

/** Sends takes, asks first above the person's limit, and keeps what was refused until it is sent or dismissed. */
export function useGenerate() {
  const { data: settings = DEFAULT_SETTINGS } = useStudioQuery('studio.settings')
  const [asked, setAsked] = useState<TakeRun | null>(null)
  const [failed, setFailed] = useState<{ readonly run: TakeRun; readonly failure: Failure } | null>(null)

  const send = async (run: TakeRun): Promise<void> => {
    setAsked(null)
    setFailed(null)
    try {
      await saveShot(run.payload.shotId)
      mergeTasks([await request('storyboard.generate-take', run.payload)])
      announce(`A take of shot ${run.shotNumber} is being generated`)
    } catch (error) {
      setFailed({ run, failure: failureOf(error) })
    }
  }
  const start = (run: TakeRun, prompt: string): void => {
    rememberPrompt(prompt)
    rememberChoice({ operationId: run.payload.operationId, modelId: run.payload.modelId })
    if (isDear(run.price, settings.askAboveMicroUsd)) setAsked(run)
    else void send(run)
  }
  return { asked, failed, send, start, cancelAsked: () => setAsked(null) }
}
