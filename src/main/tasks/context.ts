import type { Database } from '../db/database'
import { changeTask, type TaskChange } from '../db/commands/task-change'
import { loadTaskView } from '../db/queries/task'
import type { TaskRecord } from '../db/queries/task-work'
import type { TroubleReporter } from './trouble'
import type { OutputStore, TaskCall, TaskClock, TaskGateway, TaskNews } from './ports'

export interface TaskEngineOptions {
  readonly db: Database
  readonly clock: TaskClock
  readonly gateway: TaskGateway
  readonly store: OutputStore
  readonly news: TaskNews
  readonly nextId: () => string
  /** A value in [0, 1); Math.random unless told. */
  readonly random?: () => number
  /** Tasks of a lane that the gateway works on at a time. */
  readonly laneLimit?: number
}

/** What all parts of the engine share. */
export interface TaskContext extends Required<Omit<TaskEngineOptions, 'laneLimit'>> {
  /** True after `stop`: nothing is written any more, the next start recovers. */
  readonly isStopped: () => boolean
  readonly trouble: TroubleReporter
}

/** Changes a task and tells the views after the commit; false when it was in another state. */
export async function commitChange(context: TaskContext, change: Omit<TaskChange, 'nowMs'>): Promise<boolean> {
  if (context.isStopped()) return false
  const isChanged = await changeTask(context.db, { ...change, nowMs: context.clock.nowMs() })
  if (isChanged) await publishTask(context, change.taskId)
  return isChanged
}

export async function publishTask(context: TaskContext, taskId: string): Promise<void> {
  if (context.isStopped()) return
  const view = await loadTaskView(context.db, taskId)
  if (view) context.news.taskChanged(view)
}

export const callOf = (record: TaskRecord): TaskCall => ({
  taskId: record.id,
  clientRequestId: record.clientRequestId,
  operationId: record.operationId,
  modelId: record.modelId,
  params: record.params,
  inputAssetIds: record.inputAssetIds,
  keyProfileId: record.keyProfileId,
  prompt: record.prompt,
  submittedAtMs: record.submittedAtMs,
})
