import { randomUUID } from 'node:crypto'
import type { ChatMessage } from '@shared/domain/chat'
import { pathTo } from '@shared/domain/chat-tree'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said, type StudioOptions, until } from './chat-harness'
import { type Client, releaseHeld, startGateway } from './demo-harness'

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

const MODELS = ['gpt-5-mini', 'gpt-4o-mini', 'gpt-4o', 'gpt-4.1']
const fanOut = (studio: ChatStudio, conversationId: string, text: string, clientRequestId = randomUUID()) =>
  studio.chat.fanOut({ clientRequestId, conversationId, parentId: null, text, assetIds: [], modelIds: MODELS })
const hold = (gateway: Client, model: string) =>
  gateway.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat', model }, effect: { kind: 'hold' } })
const shownBy = async (studio: ChatStudio, conversationId: string): Promise<readonly ChatMessage[]> => {
  const { messages, activeLeafId } = await studio.chat.open({ conversationId })
  return pathTo(messages, activeLeafId)
}

describe('one message to several models', () => {
  it('is answered by each on its own: the slowest keeps nobody waiting', async () => {
    const gateway = await startGateway()
    await hold(gateway, 'gpt-4.1')
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const sent = await fanOut(studio, id, 'A film about a heron')
    const [slow] = sent.assistantMessages.filter(({ modelId }) => modelId === 'gpt-4.1')
    const quick = sent.assistantMessages.filter((message) => message !== slow)
    const ended = await Promise.all(quick.map((message) => studio.settled(message)))
    expect(ended.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete'])
    expect(ended.every(({ cost }) => cost?.kind === 'known')).toBe(true)
    expect((await studio.find(slow!)).state).toBe('streaming')
    await releaseHeld(gateway)
    expect((await studio.settled(slow!)).state).toBe('complete')
  })

  it('goes on from the answer that is kept; the others stay as versions after a restart', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const sent = await fanOut(studio, id, 'A film about a heron')
    await Promise.all(sent.assistantMessages.map((message) => studio.settled(message)))
    expect((await studio.chat.open({ conversationId: id })).comparedMessageId).toBe(sent.userMessage.id)
    const kept = sent.assistantMessages[2]!
    const { settings } = await studio.chat.open({ conversationId: id })
    await studio.chat.update({ conversationId: id, settings: { ...settings, comparedModelIds: [...MODELS] } })
    await studio.chat.keep({ conversationId: id, messageId: kept.id })

    const after = await reopen(studio, gateway)
    const detail = await after.chat.open({ conversationId: id })
    expect(detail).toMatchObject({ activeLeafId: kept.id, comparedMessageId: null, modelId: kept.modelId })
    expect(detail.settings.comparedModelIds).toEqual([])
    const versions = detail.messages.filter(({ parentId }) => parentId === sent.userMessage.id)
    expect(versions.map(({ modelId }) => modelId)).toEqual(MODELS)
    await after.settled(await after.send(id, 'Go on', kept.id))
    expect((await shownBy(after, id)).map(({ id: messageId }) => messageId)).toContain(kept.id)
  })

  it('is sent once, however often it was asked for', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const requestId = randomUUID()
    const [first, second] = await Promise.all([
      fanOut(studio, id, 'A film', requestId),
      fanOut(studio, id, 'A film', requestId),
    ])
    expect(second.assistantMessages.map((message) => message.id)).toEqual(
      first.assistantMessages.map((message) => message.id),
    )
    await Promise.all(first.assistantMessages.map((message) => studio.settled(message)))
    expect(await gateway.charges()).toHaveLength(MODELS.length)
  })
})

describe('a version', () => {
  it('keeps the name that a person gave it, and loses it when that is emptied', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const answer = await studio.settled(await studio.send(id, 'Question'))
    await studio.chat.nameFork({ messageId: answer.id, name: '  The dark one ' })
    const after = await reopen(studio, gateway)
    expect((await after.chat.open({ conversationId: id })).forkNames).toEqual({ [answer.id]: 'The dark one' })
    await after.chat.nameFork({ messageId: answer.id, name: '' })
    expect((await after.chat.open({ conversationId: id })).forkNames).toEqual({})
  })
})

describe('messages that wait', () => {
  const add = (studio: ChatStudio, conversationId: string, text: string) =>
    studio.chat.addFollowUp({ conversationId, text, assetIds: [], modelId: 'gpt-5-mini' })
  const waiting = async (studio: ChatStudio, conversationId: string) =>
    (await studio.chat.followUps({ conversationId })).map(({ text }) => text)
  const questions = async (studio: ChatStudio, conversationId: string) =>
    (await shownBy(studio, conversationId)).filter(({ role }) => role === 'user').map(said)
  const atRest = (studio: ChatStudio, conversationId: string) =>
    until(
      async () => (await waiting(studio, conversationId)).length === 0 && (await studio.chat.streaming()).length === 0,
    )

  it('go one after another in the order they were put in, without the cancelled one', async () => {
    const gateway = await startGateway()
    await hold(gateway, 'gpt-5-mini')
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.send(id, 'First')
    const second = await add(studio, id, 'second')
    const third = await add(studio, id, 'third')
    const fourth = await add(studio, id, 'fourth')
    await studio.chat.editFollowUp({ followUpId: second.id, text: 'second, better' })
    await studio.chat.orderFollowUps({ conversationId: id, followUpIds: [fourth.id, second.id] })
    await studio.chat.removeFollowUp({ followUpId: third.id })
    expect(await waiting(studio, id)).toEqual(['fourth', 'second, better'])
    await releaseHeld(gateway)
    await atRest(studio, id)
    expect(await questions(studio, id)).toEqual(['First', 'fourth', 'second, better'])
    expect(await gateway.charges()).toHaveLength(3)
  })

  it('survive a restart and are not sent until somebody says so', async () => {
    const gateway = await startGateway()
    await hold(gateway, 'gpt-5-mini')
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.send(id, 'First')
    await add(studio, id, 'second')
    const third = await add(studio, id, 'third')
    // The program dies: rows stay as they are.
    studio.db.run('test', 'UPDATE follow_up SET is_held = 0')
    const after = await reopen(studio, gateway)
    await gateway.admin('DELETE', 'faults')
    expect((await after.chat.followUps({ conversationId: id })).map(({ isHeld }) => isHeld)).toEqual([true, true])
    expect(await questions(after, id)).toEqual(['First'])
    await after.chat.sendFollowUp({ followUpId: third.id })
    await atRest(after, id)
    expect(await questions(after, id)).toEqual(['First', 'third', 'second'])
  })

  it('wait when the answer was stopped or broke off', async () => {
    const gateway = await startGateway({ timeScale: 1 })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const answer = await studio.send(id, 'First')
    await add(studio, id, 'second')
    await studio.chat.stop({ messageId: answer.id })
    expect(await studio.chat.followUps({ conversationId: id })).toMatchObject([{ text: 'second', isHeld: true }])
    expect(await questions(studio, id)).toEqual(['First'])
  })

  it('can stop the answer and go at once; what it had said is kept', async () => {
    const gateway = await startGateway({ timeScale: 0.2 })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const answer = await studio.send(id, 'A film about a heron')
    await studio.chat.attach({ messageId: answer.id }, 1)
    await until(() => studio.deltasOf(1, answer.id).length >= 3)
    const second = await add(studio, id, 'Rather about an owl')
    await studio.chat.sendFollowUp({ followUpId: second.id })
    const stopped = await studio.find(answer)
    expect(stopped.state).toBe('stopped')
    expect(said(stopped)).not.toBe('')
    expect(await questions(studio, id)).toEqual(['A film about a heron', 'Rather about an owl'])
  })

  it('go at once where nothing is in the way', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.settled(await studio.send(id, 'First'))
    await add(studio, id, 'second')
    await atRest(studio, id)
    expect(await questions(studio, id)).toEqual(['First', 'second'])
  })
})

describe('an answer that was cut', () => {
  it('goes on as a version that begins with what had arrived; the cut one stays', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/chat' },
      effect: { kind: 'cut', afterBytes: 2_000 },
    })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const cut = await studio.settled(await studio.send(id, 'A film about a heron'))
    expect(cut.state).toBe('truncated')
    const sent = await studio.chat.continueAnswer({ clientRequestId: randomUUID(), messageId: cut.id })
    expect(sent.userMessage).toBeNull()
    expect(said(sent.assistantMessage)).toBe(said(cut))
    const whole = await studio.settled(sent.assistantMessage)
    expect(whole).toMatchObject({ state: 'complete', parentId: cut.parentId })
    expect(said(whole).startsWith(said(cut))).toBe(true)
    expect(said(whole).length).toBeGreaterThan(said(cut).length)
    const { messages } = await studio.chat.open({ conversationId: id })
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant'])
    expect(said(messages.find((message) => message.id === cut.id)!)).toBe(said(cut))
  })

  it('of which nothing arrived cannot go on', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/chat' },
      effect: { kind: 'status', status: 500 },
    })
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    const failed = await studio.settled(await studio.send(id, 'A film'))
    const goOn = studio.chat.continueAnswer({ clientRequestId: randomUUID(), messageId: failed.id })
    await expect(goOn).rejects.toMatchObject({ code: 'not-found' })
  })
})
