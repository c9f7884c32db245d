import type { savedPromptContract } from '@shared/contracts/saved-prompt'
import type { SavedPromptService } from '../../services/saved-prompt'
import type { Handlers } from '../handler'

export function createSavedPromptHandlers(prompts: SavedPromptService): Handlers<typeof savedPromptContract> {
  return {
    'saved-prompt.list': () => prompts.list(),
    'saved-prompt.save': prompts.save,
    'saved-prompt.delete': prompts.remove,
  }
}
