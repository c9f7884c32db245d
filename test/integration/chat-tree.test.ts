import { randomUUID } from 'node:crypto'
import { newestLeafUnder, pathTo } from '@shared/domain/chat-tree'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said, type StudioOptions } from './chat-harness'
import { type Client, startGateway } from './demo-harness'

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

async function openStudio(gateway: Client, options: Partial<StudioOptions> = {}): Promise<ChatStudio> {
  const studio = await openChatStudio({ origin: gateway.gateway.origin, key: gateway.gateway.demoKey, ...options })
  open.push(studio)
  return studio
}

async function reopen(studio: ChatStudio, gateway: Client): Promise<ChatStudio> {
  await studio.close()
  open.splice(open.indexOf(studio), 1)
  return openStudio(gateway, { folder: studio.folder })
}

const regenerate = async (studio: ChatStudio, messageId: string, modelId = 'gpt-5-mini') =>
  (await studio.chat.regenerate({ clientRequestId: randomUUID(), messageId, modelId })).assistantMessage

describe('branches', () => {
  it('are all there after a restart: an edited question and four answers', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const first = await studio.settled(await studio.send(id, 'First question'))
    const second = await studio.settled(await studio.send(id, 'Second question', first.id))
    const third = await studio.settled(await studio.send(id, 'Third question', second.id))
    const edited = await studio.settled(await studio.send(id, 'Second question, better', first.id))
    for (let count = 0; count < 3; count += 1) await studio.settled(await regenerate(studio, edited.id))

    const after = await reopen(studio, gateway)
    const detail = await after.chat.open({ conversationId: id })
    const questions = detail.messages.filter((message) => message.parentId === first.id)
    expect(questions.map(said)).toEqual(['Second question', 'Second question, better'])
    const answers = detail.messages.filter((message) => message.parentId === questions[1]!.id)
    expect(answers).toHaveLength(4)
    expect(new Set(answers.map(said)).size).toBe(4)
    expect(pathTo(detail.messages, detail.activeLeafId).map(({ id: messageId }) => messageId)).toContain(answers[3]!.id)
    expect(newestLeafUnder(detail.messages, questions[0]!.id)).toBe(third.id)
  })

  it('remember which one is shown', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const first = await studio.settled(await studio.send(id, 'Question'))
    await studio.settled(await regenerate(studio, first.id))
    await studio.chat.update({ conversationId: id, activeLeafId: first.id })
    const after = await reopen(studio, gateway)
    expect((await after.chat.open({ conversationId: id })).activeLeafId).toBe(first.id)
  })

  it('may come from another model', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const first = await studio.settled(await studio.send(id, 'Question'))
    const second = await studio.settled(await regenerate(studio, first.id, 'gpt-4o-mini'))
    expect([first.modelId, second.modelId]).toEqual(['gpt-5-mini', 'gpt-4o-mini'])
    expect(second.parentId).toBe(first.parentId)
  })

  it('cannot grow from a message of another chat', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const foreign = await studio.settled(await studio.send((await studio.newChat()).id, 'Question'))
    const { id } = await studio.newChat()
    await expect(studio.send(id, 'Hello', foreign.id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the list of chats', () => {
  it('names a chat by its first words, unless a person named it', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const first = await studio.settled(await studio.send(id, 'A heron\nat the harbour'))
    expect((await studio.chat.open({ conversationId: id })).title).toBe('A heron at the harbour')
    await studio.chat.update({ conversationId: id, title: 'My heron' })
    await studio.settled(await studio.send(id, 'More', first.id))
    expect((await studio.chat.open({ conversationId: id })).title).toBe('My heron')
  })

  it('finds chats by title and by what was said, as typed', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.settled(await studio.send(id, 'He said "100% sure_thing"\nin 東京'))
    await studio.settled(await studio.send((await studio.newChat()).id, 'Hello'))
    const found = async (search: string) => (await studio.chat.list({ search })).map((card) => card.id)
    expect(await found('"100% sure_thing"\nin')).toEqual([id])
    expect(await found('東京')).toEqual([id])
    expect(await found('sure%thing')).toEqual([])
    expect(await found('palette')).toEqual([id])
    expect(await found('')).toHaveLength(2)
  })

  it('keeps a half-written draft and clears it only when that text was sent', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.chat.update({ conversationId: id, draft: 'half a thought' })
    await studio.settled(await studio.send(id, 'something else'))
    const after = await reopen(studio, gateway)
    expect((await after.chat.open({ conversationId: id })).draft).toBe('half a thought')
    await after.settled(await after.send(id, 'half a thought'))
    expect((await after.chat.open({ conversationId: id })).draft).toBe('')
  })

  it('brings a deleted chat back whole', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.settled(await studio.send(id, 'Question'))
    await studio.chat.arrange({ changes: [{ conversationId: id, isDeleted: true }] })
    expect(await studio.chat.list({})).toEqual([])
    await expect(studio.chat.open({ conversationId: id })).rejects.toMatchObject({ code: 'not-found' })
    await studio.chat.arrange({ changes: [{ conversationId: id, isDeleted: false }] })
    expect((await studio.chat.open({ conversationId: id })).messages).toHaveLength(2)
  })
})
