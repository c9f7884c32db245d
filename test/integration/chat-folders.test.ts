import { randomUUID } from 'node:crypto'
import type { ChatFolder } from '@shared/domain/chat-folder'
import type { AnswerRequest, StreamAnswer } from '@main/services/chat-gateway'
import { createStreamAnswer } from '@main/services/chat-gateway'
import { createGatewayClient } from '@main/gateway/client'
import { afterEach, describe, expect, it } from 'vitest'
import { CHAT_PRICE, type ChatStudio, openChatStudio, said, type StudioOptions, until } from './chat-harness'
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

const newFolder = (studio: ChatStudio, changes: Partial<ChatFolder> = {}) =>
  studio.chat.saveFolder({
    folderId: null,
    title: 'Film',
    instructions: '',
    modelId: null,
    capMicroUsd: null,
    capMode: 'stop',
    ...changes,
    assetIds: [...(changes.assetIds ?? [])],
  })
const placesOf = async (studio: ChatStudio) =>
  new Map(
    (await studio.chat.list({})).map(({ id, folderId, isPinned, isArchived }) => [
      id,
      { folderId, isPinned, isArchived },
    ]),
  )

describe('the order of chats', () => {
  it('moves fifty chats at once, and one undo brings each back to where it was', async () => {
    const studio = await openStudio(await startGateway())
    const film = await newFolder(studio)
    const song = await newFolder(studio, { title: 'Song' })
    const ids: string[] = []
    for (let count = 0; count < 50; count += 1)
      ids.push((await studio.chat.create({ modelId: 'm', folderId: count % 2 ? song.id : null })).id)
    const before = await placesOf(studio)
    const former = await studio.chat.arrange({
      changes: ids.map((conversationId) => ({ conversationId, folderId: film.id, isArchived: true })),
    })
    expect(
      [...(await placesOf(studio)).values()].every((place) => place.folderId === film.id && place.isArchived),
    ).toBe(true)
    await studio.chat.arrange({ changes: [...former] })
    expect(await placesOf(studio)).toEqual(before)
  })

  it('changes all or nothing: an unknown project moves no chat', async () => {
    const studio = await openStudio(await startGateway())
    const { id } = await studio.newChat()
    const changes = [
      { conversationId: id, isPinned: true },
      { conversationId: id, folderId: 'nowhere' },
    ]
    await expect(studio.chat.arrange({ changes })).rejects.toMatchObject({ code: 'not-found' })
    expect((await placesOf(studio)).get(id)).toEqual({ folderId: null, isPinned: false, isArchived: false })
  })

  it('keeps the chats of a deleted project, and gives them back with it', async () => {
    const studio = await openStudio(await startGateway())
    const film = await newFolder(studio)
    const { id } = await studio.chat.create({ modelId: 'm', folderId: film.id })
    await studio.chat.setFolderDeleted({ folderId: film.id, isDeleted: true })
    expect(await studio.chat.folders()).toEqual([])
    expect((await studio.chat.list({})).map((card) => card.id)).toEqual([id])
    await studio.chat.setFolderDeleted({ folderId: film.id, isDeleted: false })
    expect(await studio.chat.folders()).toEqual([film])
    expect((await placesOf(studio)).get(id)?.folderId).toBe(film.id)
  })
})

/** The real way to the gateway, with a look at what is asked. */
function watched(): { readonly streamAnswer: StreamAnswer; readonly asked: AnswerRequest[] } {
  const asked: AnswerRequest[] = []
  const client = createGatewayClient({ clock: { nowMs: () => Date.now() } })
  const real = createStreamAnswer(client)
  return {
    asked,
    streamAnswer: (credentials, request, signal) => {
      asked.push(request)
      return real(credentials, request, signal)
    },
  }
}

describe('a project', () => {
  it('tells the model its instructions before the chat’s own', async () => {
    const { streamAnswer, asked } = watched()
    const studio = await openStudio(await startGateway(), { deps: { streamAnswer } })
    const film = await newFolder(studio, { instructions: 'We make a film.' })
    const { id } = await studio.chat.create({ modelId: 'gpt-5-mini', folderId: film.id })
    await studio.chat.update({ conversationId: id, systemPrompt: 'Be brief.' })
    await studio.settled(await studio.send(id, 'Hello'))
    expect(asked.map(({ systemPrompt }) => systemPrompt)).toEqual(['We make a film.\n\nBe brief.'])
  })

  it('sends its files in front of the first question of each chat', async () => {
    const missing: string[] = []
    const assetFile = async (assetId: string) => {
      missing.push(assetId)
      return null
    }
    const studio = await openStudio(await startGateway(), { deps: { assetFile } })
    const film = await newFolder(studio)
    studio.db.run(
      'test',
      `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, display_name, title, origin, rev, created_at)
       VALUES ('picture', 'hash', 'image', 'image/png', 'png', 1, 'a', 'a', 'imported', 1, 1)`,
    )
    await studio.chat.saveFolder({ ...film, folderId: film.id, assetIds: ['picture', 'gone'] })
    expect((await studio.chat.folders())[0]?.assetIds).toEqual(['picture'])
    const { id } = await studio.chat.create({ modelId: 'gpt-5-mini', folderId: film.id })
    const answer = await studio.settled(await studio.send(id, 'Hello'))
    expect(missing).toEqual(['picture'])
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'not-found', charge: 'not-charged' } })
  })
})

describe('money', () => {
  const spentBy = async (studio: ChatStudio, conversationId: string) => studio.chat.spending({ conversationId })

  it('is summed by chat, project and day, with what nobody knows counted beside it', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const film = await newFolder(studio)
    const one = await studio.chat.create({ modelId: 'gpt-5-mini', folderId: film.id })
    const two = await studio.chat.create({ modelId: 'gpt-5-mini', folderId: film.id })
    const answers = [
      await studio.settled(await studio.send(one.id, 'Hello')),
      await studio.settled(await studio.send(two.id, 'A film about a heron')),
    ]
    const costs = answers.map(({ cost }) => (cost?.kind === 'known' ? cost.amountMicroUsd : Number.NaN))
    studio.db.run('test', 'UPDATE ledger_entry SET amount_micro_usd = NULL WHERE message_id = ?', [answers[1]!.id])
    const { chat, folder, days } = await spentBy(studio, one.id)
    expect(chat).toMatchObject({
      amountMicroUsd: costs[0],
      unknownCount: 0,
      outputTokens: answers[0]!.usage!.outputTokens,
    })
    expect(folder).toMatchObject({ title: 'Film', amountMicroUsd: costs[0], unknownCount: 1 })
    expect(days).toMatchObject([{ amountMicroUsd: costs[0], unknownCount: 1 }])
  })

  it('ends at a cap: nothing is sent until it is raised', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway)
    const { id } = await studio.newChat()
    await studio.chat.setCap({ conversationId: id, capMicroUsd: 1, capMode: 'stop' })
    const answer = await studio.settled(await studio.send(id, 'Hello'))
    const refused = { code: 'over-budget', failure: { charge: 'not-charged' } }
    await expect(studio.send(id, 'More', answer.id)).rejects.toMatchObject(refused)
    const clientRequestId = randomUUID()
    const again = { clientRequestId, messageId: answer.id, modelId: 'gpt-5-mini' }
    await expect(studio.chat.regenerate(again)).rejects.toMatchObject(refused)
    await studio.chat.allowOverCap({ conversationId: id })
    await expect(studio.send(id, 'More', answer.id)).rejects.toMatchObject(refused)
    expect(await gateway.charges()).toHaveLength(1)
    await studio.chat.setCap({ conversationId: id, capMicroUsd: 1_000_000, capMode: 'stop' })
    expect((await studio.settled(await studio.send(id, 'More', answer.id))).state).toBe('complete')
  })

  it('asks at a cap that asks: one message passes for each yes', async () => {
    const studio = await openStudio(await startGateway())
    const { id } = await studio.newChat()
    await studio.chat.setCap({ conversationId: id, capMicroUsd: 1, capMode: 'ask' })
    const answer = await studio.settled(await studio.send(id, 'Hello'))
    await expect(studio.send(id, 'More', answer.id)).rejects.toMatchObject({ code: 'over-budget' })
    await studio.chat.allowOverCap({ conversationId: id })
    const more = await studio.settled(await studio.send(id, 'More', answer.id))
    expect(more).toMatchObject({ state: 'complete', failure: null })
    await expect(studio.send(id, 'More', answer.id)).rejects.toMatchObject({ code: 'over-budget' })
  })

  it('holds a model whose price nobody knows, as long as there is a cap to keep', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway, { deps: { priceOf: async () => null } })
    const { id } = await studio.newChat()
    const first = await studio.settled(await studio.send(id, 'Hello'))
    await studio.chat.setCap({ conversationId: id, capMicroUsd: 1_000_000, capMode: 'stop' })
    await expect(studio.send(id, 'More', first.id)).rejects.toMatchObject({
      code: 'over-budget',
      message: expect.stringContaining('unknown amount'),
    })
    await studio.chat.allowOverCap({ conversationId: id })
    expect((await spentBy(studio, id)).chat).toMatchObject({ unknownCount: 1, acceptedUnknownCount: 1 })
    const second = await studio.settled(await studio.send(id, 'More', first.id))
    expect(second.state).toBe('complete')
    await expect(studio.send(id, 'More', second.id)).rejects.toMatchObject({ code: 'over-budget' })
    expect(await gateway.charges()).toHaveLength(2)
  })

  it('holds a model without a price in a chat that has cost nothing yet, and lets one with a price pass', async () => {
    const studio = await openStudio(await startGateway(), {
      deps: { priceOf: async (modelId) => (modelId === 'gpt-5-mini' ? CHAT_PRICE : null) },
    })
    const { id } = await studio.newChat()
    await studio.chat.setCap({ conversationId: id, capMicroUsd: 1_000_000, capMode: 'ask' })
    const toUnpriced = { clientRequestId: randomUUID(), conversationId: id, parentId: null, text: 'Hello' }
    await expect(studio.chat.send({ ...toUnpriced, assetIds: [], modelId: 'house-model' })).rejects.toMatchObject({
      message: expect.stringContaining('price of this is not known'),
    })
    expect((await studio.settled(await studio.send(id, 'Hello'))).state).toBe('complete')
  })

  it('ends at a project’s cap, too, and holds what waited in the queue', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect: { kind: 'hold' } })
    const studio = await openStudio(gateway)
    const film = await newFolder(studio, { capMicroUsd: 1 })
    const { id } = await studio.chat.create({ modelId: 'gpt-5-mini', folderId: film.id })
    const answer = await studio.send(id, 'Hello')
    await studio.chat.addFollowUp({ conversationId: id, text: 'More', assetIds: [], modelId: 'gpt-5-mini' })
    await releaseHeld(gateway)
    await studio.settled(answer)
    await until(async () => (await studio.chat.followUps({ conversationId: id }))[0]?.isHeld === true)
    expect(await gateway.charges()).toHaveLength(1)
  })
})

describe('the name of a chat', () => {
  const titleOf = async (studio: ChatStudio, id: string) => (await studio.chat.open({ conversationId: id })).title
  const naming = { deps: { titleModelId: async () => 'gpt-4o-mini' } }

  it('comes from a cheap model after the first answer, and its cost is the chat’s', async () => {
    const gateway = await startGateway()
    const studio = await openStudio(gateway, naming)
    const { id } = await studio.newChat()
    const answer = await studio.settled(await studio.send(id, 'Please write a plan for a film about a heron at dawn'))
    await until(async () => (await titleOf(studio, id)) === 'Write a plan for a film')
    const charges = studio.db.all<{ model_id: string }>(
      'test',
      'SELECT model_id FROM ledger_entry WHERE message_id = ? ORDER BY id',
      [answer.id],
    )
    expect(charges.map((charge) => charge.model_id)).toEqual(['gpt-5-mini', 'gpt-4o-mini'])
    const own = answer.cost?.kind === 'known' ? answer.cost.amountMicroUsd : Number.NaN
    expect((await studio.chat.spending({ conversationId: id })).chat.amountMicroUsd).toBeGreaterThan(own)
    await studio.settled(await studio.send(id, 'Now about an owl', answer.id))
    expect(await gateway.charges()).toHaveLength(3)
    expect(said(answer)).not.toBe('')
  })

  it('is never taken from a person', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect: { kind: 'hold' } })
    const studio = await openStudio(gateway, naming)
    const { id } = await studio.newChat()
    const answer = await studio.send(id, 'A film')
    await studio.chat.update({ conversationId: id, title: 'My film' })
    await releaseHeld(gateway)
    await studio.settled(answer)
    expect(await titleOf(studio, id)).toBe('My film')
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('stays the first words where the model is down', async () => {
    const gateway = await startGateway()
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/chat', model: 'gpt-4o-mini' },
      effect: { kind: 'status', status: 503 },
    })
    const studio = await openStudio(gateway, naming)
    const { id } = await studio.newChat()
    const answer = await studio.settled(await studio.send(id, 'A film about a heron'))
    expect(answer.state).toBe('complete')
    expect(await titleOf(studio, id)).toBe('A film about a heron')
  })
})
