import { join } from 'node:path'
import { createChatSearch } from '@main/services/chat-search'
import { openDatabase } from '@main/db/open'
import type { MessageSearch } from '@shared/domain/chat-search'
import type { BenchCase } from '../harness/bench.ts'
import { judge } from '../harness/result.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { writeChats } from '../seed/chats.ts'

const CHATS = 3_000
const MESSAGES = 100_000
const ROUNDS = 5

interface QuestionGroup {
  readonly name: string
  readonly questions: readonly Partial<MessageSearch>[]
  /** Null: every message is read before it is known that there is none; told, not judged. */
  readonly maxMs: number | null
}

/** What is asked, and where the answer is dear: two letters, no hit at all, and filters that no index answers. */
const QUESTIONS: readonly QuestionGroup[] = [
  {
    name: 'words of any script',
    questions: [{ text: 'heron' }, { text: 'night market' }, { text: '東京' }, { text: '夜' }],
    maxMs: 100,
  },
  {
    name: 'two letters, and what nobody said',
    questions: [{ text: 'li' }, { text: 'zz' }, { text: 'xylophonist' }],
    maxMs: 100,
  },
  {
    name: 'with filters',
    questions: [
      { text: 'heron', modelId: 'gpt-5-mini' },
      { text: 'heron', sinceMs: 0, costAboveMicroUsd: 100 },
      { modelId: 'gpt-5-mini' },
    ],
    maxMs: 100,
  },
  {
    name: 'filters that no message meets',
    questions: [{ hasPicture: true }, { costAboveMicroUsd: 1_000_000 }, { text: 'heron', hasPicture: true }],
    maxMs: null,
  },
]

/** P18: the first results of a search over 100,000 messages. */
export const chatSearchCase: BenchCase = {
  id: 'P18',
  run: (context) =>
    withTemporaryFolder(async (folder) => {
      const filePath = join(folder, 'studio.sqlite')
      const db = await openDatabase({ filePath, backupFolder: join(folder, 'backups') })
      try {
        await writeChats(db, { chats: CHATS, messages: MESSAGES, origin: 'http://127.0.0.1:9' })
        context.say(`${MESSAGES} messages are written`)
        const { search } = createChatSearch(db)
        const results = []
        for (const { name, questions, maxMs } of QUESTIONS) {
          const elapsedMs: number[] = []
          for (let round = 0; round < ROUNDS; round += 1)
            for (const question of questions) {
              const startMs = performance.now()
              await search({ text: '', ...question })
              elapsedMs.push(performance.now() - startMs)
            }
          results.push(
            judge({
              id: 'P18',
              unit: 'ms',
              name: `search ${MESSAGES} messages, ${name}: slowest`,
              ours: Math.max(...elapsedMs),
              budgets: maxMs === null ? [] : [{ maxOurs: maxMs }],
            }),
          )
        }
        return results
      } finally {
        db.close()
      }
    }),
}
