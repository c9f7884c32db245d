import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOperation } from '@shared/catalog/operations'
import type { ChatMessage } from '@shared/domain/chat'
import { loadAssetFile } from '@main/db/queries/asset'
import { storedFilePath } from '@main/library/folders'
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
  readonly conversationId: string
}

/** A chat and the task engine over one database, as in the program. */
async function openBoth(): Promise<Both> {
  const gateway = await startGateway()
  const folder = mkdtempSync(join(tmpdir(), 'chat-make-'))
  const { origin, demoKey: key } = gateway.gateway
  const tasks = await openTaskStudio({ folder, origin, key })
  closing.push(tasks.abandon)
  const studio = await openChatStudio({
    folder,
    origin,
    key,
    deps: {
      operationOf: findOperation,
      submitGeneration: (request) => tasks.generation.submit(request),
      assetFile: async (assetId) => {
        const file = await loadAssetFile(tasks.db, assetId)
        const path = file && storedFilePath(tasks.folders, file)
        return file && path ? { path, mime: file.mime, byteSize: file.byteSize, fileName: file.displayName } : null
      },
    },
  })
  closing.push(studio.close)
  await tasks.engine.start()
  return { gateway, studio, tasks, conversationId: (await studio.newChat()).id }
}

const wish = (conversationId: string) => ({
  clientRequestId: randomUUID(),
  conversationId,
  parentId: null,
  prompt: 'a heron at dusk',
  operationId: 'openai-images.flux.generate',
  modelId: 'flux-schnell',
  assetIds: [] as string[],
})

function taskIdOf(message: ChatMessage): string {
  const part = message.parts.find(({ kind }) => kind === 'generation')
  if (part?.kind !== 'generation') throw new Error('nothing is being made')
  return part.taskId
}

async function made({
  tasks,
  studio,
  conversationId,
}: Both): Promise<{ readonly answer: ChatMessage; readonly assetId: string }> {
  const { assistantMessage: answer } = await studio.chat.make(wish(conversationId))
  await until(async () => (await tasks.queue.get(taskIdOf(answer))).state === 'succeeded')
  const { outputs } = await tasks.queue.get(taskIdOf(answer))
  return { answer, assetId: outputs[0]?.assetId ?? '' }
}

describe('a picture made in a talk', () => {
  it('is a library item whose recipe leads back to the message', async () => {
    const both = await openBoth()
    const { answer, assetId } = await made(both)
    expect(answer.state).toBe('complete')
    const recipe = await both.tasks.generation.recipeOfAsset(assetId)
    expect(recipe).toMatchObject({
      prompt: 'a heron at dusk',
      modelId: 'flux-schnell',
      origin: { kind: 'chat', conversationId: both.conversationId, messageId: answer.id },
    })
    const { title, modelId, activeLeafId } = await both.studio.chat.open({ conversationId: both.conversationId })
    expect({ title, modelId, activeLeafId }).toEqual({
      title: 'a heron at dusk',
      modelId: 'gpt-5-mini',
      activeLeafId: answer.id,
    })
  })

  it('is counted in what the chat and the day cost, and held by a cap that is spent', async () => {
    const both = await openBoth()
    const { studio, conversationId } = both
    await made(both)
    const { chat, days } = await studio.chat.spending({ conversationId })
    expect(chat.amountMicroUsd).toBeGreaterThan(0)
    expect(days).toMatchObject([{ amountMicroUsd: chat.amountMicroUsd, unknownCount: 0 }])
    await studio.chat.setCap({ conversationId, capMicroUsd: 1, capMode: 'stop' })
    await expect(studio.chat.make(wish(conversationId))).rejects.toMatchObject({ code: 'over-budget' })
  })

  it('is found by “with a picture” and by what it cost', async () => {
    const both = await openBoth()
    const { answer } = await made(both)
    const { search } = createChatSearch(both.studio.db)
    const { chat } = await both.studio.chat.spending({ conversationId: both.conversationId })
    for (const filter of [{ hasPicture: true }, { costAboveMicroUsd: chat.amountMicroUsd - 1 }]) {
      const hits = await search({ text: 'dusk', ...filter })
      expect(hits).toMatchObject([{ messageId: answer.id, cost: { amountMicroUsd: chat.amountMicroUsd } }])
    }
    expect(await search({ text: 'dusk', costAboveMicroUsd: chat.amountMicroUsd })).toEqual([])
  })

  it('is made once for one press', async () => {
    const { studio, tasks, gateway, conversationId } = await openBoth()
    const request = wish(conversationId)
    const answers = await Promise.all([studio.chat.make(request), studio.chat.make(request)])
    const messages = await Promise.all(answers.map(({ assistantMessage }) => studio.find(assistantMessage)))
    await until(async () => (await tasks.queue.get(taskIdOf(messages[0]!))).state === 'succeeded')
    expect(messages[0]).toEqual(messages[1])
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('can be looked at: the model gets its bytes', async () => {
    const both = await openBoth()
    const { assetId } = await made(both)
    const { assistantMessage } = await both.studio.chat.send({
      clientRequestId: randomUUID(),
      conversationId: both.conversationId,
      parentId: null,
      text: 'What do you see?',
      assetIds: [assetId],
      modelId: 'gpt-5-mini',
    })
    const answer = await both.studio.settled(assistantMessage)
    expect(said(answer)).toMatch(/I looked at picture 1 \(\d+ × \d+ px\)/)
  })

  it('says why when the model takes no pictures; nothing is submitted', async () => {
    const { studio, tasks, gateway, conversationId } = await openBoth()
    const { assistantMessage } = await studio.chat.make({ ...wish(conversationId), assetIds: ['some-asset'] })
    expect(assistantMessage).toMatchObject({
      state: 'failed',
      failure: { code: 'bad-parameter', charge: 'not-charged' },
    })
    expect(tasks.views).toEqual([])
    expect(await gateway.charges()).toEqual([])
  })

  it('says so when an attached picture is gone', async () => {
    const { studio, conversationId } = await openBoth()
    const { assistantMessage } = await studio.chat.send({
      clientRequestId: randomUUID(),
      conversationId,
      parentId: null,
      text: 'Look',
      assetIds: ['gone'],
      modelId: 'gpt-5-mini',
    })
    expect(await studio.settled(assistantMessage)).toMatchObject({ state: 'failed', failure: { code: 'not-found' } })
  })
})
