import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StudioEventName, StudioEvents } from '@shared/contracts/events'
import { AppError } from '@shared/domain/app-error'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import type { Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import { createGatewayClient, type GatewayClient } from '@main/gateway/client'
import { type ChatService, type ChatServiceDeps, createChatService } from '@main/services/chat'
import { createStreamAnswer } from '@main/services/chat-gateway'

export const CHAT_PRICE = {
  inputMicroUsdPerMillion: 150_000,
  outputMicroUsdPerMillion: 600_000,
  callMicroUsd: null,
  source: 'test list',
}

interface SentEvent {
  readonly windowId: number | 'all'
  readonly name: StudioEventName
  readonly data: unknown
}

export interface StudioOptions {
  readonly folder?: string
  readonly origin: string
  readonly key?: string | null
  readonly idleTimeoutMs?: number
  readonly deps?: Partial<ChatServiceDeps>
}

/** The chat of a studio over a real database and real sockets. */
export interface ChatStudio {
  readonly folder: string
  readonly chat: ChatService
  readonly db: Database
  readonly events: readonly SentEvent[]
  readonly deltasOf: (windowId: number, messageId: string) => readonly StudioEvents['chat.delta'][]
  readonly newChat: () => Promise<ConversationDetail>
  readonly send: (conversationId: string, text: string, parentId?: string | null) => Promise<ChatMessage>
  /** Waits until the answer has an end state. */
  readonly settled: (message: ChatMessage) => Promise<ChatMessage>
  readonly find: (message: ChatMessage) => Promise<ChatMessage>
  readonly close: () => Promise<void>
}

export async function openChatStudio(options: StudioOptions): Promise<ChatStudio> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'chat-'))
  const db = await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
  const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() }
  const events: SentEvent[] = []
  const client: GatewayClient = createGatewayClient({ clock })
  const chat = createChatService({
    db,
    clock,
    events: {
      publish: (name, data) => void events.push({ windowId: 'all', name, data: structuredClone(data) }),
      publishTo: (windowId, name, data) => void events.push({ windowId, name, data: structuredClone(data) }),
    },
    nextId: createUuidV7Generator({ nowMs: clock.nowMs, fillRandom: (bytes) => void crypto.getRandomValues(bytes) }),
    credentials: async () => {
      const key = options.key === undefined ? 'sk-demo-tests' : options.key
      if (key === null)
        throw new AppError({
          code: 'no-key',
          message: 'No key is set.',
          nextStep: 'open-settings',
          charge: 'not-charged',
        })
      return { profileId: 'profile', baseUrl: options.origin, key, isLoopbackAllowed: true }
    },
    streamAnswer: createStreamAnswer(client, options.idleTimeoutMs),
    assetFile: async () => null,
    storeAnswerFile: async () => {
      throw new AppError({ code: 'not-ready', message: 'Nothing is kept here.', nextStep: 'none' })
    },
    priceOf: async () => CHAT_PRICE,
    titleModelId: async () => null,
    reportConnection: () => undefined,
    noteSpending: () => undefined,
    operationOf: () => undefined,
    prices: async () => [],
    askAboveMicroUsd: async () => null,
    resolveModel: async (modelId) => modelId,
    submitGeneration: async () => {
      throw new AppError({ code: 'not-ready', message: 'Nothing can be made here.', nextStep: 'none' })
    },
    ...options.deps,
  })
  await chat.recover()

  const find = async (message: ChatMessage): Promise<ChatMessage> => {
    const { messages } = await chat.open({ conversationId: message.conversationId })
    const found = messages.find(({ id }) => id === message.id)
    if (!found) throw new Error(`No message ${message.id}`)
    return found
  }
  return {
    folder,
    chat,
    db,
    events,
    find,
    deltasOf: (windowId, messageId) =>
      events.flatMap((event) => {
        if (event.name !== 'chat.delta' || event.windowId !== windowId) return []
        const delta = event.data as StudioEvents['chat.delta']
        return delta.messageId === messageId ? [delta] : []
      }),
    newChat: () => chat.create({ modelId: 'gpt-5-mini' }),
    send: async (conversationId, text, parentId = null) => {
      const request = {
        clientRequestId: randomUUID(),
        conversationId,
        parentId,
        text,
        assetIds: [],
        modelId: 'gpt-5-mini',
      }
      return (await chat.send(request)).assistantMessage
    },
    settled: async (message) => {
      await until(async () => !(await chat.streaming()).includes(message.id))
      return find(message)
    },
    close: async () => {
      for (const messageId of await chat.streaming()) await chat.stop({ messageId })
      await client.close()
      db.close()
    },
  }
}

/** Waits for a condition; the test's own time limit ends it where it never comes. */
export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5))
}

export const said = (message: ChatMessage): string => textOf(message)
