import { createHash } from 'node:crypto'
import type { Failure } from '@shared/domain/app-error'
import type { Recipe } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import type { StudioSettings } from '@shared/domain/settings'
import type { TaskView } from '@shared/domain/task'
import type { DraftRequest } from './generation-intake'

export interface GenerationFallbackDeps {
  readonly settings: () => Promise<StudioSettings>
  readonly recipeOf: (generationId: string) => Promise<Recipe>
  readonly taskOf: (taskId: string) => Promise<TaskView>
  readonly priceOf: (request: DraftRequest) => Promise<Price>
  /** A new task in the place of an old one, with another model. */
  readonly sendInstead: (old: TaskView, modelId: string, clientRequestId: string) => Promise<TaskView>
  readonly noticeRaised: (failure: Failure) => void
}

/**
 * Sends what a gateway refused because it does not offer the model to the next model of the person's chain. Only ever
 * before anything was accepted, and never past the amount that the person wants to be asked above.
 */
export function createGenerationFallback(deps: GenerationFallbackDeps): (task: TaskView) => Promise<void> {
  return async (task) => {
    if (!wasRefusedUnpaid(task)) return
    const { generationFallbacks, askAboveMicroUsd } = await deps.settings()
    const tried = await modelsTried(deps, task)
    const first = tried.at(-1) ?? task.modelId
    const next = (generationFallbacks[first] ?? []).find((modelId) => !tried.includes(modelId))
    if (next === undefined) return
    const { operationId, params } = await deps.recipeOf(task.generationId)
    const price = await deps.priceOf({ operationId, modelId: next, params })
    if (!mayBeSpent(price, askAboveMicroUsd)) return
    await deps.sendInstead(task, next, requestIdFor(task.id))
    deps.noticeRaised({
      code: 'model-unavailable',
      message: `The gateway does not offer ${task.modelId} now. The request went to ${next} instead.`,
      nextStep: 'none',
    })
  }
}

function wasRefusedUnpaid({ state, failure }: TaskView): boolean {
  return state === 'failed' && failure?.code === 'model-unavailable' && failure.charge === 'not-charged'
}

/** An unknown price counts as above any limit. */
function mayBeSpent(price: Price, askAboveMicroUsd: number | null): boolean {
  return askAboveMicroUsd === null || (price.kind === 'known' && price.amountMicroUsd <= askAboveMicroUsd)
}

/** The models of this request so far, the last one first. */
async function modelsTried(deps: GenerationFallbackDeps, task: TaskView): Promise<readonly string[]> {
  const tried = [task.modelId]
  let { retryOf } = task
  while (retryOf !== null) {
    const former = await deps.taskOf(retryOf)
    tried.push(former.modelId)
    retryOf = former.retryOf
  }
  return tried
}

/** The same for the same task, so that nothing is sent twice when the program ends in between. */
function requestIdFor(taskId: string): string {
  const hex = createHash('sha256').update(`fallback of ${taskId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
