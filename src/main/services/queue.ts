import type { TaskPage } from '@shared/contracts/task'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import type { Database } from '../db/database'
import { countTasks, loadTaskPage, loadTaskView } from '../db/queries/task'
import type { TaskEngine } from '../tasks/engine'

export interface QueueServiceOptions {
  readonly db: Database
  readonly engine: TaskEngine
  /** A new task with the same request; the generation service's. */
  readonly resubmit: (request: RouteParsedRequest<'task.retry'>) => Promise<TaskView>
}

export type QueueService = ReturnType<typeof createQueueService>

/** All tasks: seen, stopped, looked up, sent again. */
export function createQueueService({ db, engine, resubmit }: QueueServiceOptions) {
  return {
    list: async ({ states, before, limit }: RouteParsedRequest<'task.list'>): Promise<TaskPage> => {
      const tasks = await loadTaskPage(db, { states, before, limit })
      return { tasks, counts: await countTasks(db), isPaused: engine.isPaused() }
    },

    get: async (taskId: string): Promise<TaskView> => {
      const view = await loadTaskView(db, taskId)
      if (!view) throw new AppError({ code: 'not-found', message: 'This task does not exist.', nextStep: 'none' })
      return view
    },

    cancel: (taskId: string): Promise<TaskView> => engine.cancel(taskId),
    retry: resubmit,
    lookUp: (taskId: string): Promise<{ readonly task: TaskView; readonly finding: string }> => engine.lookUp(taskId),
    giveUp: (taskId: string): Promise<TaskView> => engine.giveUp(taskId),
    checkNow: (taskId: string): Promise<TaskView> => engine.checkNow(taskId),

    setPaused: async (isPaused: boolean): Promise<{ readonly isPaused: boolean }> => {
      await engine.setPaused(isPaused)
      return { isPaused: engine.isPaused() }
    },
  }
}
