import type { ChatMessage } from '@shared/domain/chat'
import { applyStreamEvents, endStream } from '@shared/domain/chat-reducer'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { createGatewayClient } from '@main/gateway/client'
import { createStreamAnswer } from '@main/services/chat-gateway'
import { readSse } from '@main/gateway/sse'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { credentialsFor, httpAnswer, onRequest, startRawServer } from '../fakes/raw-server'
import { UNANSWERED } from '../fakes/unanswered'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const piece = (content: string, finish: string | null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`

/** What the studio holds of a stream with these silences, in the program's own limits and a clock that is turned. */
async function heard(silencesMs: readonly number[]): Promise<ChatMessage> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [index, silenceMs] of silencesMs.entries()) {
      await new Promise((resolve) => setTimeout(resolve, silenceMs))
      yield Buffer.from(piece(`${index}`, index === silencesMs.length - 1 ? 'stop' : null))
    }
  }
  const streamAnswer = createStreamAnswer({
    stream: async (request, _credentials, { idleTimeoutMs, signal }) => {
      const firstEventTimeoutMs = Math.max(idleTimeoutMs, request.timeoutMs)
      const limits = { idleTimeoutMs, firstEventTimeoutMs, maxBytes: 1e6, signal }
      return { kind: 'streaming', status: 200, headers: {}, events: readSse(chunks(), limits) }
    },
  })
  const request = { modelId: 'm', systemPrompt: '', messages: [], settings: DEFAULT_CHAT_SETTINGS, tools: [] }
  const read = async (): Promise<ChatMessage> => {
    let message = UNANSWERED
    const events = streamAnswer(credentialsFor('http://127.0.0.1:1'), request, new AbortController().signal)
    try {
      for await (const event of events) {
        if (event.kind !== 'media' && event.kind !== 'paused') message = applyStreamEvents(message, [event])
      }
      return endStream(message, { kind: 'closed' })
    } catch {
      return endStream(message, { kind: 'closed' })
    }
  }
  const reading = read()
  await vi.advanceTimersByTimeAsync(silencesMs.reduce((sum, silenceMs) => sum + silenceMs, MINUTE_MS))
  return reading
}

it('takes five minutes of silence before the first word and between two for no time-out', async () => {
  expect(await heard([5 * MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS])).toMatchObject({
    state: 'complete',
    parts: [{ kind: 'text', text: '012' }],
  })
})

it('gives up a stream that is silent for longer than ten, and keeps its text', async () => {
  expect(await heard([1_000, 11 * MINUTE_MS])).toMatchObject({
    state: 'truncated',
    parts: [{ kind: 'text', text: '0' }],
  })
})

it('waits 300 seconds for a gateway that does not stream, and takes its whole answer', async () => {
  let answerNow: () => void = () => undefined
  const server = await startRawServer((socket) =>
    onRequest(socket, () => {
      const body = JSON.stringify({
        choices: [{ index: 0, message: { role: 'assistant', content: 'At last.' }, finish_reason: 'stop' }],
      })
      answerNow = () => socket.end(httpAnswer(200, { 'content-type': 'application/json' }, body))
    }),
  )
  const client = createGatewayClient({ clock: { nowMs: () => Date.now() } })
  const request = { modelId: 'm', systemPrompt: '', messages: [], settings: DEFAULT_CHAT_SETTINGS, tools: [] }
  let message = UNANSWERED
  let isOver = false
  const reading = (async () => {
    const events = createStreamAnswer(client)(credentialsFor(server.origin), request, new AbortController().signal)
    for await (const event of events) {
      if (event.kind !== 'media' && event.kind !== 'paused') message = applyStreamEvents(message, [event])
    }
    isOver = true
  })()
  await vi.waitFor(() => expect(server.received).toHaveLength(1), { timeout: 20_000, interval: 20 })
  await vi.advanceTimersByTimeAsync(300 * SECOND_MS)
  expect(isOver).toBe(false)
  answerNow()
  await reading
  expect(endStream(message, { kind: 'closed' })).toMatchObject({
    state: 'complete',
    parts: [{ kind: 'text', text: 'At last.' }],
  })
  await client.close()
  await server.close()
})
