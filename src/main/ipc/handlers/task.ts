import type { taskContract } from '@shared/contracts/task'
import type { QueueService } from '../../services/queue'
import type { Handlers } from '../handler'

export function createTaskHandlers(queue: QueueService): Handlers<typeof taskContract> {
  return {
    'task.list': (request) => queue.list(request),
    'task.get': ({ taskId }) => queue.get(taskId),
    'task.cancel': ({ taskId }) => queue.cancel(taskId),
    'task.retry': (request) => queue.retry(request),
    'task.look-up': ({ taskId }) => queue.lookUp(taskId),
    'task.give-up': ({ taskId }) => queue.giveUp(taskId),
    'task.check-now': ({ taskId }) => queue.checkNow(taskId),
    'task.set-paused': ({ isPaused }) => queue.setPaused(isPaused),
  }
}
