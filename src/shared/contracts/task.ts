import { z } from 'zod'
import type { TaskView } from '../domain/task'
import { TASK_STATES } from '../domain/task'
import { route } from './contract'
import { idSchema } from './schemas'

export interface TaskPage {
  readonly tasks: readonly TaskView[]
  readonly counts: Readonly<Record<'active' | 'waiting' | 'failed' | 'unknown' | 'done', number>>
  /** While true nothing new is sent; what runs at the gateway goes on. */
  readonly isPaused: boolean
}

export const taskContract = {
  /** Newest first; `before` is the id of the last task of the page above. */
  'task.list': route<TaskPage>()(
    z.object({
      states: z.array(z.enum(TASK_STATES)).optional(),
      before: idSchema.optional(),
      limit: z.number().int().min(1).max(200).default(100),
    }),
  ),
  'task.get': route<TaskView>()(z.object({ taskId: idSchema })),
  /** Waiting: at once. Running: asks the gateway where it can; a late result is kept all the same. */
  'task.cancel': route<TaskView>()(z.object({ taskId: idSchema })),
  /** A new task with `retryOf`; refused while the old one is alive. For `unknown` this may pay twice, so it needs `mayPayTwice`. */
  'task.retry': route<TaskView>()(
    z.object({ taskId: idSchema, clientRequestId: z.uuid(), mayPayTwice: z.boolean().default(false) }),
  ),
  /** Looks an `unknown` task up at the gateway; answers with what was found. */
  'task.look-up': route<{ readonly task: TaskView; readonly finding: string }>()(z.object({ taskId: idSchema })),
  /** The person settles an `unknown` task: it was not charged or is given up. */
  'task.give-up': route<TaskView>()(z.object({ taskId: idSchema })),
  'task.check-now': route<TaskView>()(z.object({ taskId: idSchema })),
  'task.set-paused': route<{ readonly isPaused: boolean }>()(z.object({ isPaused: z.boolean() })),
} as const
