import { request } from '@renderer/data/studio'
import { onStudioEvent } from '@renderer/data/events'
import { StudioFailure } from '@renderer/data/studio'
import type { SubmitRequest } from '@shared/contracts/generation'
import { isTerminal, type TaskView } from '@shared/domain/task'

/**
 * Runs an operation and waits for its end. It is a task like any other: in the queue, with its price, kept.
 * @throws StudioFailure when it failed, was cancelled, or nobody knows how it went
 */
export async function runAudioTask(submit: Omit<SubmitRequest, 'clientRequestId'>): Promise<TaskView> {
  const started = await request('generation.submit', { ...submit, clientRequestId: crypto.randomUUID() })
  const ended = isOver(started) ? started : await untilOver(started.id)
  if (ended.state === 'succeeded') return ended
  throw new StudioFailure(
    ended.failure ?? { code: 'internal', message: 'This was not finished; the queue says why.', nextStep: 'none' },
  )
}

const isOver = (task: TaskView): boolean => isTerminal(task.state) || task.state === 'unknown'

function untilOver(taskId: string): Promise<TaskView> {
  return new Promise((resolve, reject) => {
    const stop = onStudioEvent('task.changed', (task) => {
      if (task.id === taskId && isOver(task)) end(task)
    })
    const end = (task: TaskView): void => {
      stop()
      resolve(task)
    }
    // It may have ended before the listener was there.
    request('task.get', { taskId }).then(
      (task) => isOver(task) && end(task),
      (error: unknown) => {
        stop()
        reject(error instanceof Error ? error : new Error('The task cannot be read.'))
      },
    )
  })
}

/** The first file that a task made. @throws StudioFailure where it made none */
export function firstAssetOf(task: TaskView): string {
  const assetId = task.outputs.find((output) => output.assetId !== null)?.assetId
  if (assetId) return assetId
  throw new StudioFailure({ code: 'internal', message: 'The answer held no file.', nextStep: 'retry' })
}
