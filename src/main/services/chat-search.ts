import type { chatSearchContract } from '@shared/contracts/chat-search'
import type { ParsedRequestOf } from '@shared/contracts/contract'
import type { MessageHit } from '@shared/domain/chat-search'
import { toWellFormedText } from '@shared/domain/chat-text'
import { writeMissingMessageTexts } from '../db/commands/message-text'
import { saveSetting } from '../db/commands/settings'
import type { Database } from '../db/database'
import { listAnsweringModels, searchMessages } from '../db/queries/chat-search'
import { loadSetting } from '../db/queries/settings'
import { createLogger } from '../log/logger'

const log = createLogger('chat.search')

const MAX_HITS = 50
/** Short enough to be felt by nobody, with a breath for other work after each. */
const TEXTS_A_STEP = 50
const FILLED_KEY = 'chat.search-filled'

export interface ChatSearch {
  readonly search: (
    request: ParsedRequestOf<(typeof chatSearchContract)['chat.search']>,
  ) => Promise<readonly MessageHit[]>
  readonly answeringModels: () => Promise<readonly string[]>
  /** Makes messages of older versions findable, a few at a time; once. */
  readonly fill: () => Promise<void>
}

/** The search over all messages. */
export function createChatSearch(db: Database): ChatSearch {
  return {
    search: (request) => searchMessages(db, { ...request, text: toWellFormedText(request.text) }, MAX_HITS),
    answeringModels: () => listAnsweringModels(db),
    fill: async () => {
      if ((await loadSetting(db, FILLED_KEY)) !== null) return
      let count = 0
      for (;;) {
        const written = await writeMissingMessageTexts(db, TEXTS_A_STEP)
        count += written
        if (written < TEXTS_A_STEP) break
        await new Promise((resolve) => setImmediate(resolve))
      }
      await saveSetting(db, FILLED_KEY, 'true')
      if (count > 0) log.info('messages were made findable', { count })
    },
  }
}
