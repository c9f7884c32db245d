import { randomFillSync } from 'node:crypto'
import { insertImportedConversation } from '@main/db/commands/chat-import'
import { saveSetting } from '@main/db/commands/settings'
import type { Database } from '@main/db/database'
import type { ChatMessage } from '@shared/domain/chat'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { createRandom, pick } from './random.ts'
import { saveLoopbackKey } from './seeded-library.ts'

export interface SeededChats {
  readonly chats: number
  readonly messages: number
  /** Of the gateway that answers while the figures are taken. */
  readonly origin: string
}

const WORDS =
  'light harbour heron palette shot scene slow window rain amber quiet wide frame colour voice 東京 夜 night market river'.split(
    ' ',
  )
const START_MS = 1_700_000_000_000
const MINUTE_MS = 60_000

/** Chats as after a year of use, written by the program's own command, the search's index included. */
export async function writeChats(db: Database, { chats, messages, origin }: SeededChats): Promise<void> {
  await saveSetting(
    db,
    'studio.settings',
    JSON.stringify({ ...DEFAULT_SETTINGS, isFirstRunDone: true, theme: 'dark', titleModelId: null }),
  )
  await saveSetting(db, 'view.app.view', JSON.stringify('chat'))
  saveLoopbackKey(db, 'bench', origin)
  db.run('seed.fast', 'PRAGMA synchronous = OFF')
  const random = createRandom(7)
  let nowMs = START_MS
  const nextId = createUuidV7Generator({
    nowMs: () => nowMs,
    fillRandom: (bytes) => void randomFillSync(bytes),
  })
  const perChat = Math.ceil(messages / chats)
  for (let number = 0; number < chats; number += 1) {
    nowMs += MINUTE_MS
    const id = nextId()
    const written = talk(id, perChat, nextId, nowMs, random)
    await insertImportedConversation(db, {
      id,
      title: `Chat ${number}: ${WORDS[number % WORDS.length] ?? ''}`,
      modelId: 'gpt-5-mini',
      systemPrompt: '',
      folderId: null,
      activeLeafId: written.at(-1)?.id ?? null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      messages: written,
      forkNames: new Map(),
    })
  }
  db.run('seed.slow', 'PRAGMA synchronous = FULL')
}

function talk(
  conversationId: string,
  count: number,
  nextId: () => string,
  nowMs: number,
  random: () => number,
): readonly ChatMessage[] {
  const messages: ChatMessage[] = []
  for (let index = 0; index < count; index += 1) {
    const isQuestion = index % 2 === 0
    messages.push({
      id: nextId(),
      conversationId,
      parentId: messages.at(-1)?.id ?? null,
      role: isQuestion ? 'user' : 'assistant',
      parts: [{ kind: 'text', text: isQuestion ? words(12, random) : answer(random) }],
      state: 'complete',
      modelId: isQuestion ? null : 'gpt-5-mini',
      usage: isQuestion ? null : { inputTokens: 400, outputTokens: 300, cachedTokens: 0 },
      cost: isQuestion ? null : { kind: 'known', amountMicroUsd: 400, certainty: 'estimate', basis: 'per token' },
      failure: null,
      createdAtMs: nowMs + index,
    })
  }
  return messages
}

const words = (count: number, random: () => number): string =>
  Array.from({ length: count }, () => pick(random, WORDS)).join(' ')

function answer(random: () => number): string {
  return [
    words(30, random),
    `## ${words(3, random)}`,
    `- ${words(8, random)}\n- ${words(8, random)}`,
    `| a | b |\n| --- | --- |\n| ${words(2, random)} | ${words(2, random)} |`,
    `\`\`\`ts\nconst count = ${Math.floor(random() * 100)}\n\`\`\``,
    words(40, random),
  ].join('\n\n')
}
