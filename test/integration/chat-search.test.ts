import { randomUUID } from 'node:crypto'
import type { MessageSearch } from '@shared/domain/chat-search'
import { createChatSearch } from '@main/services/chat-search'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio } from './chat-harness'
import { type Client, startGateway } from './demo-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

async function openStudio(gateway: Client): Promise<ChatStudio> {
  const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey })
  open.push(studio)
  return studio
}

/** A chat in which the texts were asked one after another; every answer is whole. */
async function talk(studio: ChatStudio, ...texts: readonly string[]): Promise<string> {
  const { id } = await studio.newChat()
  let parentId: string | null = null
  for (const text of texts) parentId = (await studio.settled(await studio.send(id, text, parentId))).id
  return id
}

const hitsOf = async (studio: ChatStudio, search: Partial<MessageSearch>) =>
  createChatSearch(studio.db).search({ text: '', ...search })
const snippets = async (studio: ChatStudio, text: string) =>
  (await hitsOf(studio, { text })).map(({ snippet }) => snippet)

describe('the search over all messages', () => {
  it.each([
    ['東京', '昨日は東京に行きました'],
    ['行き', '昨日は東京に行きました'],
    ['ж', 'Жук'],
    ['我们 heron', 'heron 我们走'],
    ['"at the harbour"', 'A heron AT THE HARBOUR'],
    ['100%', 'He said 100% sure_thing'],
    ['🦩', 'a 🦩 bird'],
    ['Straße', 'Die Straße nach Rom'],
  ])('finds %j', async (asked, said) => {
    const studio = await openStudio(await startGateway())
    await talk(studio, said, 'something else')
    expect(await snippets(studio, asked)).toContain(said)
    expect((await hitsOf(studio, { text: asked })).some(({ snippet }) => snippet === 'something else')).toBe(false)
  })

  it('wants every word, in one message', async () => {
    const studio = await openStudio(await startGateway())
    await talk(studio, 'heron harbour', 'heron', 'harbour')
    const asked = (await hitsOf(studio, { text: 'harbour heron' })).filter(({ role }) => role === 'user')
    expect(asked.map(({ snippet }) => snippet)).toEqual(['heron harbour'])
    expect(await snippets(studio, 'sure%thing')).toEqual([])
  })

  it('finds what an answer said, the last written first, a page at a time', async () => {
    const studio = await openStudio(await startGateway())
    const chat = await talk(studio, 'one', 'two')
    const hits = await hitsOf(studio, { text: 'palette' })
    expect(hits.map(({ role }) => role)).toEqual(['assistant', 'assistant'])
    expect(hits[0]).toMatchObject({ conversationId: chat, title: 'one', modelId: 'gpt-5-mini' })
    expect(hits[0]!.number).toBeGreaterThan(hits[1]!.number)
    const rest = await hitsOf(studio, { text: 'palette', beforeNumber: hits[0]!.number })
    expect(rest.map(({ messageId }) => messageId)).toEqual([hits[1]!.messageId])
  })

  it('is narrowed by the model that answered', async () => {
    const studio = await openStudio(await startGateway())
    await talk(studio, 'a heron')
    expect((await hitsOf(studio, { modelId: 'gpt-5-mini' })).map(({ role }) => role)).toEqual(['assistant'])
    expect(await hitsOf(studio, { text: 'heron', modelId: 'another' })).toEqual([])
  })

  it('is narrowed by when it was said', async () => {
    const studio = await openStudio(await startGateway())
    await talk(studio, 'an old heron', 'a new heron')
    const day = 86_400_000
    studio.db.run('test', `UPDATE message SET created_at = created_at - ? WHERE parts_json LIKE '%an old heron%'`, [
      2 * day,
    ])
    const asked = async (sinceMs: number) =>
      (await hitsOf(studio, { text: 'heron', sinceMs })).filter(({ role }) => role === 'user').map((hit) => hit.snippet)
    expect(await asked(Date.now() - 3 * day)).toEqual(['a new heron', 'an old heron'])
    expect(await asked(Date.now() - day)).toEqual(['a new heron'])
  })

  it('is narrowed by what it cost', async () => {
    const studio = await openStudio(await startGateway())
    await talk(studio, 'a heron')
    const cost = (await hitsOf(studio, { modelId: 'gpt-5-mini' }))[0]?.cost
    const amount = cost?.kind === 'known' ? cost.amountMicroUsd : Number.NaN
    expect(await hitsOf(studio, { costAboveMicroUsd: amount - 1 })).toHaveLength(1)
    expect(await hitsOf(studio, { costAboveMicroUsd: amount })).toEqual([])
  })

  it('is narrowed to messages with a picture; a PDF is none', async () => {
    const studio = await openStudio(await startGateway())
    for (const [id, media] of [
      ['picture', 'image'],
      ['paper', 'text'],
    ] as const) {
      studio.db.run(
        'test',
        `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, display_name, title, origin, rev, created_at)
         VALUES (?, ?, ?, 'x/y', 'x', 1, 'a', 'a', 'imported', 1, 1)`,
        [id, id, media],
      )
      const { id: conversationId } = await studio.newChat()
      const message = { conversationId, parentId: null, text: `a heron on ${id}`, assetIds: [id] }
      const sent = await studio.chat.send({ ...message, clientRequestId: randomUUID(), modelId: 'gpt-5-mini' })
      await studio.settled(sent.assistantMessage)
    }
    const hits = await hitsOf(studio, { text: 'heron', hasPicture: true })
    expect(hits.map(({ snippet }) => snippet)).toEqual(['a heron on picture'])
    expect(await hitsOf(studio, { hasPicture: true })).toHaveLength(1)
  })

  it('does not look into deleted chats', async () => {
    const studio = await openStudio(await startGateway())
    const chat = await talk(studio, 'a heron')
    const deleted = await studio.chat.arrange({ changes: [{ conversationId: chat, isDeleted: true }] })
    expect(await snippets(studio, 'heron')).toEqual([])
    await studio.chat.arrange({ changes: [...deleted] })
    expect(await snippets(studio, 'heron')).toContain('a heron')
  })

  it('makes messages of an older version findable, once', async () => {
    const studio = await openStudio(await startGateway())
    await talk(studio, 'a heron', 'an owl')
    studio.db.run('test', 'DELETE FROM message_text')
    expect(await snippets(studio, 'owl')).toEqual([])
    const search = createChatSearch(studio.db)
    await search.fill()
    expect(await snippets(studio, 'owl')).toContain('an owl')
    expect(await snippets(studio, 'ow')).toContain('an owl')
    studio.db.run('test', 'DELETE FROM message_text')
    await search.fill()
    expect(await snippets(studio, 'owl')).toEqual([])
  })

  it('finds what had arrived of an answer that the end of the program cut', async () => {
    const studio = await openStudio(await startGateway())
    const chat = await talk(studio, 'a heron')
    studio.db.run('test', `UPDATE message SET state = 'streaming' WHERE role = 'assistant'`)
    studio.db.run(
      'test',
      `DELETE FROM message_text WHERE message_id IN (SELECT id FROM message WHERE role = 'assistant')`,
    )
    await studio.chat.recover()
    expect((await hitsOf(studio, { text: 'palette' })).map(({ conversationId }) => conversationId)).toEqual([chat])
  })
})
