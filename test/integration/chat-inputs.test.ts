import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChatMessage } from '@shared/domain/chat'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said } from './chat-harness'
import { type Client, startGateway } from './demo-harness'

const folder = mkdtempSync(join(tmpdir(), 'chat-inputs-'))
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Files of a library, by asset id. */
const FILES: Readonly<Record<string, readonly [mime: string, bytes: Buffer]>> = {
  'dot.png': ['image/png', Buffer.from(PIXEL, 'base64')],
  'tides.pdf': ['application/pdf', Buffer.from('%PDF-1.4 tide tables')],
  'notes.txt': ['text/plain', Buffer.from('High water at six.')],
  'hum.mp3': ['audio/mpeg', Buffer.from('ID3 hum')],
  'clip.mp4': ['video/mp4', Buffer.from('....ftyp')],
}

const open: ChatStudio[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((studio) => studio.close()))
})

async function openStudio(gateway: Client): Promise<ChatStudio> {
  const studio = await openChatStudio({
    origin: gateway.gateway.origin,
    key: gateway.gateway.demoKey,
    deps: {
      assetFile: async (assetId) => {
        const file = FILES[assetId]
        if (!file) return null
        const [mime, bytes] = file
        const path = join(folder, assetId)
        writeFileSync(path, bytes)
        return { path, mime, byteSize: bytes.byteLength, fileName: assetId }
      },
    },
  })
  open.push(studio)
  return studio
}

async function ask(gateway: Client, modelId: string, assetIds: readonly string[]): Promise<ChatMessage> {
  const studio = await openStudio(gateway)
  const { id: conversationId } = await studio.newChat()
  const { assistantMessage } = await studio.chat.send({
    clientRequestId: randomUUID(),
    conversationId,
    parentId: null,
    text: 'What does it say?',
    assetIds: [...assetIds],
    modelId,
  })
  return studio.settled(assistantMessage)
}

describe('files of a question', () => {
  it.each([
    ['gpt-4o', ['dot.png', 'tides.pdf', 'notes.txt']],
    ['claude-sonnet-4-5-20250929', ['dot.png', 'tides.pdf', 'notes.txt']],
    ['gemini-2.5-pro', ['dot.png', 'tides.pdf', 'hum.mp3', 'notes.txt']],
  ])('reach %s as its protocol takes them', async (modelId, assetIds) => {
    const answer = await ask(await startGateway(), modelId, assetIds)
    expect(answer.state).toBe('complete')
    expect(said(answer)).toContain('1 × 1 px')
    expect(said(answer)).toContain('application/pdf, 20 bytes')
  })

  it.each([
    ['deepseek-chat', 'dot.png'],
    ['deepseek-chat', 'tides.pdf'],
    ['gpt-4o', 'hum.mp3'],
    ['gemini-2.5-pro', 'clip.mp4'],
  ])('that %s does not read are said before anything is sent: %s', async (modelId, assetId) => {
    const gateway = await startGateway()
    const answer = await ask(gateway, modelId, [assetId])
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'unsupported-file', charge: 'not-charged' } })
    expect(answer.failure?.message).toContain(assetId)
    expect(await gateway.charges()).toEqual([])
  })
})
