import type { callbackContract } from '@shared/contracts/callback'
import type { CallbackService } from '../../services/callback'
import type { Handlers } from '../handler'

export function createCallbackHandlers(callback: CallbackService): Handlers<typeof callbackContract> {
  return {
    'callback.state': () => callback.state(),
    'callback.set': (request) => callback.set(request),
  }
}
