import type { ChatMessage } from '@shared/domain/chat'
import { afterEach, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said, until } from '../integration/chat-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

/** Real SQLITE_FULL: the file may not grow any more. */
function setFull({ db }: ChatStudio, isFull: boolean): void {
  const pages = db.get<{ page_count: number }>('test', 'PRAGMA page_count')?.page_count ?? 0
  db.get('test', `PRAGMA max_page_count = ${isFull ? pages : 1_000_000}`)
}

it('a disk that fills up while an answer comes loses none of it; it is told, and saved once there is space', async () => {
  let fill: () => void = () => undefined
  const pieces = Array.from({ length: 12 }, (_, index) => `Piece ${index}. ${'word '.repeat(4_000)}\n`)
  const whole = pieces.join('')
  const studio = await openChatStudio({
    origin: 'http://127.0.0.1:1',
    deps: {
      streamAnswer: async function* () {
        for (const [index, text] of pieces.entries()) {
          if (index === 4) fill()
          yield { kind: 'text', text }
        }
        yield { kind: 'usage', usage: { inputTokens: 9, outputTokens: 48_000, cachedTokens: 0 } }
        yield { kind: 'finish', reason: 'complete' }
      },
    },
  })
  open.push(studio)
  fill = () => setFull(studio, true)
  const { id } = await studio.newChat()
  const message = await studio.send(id, 'count')
  const told = () =>
    studio.events.flatMap(({ name, data }) =>
      name === 'chat.message-changed' && (data as ChatMessage).id === message.id ? [data as ChatMessage] : [],
    )
  await until(() => told().some(({ failure }) => failure !== null))
  expect(told().at(-1)).toMatchObject({
    state: 'complete',
    failure: { code: 'disk-full', message: expect.stringContaining('not saved yet') as string, nextStep: 'free-space' },
  })
  // Whoever opens the chat now sees all of it, and Stop does not hang.
  expect(said((await studio.chat.attach({ messageId: message.id }, 1))!.message)).toBe(whole)
  await studio.chat.stop({ messageId: message.id })
  // What is stored can be read meanwhile.
  expect((await studio.chat.open({ conversationId: id })).messages).toHaveLength(2)
  expect(studio.db.all('test', 'SELECT 1 FROM ledger_entry')).toEqual([])

  setFull(studio, false)
  const saved = await studio.settled(message)
  expect([saved.state, saved.failure, said(saved) === whole]).toEqual(['complete', null, true])
  expect(told().at(-1)).toMatchObject({ state: 'complete', failure: null })
  expect(studio.db.all('test', 'SELECT 1 FROM ledger_entry')).toHaveLength(1)
})
