import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import { toWellFormedText } from '@shared/domain/chat-text'
import type { SavedPrompt } from '@shared/domain/saved-prompt'
import { deleteSavedPrompt, saveSavedPrompt } from '../db/commands/saved-prompt'
import type { Database } from '../db/database'
import { findSavedPromptByName, listSavedPrompts } from '../db/queries/saved-prompt'
import type { Clock, NextId } from '../platform/ports'

export type SavedPromptService = ReturnType<typeof createSavedPromptService>

export interface SavedPromptDeps {
  readonly db: Database
  readonly clock: Clock
  readonly nextId: NextId
}

/** Prompts that are called by a slash in the chat. */
export function createSavedPromptService({ db, clock, nextId }: SavedPromptDeps) {
  return {
    list: (): Promise<readonly SavedPrompt[]> => listSavedPrompts(db),

    /** @throws AppError `bad-parameter` when another prompt has this name */
    save: async ({ id, name, text }: RouteParsedRequest<'saved-prompt.save'>): Promise<SavedPrompt> => {
      const prompt = { id: id ?? nextId(), name: toWellFormedText(name), text: toWellFormedText(text) }
      const known = await findSavedPromptByName(db, prompt.name)
      if (known && known.id !== prompt.id) {
        throw new AppError({
          code: 'bad-parameter',
          message: `There is a prompt named “/${known.name}” already. Choose another name.`,
          nextStep: 'edit-input',
        })
      }
      await saveSavedPrompt(db, prompt, clock.nowMs())
      return prompt
    },

    remove: async ({ id }: RouteParsedRequest<'saved-prompt.delete'>): Promise<null> => {
      await deleteSavedPrompt(db, id)
      return null
    },
  }
}
