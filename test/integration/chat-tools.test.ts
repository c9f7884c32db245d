import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOperation } from '@shared/catalog/operations'
import type { ChatMessage } from '@shared/domain/chat'
import { type ChatSettings, DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import type { TaskView } from '@shared/domain/task'
import type { ToolCallView } from '@shared/domain/tool-call'
import { allowToolCall } from '@main/db/commands/tool-call'
import { createChatSearch } from '@main/services/chat-search'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said, until } from './chat-harness'
import { type Client, startGateway } from './demo-harness'
import { openTaskStudio, type TaskStudio } from './tasks-studio'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

interface Both {
  readonly gateway: Client
  readonly studio: ChatStudio
  readonly tasks: TaskStudio
  readonly folder: string
}

interface Start {
  readonly gateway?: Client
  readonly folder?: string
  readonly askAboveMicroUsd?: number
}

/** A chat and the task engine over one database, as in the program; opened again on the same folder after a "kill". */
async function openBoth(start: Start = {}): Promise<Both> {
  const gateway = start.gateway ?? (await startGateway())
  const folder = start.folder ?? mkdtempSync(join(tmpdir(), 'chat-tools-'))
  const { origin, demoKey: key } = gateway.gateway
  const followers: ((task: TaskView) => Promise<void>)[] = []
  const onTask = (task: TaskView): void => {
    for (const follow of followers) void follow(task)
  }
  const tasks = await openTaskStudio({ folder, origin, key, onTask })
  closing.push(tasks.abandon)
  const studio = await openChatStudio({
    folder,
    origin,
    key,
    deps: {
      operationOf: findOperation,
      submitGeneration: (request) => tasks.generation.submit(request),
      askAboveMicroUsd: async () => start.askAboveMicroUsd ?? null,
    },
  })
  closing.push(studio.close)
  followers.push((task) => studio.chat.noteTask(task))
  await tasks.engine.start()
  return { gateway, studio, tasks, folder }
}

const FLUX = 'openai-images.flux.generate|flux-schnell'
const PICTURES: Partial<ChatSettings> = { tools: ['make_picture'], makers: { make_picture: FLUX } }

async function talk(studio: ChatStudio, settings: Partial<ChatSettings>): Promise<string> {
  const { id } = await studio.newChat()
  await studio.chat.update({ conversationId: id, settings: { ...DEFAULT_CHAT_SETTINGS, ...settings } })
  return id
}

async function ask(studio: ChatStudio, conversationId: string, text: string): Promise<ChatMessage> {
  return studio.settled(await studio.send(conversationId, text))
}

async function onlyCall(studio: ChatStudio, message: ChatMessage): Promise<ToolCallView> {
  const [call] = await studio.chat.tools.list({ messageId: message.id })
  if (!call) throw new Error('no call')
  return call
}

/** The answer that goes on after the calls of a message. */
async function continued(studio: ChatStudio, message: ChatMessage): Promise<ChatMessage> {
  let found: ChatMessage | undefined
  await until(async () => {
    const { messages } = await studio.chat.open({ conversationId: message.conversationId })
    found = messages.find(({ parentId, state }) => parentId === message.id && state !== 'streaming')
    return found !== undefined
  })
  if (!found) throw new Error('nothing goes on')
  return found
}

const made = async (gateway: Client) => (await gateway.charges()).filter(({ model }) => model === 'flux-schnell')

describe('a model that asks to make a picture', () => {
  it('waits for the person, with the price, and nothing is paid before', async () => {
    const { studio, gateway } = await openBoth()
    const answer = await ask(studio, await talk(studio, PICTURES), 'Please draw a heron')
    const call = await onlyCall(studio, answer)
    expect(answer.state).toBe('complete')
    expect(call).toMatchObject({
      name: 'make_picture',
      state: 'waiting',
      making: { modelId: 'flux-schnell', estimate: { kind: 'known', amountMicroUsd: 50_000 } },
    })
    expect(await made(gateway)).toEqual([])
  })

  it('makes it once allowed: a library item that leads back, and the talk goes on with the result', async () => {
    const { studio, gateway, tasks } = await openBoth()
    const conversationId = await talk(studio, PICTURES)
    const answer = await ask(studio, conversationId, 'Please draw a heron')
    const call = await onlyCall(studio, answer)
    const press = { toolCallId: call.id, maker: null, allowInChat: false }
    await Promise.all([studio.chat.tools.run(press), studio.chat.tools.run(press)])
    const next = await continued(studio, answer)
    expect(said(next)).toMatch(/The tool said: Made with/)
    const { activeLeafId, messages } = await studio.chat.open({ conversationId })
    expect(activeLeafId).toBe(next.id)
    const result = messages.find(({ id }) => id === answer.id)?.parts.at(-1)
    expect(result).toMatchObject({ kind: 'tool-result', callId: call.callId, isError: false })
    const taskId = result?.kind === 'tool-result' ? (result.taskId ?? '') : ''
    const [output] = (await tasks.queue.get(taskId)).outputs
    expect(await tasks.generation.recipeOfAsset(output?.assetId ?? '')).toMatchObject({
      origin: { kind: 'chat', conversationId, messageId: answer.id },
    })
    expect(await made(gateway)).toHaveLength(1)
    const found = await createChatSearch(studio.db).search({ text: '', hasPicture: true })
    expect(found.map(({ messageId }) => messageId)).toEqual([answer.id])
  })

  it('is not asked for again where the chat allows it, up to the person’s limit', async () => {
    const { studio, gateway } = await openBoth({ askAboveMicroUsd: 60_000 })
    const conversationId = await talk(studio, { ...PICTURES, allowedTools: ['make_picture'] })
    const answer = await ask(studio, conversationId, 'Please draw a heron')
    expect((await continued(studio, answer)).state).toBe('complete')
    expect(await made(gateway)).toHaveLength(1)
    const dear = await openBoth({ askAboveMicroUsd: 10_000 })
    const asked = await ask(
      dear.studio,
      await talk(dear.studio, { ...PICTURES, allowedTools: ['make_picture'] }),
      'Please draw a heron',
    )
    expect((await onlyCall(dear.studio, asked)).state).toBe('waiting')
  })

  it('is asked for again where the answer that calls has spent the chat’s cap', async () => {
    const { studio, gateway } = await openBoth()
    const conversationId = await talk(studio, { ...PICTURES, allowedTools: ['make_picture'] })
    await studio.chat.setCap({ conversationId, capMicroUsd: 1, capMode: 'stop' })
    const answer = await ask(studio, conversationId, 'Please draw a heron')
    expect((await onlyCall(studio, answer)).state).toBe('waiting')
    expect(await made(gateway)).toEqual([])
  })

  it('goes on with the result at a spent cap where a person let the question pass', async () => {
    const { studio, gateway } = await openBoth()
    const conversationId = await talk(studio, PICTURES)
    const first = await ask(studio, conversationId, 'Hello')
    await studio.chat.setCap({ conversationId, capMicroUsd: 1, capMode: 'ask' })
    await studio.chat.allowOverCap({ conversationId })
    const answer = await studio.settled(await studio.send(conversationId, 'Please draw a heron', first.id))
    const call = await onlyCall(studio, answer)
    await studio.chat.tools.run({ toolCallId: call.id, maker: null, allowInChat: false })
    const next = await continued(studio, answer)
    expect(next).toMatchObject({ state: 'complete', failure: null })
    expect(await made(gateway)).toHaveLength(1)
    await expect(studio.send(conversationId, 'More', next.id)).rejects.toMatchObject({ code: 'over-budget' })
  })

  it('remembers for the chat what was allowed with it', async () => {
    const { studio } = await openBoth()
    const conversationId = await talk(studio, PICTURES)
    const call = await onlyCall(studio, await ask(studio, conversationId, 'Please draw a heron'))
    await studio.chat.tools.run({ toolCallId: call.id, maker: FLUX, allowInChat: true })
    expect((await studio.chat.open({ conversationId })).settings).toMatchObject({ allowedTools: ['make_picture'] })
  })

  it('does not go on by itself after a no, and the next question is taken all the same', async () => {
    const { studio, gateway } = await openBoth()
    const conversationId = await talk(studio, PICTURES)
    const answer = await ask(studio, conversationId, 'Please draw a heron')
    const call = await onlyCall(studio, answer)
    expect((await studio.chat.tools.decline({ toolCallId: call.id })).state).toBe('declined')
    const next = await studio.settled(await studio.send(conversationId, 'hello', answer.id))
    expect(next.state).toBe('complete')
    expect(await made(gateway)).toEqual([])
  })

  it('is declined by going on without deciding', async () => {
    const { studio } = await openBoth()
    const conversationId = await talk(studio, PICTURES)
    const answer = await ask(studio, conversationId, 'Please draw a heron')
    const next = await studio.settled(await studio.send(conversationId, 'hello', answer.id))
    expect(next.state).toBe('complete')
    expect((await onlyCall(studio, answer)).state).toBe('declined')
  })

  it('hears why nothing came of it', async () => {
    const { studio, gateway } = await openBoth()
    const answer = await ask(studio, await talk(studio, PICTURES), 'Please draw a heron')
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/images' },
      effect: {
        kind: 'status',
        status: 400,
        body: { error: { message: 'No herons today.', code: 'invalid_request' } },
      },
    })
    const call = await onlyCall(studio, answer)
    await studio.chat.tools.run({ toolCallId: call.id, maker: null, allowInChat: false })
    expect(said(await continued(studio, answer))).toMatch(/could not be made/)
    expect((await onlyCall(studio, answer)).state).toBe('failed')
  })
})

describe('a restart', () => {
  it('finds a waiting call waiting, and it can be allowed then', async () => {
    const before = await openBoth()
    const conversationId = await talk(before.studio, PICTURES)
    const answer = await ask(before.studio, conversationId, 'Please draw a heron')
    const { gateway, folder } = before
    for (const close of closing.splice(0).toReversed()) await close()
    const { studio } = await openBoth({ gateway, folder })
    const call = await onlyCall(studio, answer)
    expect(call.state).toBe('waiting')
    await studio.chat.tools.run({ toolCallId: call.id, maker: null, allowInChat: false })
    expect((await continued(studio, answer)).state).toBe('complete')
    expect(await made(gateway)).toHaveLength(1)
  })

  it('goes on with a call that was allowed, makes it once, and asks the model once', async () => {
    const gateway = await startGateway()
    const before = await openBoth({ gateway })
    const answer = await ask(before.studio, await talk(before.studio, PICTURES), 'Please draw a heron')
    const call = await onlyCall(before.studio, answer)
    // As a kill right after the consent leaves it: allowed, and not yet submitted.
    if (call.making) await allowToolCall(before.studio.db, call.id, call.making)
    for (const close of closing.splice(0).toReversed()) await close()
    const { studio } = await openBoth({ gateway, folder: before.folder })
    const next = await continued(studio, answer)
    expect(next.parentId).toBe(answer.id)
    expect(await made(gateway)).toHaveLength(1)
    const { messages } = await studio.chat.open({ conversationId: answer.conversationId })
    expect(messages.filter(({ parentId }) => parentId === answer.id)).toHaveLength(1)
  })
})

describe('a function of the person’s own', () => {
  const functions = [
    { name: 'roll_dice', description: 'Rolls dice.', parametersText: '{"type":"object","properties":{}}' },
  ]

  it('is never run: its call waits for what the person says it gave', async () => {
    const { studio } = await openBoth()
    const answer = await ask(studio, await talk(studio, { functions }), 'Call roll_dice')
    const call = await onlyCall(studio, answer)
    expect(call).toMatchObject({ name: 'roll_dice', state: 'waiting', making: null })
    await studio.chat.tools.answer({ toolCallId: call.id, text: 'It fell on 4.' })
    expect(said(await continued(studio, answer))).toContain('It fell on 4.')
  })

  it('with broken parameters is told before anything is sent', async () => {
    const { studio, gateway } = await openBoth()
    const broken = [{ name: 'roll_dice', description: '', parametersText: '{' }]
    const answer = await ask(studio, await talk(studio, { functions: broken }), 'Call roll_dice')
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'bad-parameter', charge: 'not-charged' } })
    expect(await gateway.charges()).toEqual([])
  })
})

describe('a chain of models', () => {
  const down = (status: number, model: string) => ({
    match: { pathPrefix: '/v1/chat', model },
    effect: {
      kind: 'status',
      status,
      headers: { 'retry-after': '1' },
      body: { error: { message: 'busy', code: 'x' } },
    },
  })

  it('asks the next, visibly, when the first did not take the question', async () => {
    const { studio, gateway } = await openBoth()
    await gateway.admin('POST', 'faults', down(429, 'gpt-5-mini'))
    const answer = await ask(studio, await talk(studio, { fallbackModelIds: ['gpt-4o'] }), 'hello')
    expect(answer).toMatchObject({ state: 'complete', modelId: 'gpt-4o' })
    expect(answer.parts[0]).toMatchObject({ kind: 'model-switch', fromModelId: 'gpt-5-mini', toModelId: 'gpt-4o' })
    expect((await gateway.charges()).map(({ model }) => model)).toEqual(['gpt-4o'])
  })

  it('begins with the model behind a name of the person’s own, and knows its price', async () => {
    const gateway = await startGateway()
    const resolveModel = async (modelId: string): Promise<string> => (modelId === 'best-chat' ? 'gpt-4o' : modelId)
    const { origin, demoKey: key } = gateway.gateway
    const studio = await openChatStudio({ origin, key, deps: { resolveModel } })
    closing.push(studio.close)
    const { id: conversationId } = await studio.newChat()
    const request = { clientRequestId: randomUUID(), conversationId, parentId: null, text: 'hello', assetIds: [] }
    const { assistantMessage } = await studio.chat.send({ ...request, modelId: 'best-chat' })
    const answer = await studio.settled(assistantMessage)
    expect(answer).toMatchObject({ state: 'complete', modelId: 'gpt-4o', cost: { kind: 'known' } })
    expect((await studio.chat.open({ conversationId })).modelId).toBe('best-chat')
  })

  it('asks nobody else once the question may have been accepted', async () => {
    const { studio, gateway } = await openBoth()
    await gateway.admin('POST', 'faults', down(500, 'gpt-5-mini'))
    const answer = await ask(studio, await talk(studio, { fallbackModelIds: ['gpt-4o'] }), 'hello')
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'outcome-unknown' } })
    expect(await gateway.charges()).toEqual([])
  })
})

describe('the trace of an answer', () => {
  it('holds what was sent and what came back, with times, and no key', async () => {
    const { studio, gateway } = await openBoth()
    const conversationId = await talk(studio, { fallbackModelIds: ['gpt-4o'] })
    await gateway.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/chat', model: 'gpt-5-mini' },
      effect: { kind: 'status', status: 429, body: { error: { message: 'busy', code: 'x' } } },
    })
    const key = gateway.gateway.demoKey
    const answer = await ask(studio, conversationId, `hello, my key is ${key}`)
    const traces = await studio.chat.traces({ messageId: answer.id })
    expect(traces).toMatchObject([
      { attempt: 1, modelId: 'gpt-5-mini', protocol: 'openai-chat', end: 'broken', httpStatus: 429, eventCount: 0 },
      { attempt: 2, modelId: 'gpt-4o', path: '/v1/chat/completions', end: 'whole', httpStatus: 200 },
    ])
    expect(traces[1]?.received).toContain('"finish_reason":"stop"')
    expect(traces[1]?.firstEventMs).toBeGreaterThanOrEqual(0)
    expect(JSON.stringify(traces)).not.toContain(key)
    expect(traces[0]?.sent).toContain('hello, my key is')
  })

  it('is kept of a stopped answer, too', async () => {
    const slow = await startGateway({ timeScale: 1 })
    const { studio } = await openBoth({ gateway: slow })
    const conversationId = await talk(studio, {})
    const { assistantMessage } = await studio.chat.send({
      clientRequestId: randomUUID(),
      conversationId,
      parentId: null,
      text: 'A film about a heron',
      assetIds: [],
      modelId: 'gpt-5-mini',
    })
    await studio.chat.attach({ messageId: assistantMessage.id }, 1)
    await until(() => studio.deltasOf(1, assistantMessage.id).length > 0)
    await studio.chat.stop({ messageId: assistantMessage.id })
    await until(async () => (await studio.chat.traces({ messageId: assistantMessage.id })).length > 0)
    expect(await studio.chat.traces({ messageId: assistantMessage.id })).toMatchObject([{ end: 'stopped' }])
  })
})
