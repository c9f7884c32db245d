import { expect, test } from 'vitest'
import { readJson, startGateway } from './demo-harness'

interface Chunk {
  readonly choices: readonly { readonly delta: Record<string, unknown>; readonly finish_reason: string | null }[]
  readonly usage: { readonly completion_tokens: number } | null
}

const question = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'A film about a lighthouse' }] }

async function streamChunks(response: Response): Promise<{ chunks: Chunk[]; lines: string[] }> {
  const lines = (await response.text()).split('\n\n').filter((line) => line.startsWith('data: '))
  const chunks = lines.slice(0, -1).map((line) => JSON.parse(line.slice(6)) as Chunk)
  return { chunks, lines }
}

function textOf(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')
}

test('a stream carries Markdown, a reason, usage and the end mark', async () => {
  const client = await startGateway()
  const body = { ...question, stream: true, stream_options: { include_usage: true } }
  const response = await client.post('/v1/chat/completions', body)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const { chunks, lines } = await streamChunks(response)
  expect(lines.at(-1)).toBe('data: [DONE]')
  const text = textOf(chunks)
  expect(text).toContain('## A film about a lighthouse')
  expect(text).toContain('| Colour | Hex | Where |')
  expect(text).toContain('```')
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
  expect(chunks.at(-1)?.choices).toEqual([])
  expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(100)
})

test('a stream without a wish for usage sends none', async () => {
  const client = await startGateway()
  const { chunks } = await streamChunks(await client.post('/v1/chat/completions', { ...question, stream: true }))
  expect(chunks.every((chunk) => chunk.usage === null)).toBe(true)
})

test('the same prompt on a fresh gateway gives the same answer, asked again another one', async () => {
  const [one, two] = [await startGateway(), await startGateway()]
  const ask = async (client: typeof one): Promise<string> =>
    textOf((await streamChunks(await client.post('/v1/chat/completions', { ...question, stream: true }))).chunks)
  const first = await ask(one)
  expect(await ask(two)).toBe(first)
  expect(await ask(one)).not.toBe(first)
})

test('max_tokens cuts the answer and says so', async () => {
  const client = await startGateway()
  const answer = await readJson<{ choices: { finish_reason: string; message: { content: string } }[] }>(
    client.post('/v1/chat/completions', { ...question, max_tokens: 10 }),
  )
  expect(answer.choices[0]?.finish_reason).toBe('length')
  expect(answer.choices[0]?.message.content).toHaveLength(40)
})

test('a request for a picture with tools at hand becomes a tool call', async () => {
  const client = await startGateway()
  const parameters = {
    type: 'object',
    properties: { prompt: { type: 'string' }, size: { enum: ['1:1', '16:9'] } },
    required: ['prompt', 'size'],
  }
  const tools = [{ type: 'function', function: { name: 'make_picture', description: 'Makes a picture', parameters } }]
  const messages = [{ role: 'user', content: 'Draw a picture of a fox' }]
  const { chunks } = await streamChunks(
    await client.post('/v1/chat/completions', { ...question, messages, tools, stream: true }),
  )
  const pieces = chunks.flatMap(
    (chunk) => (chunk.choices[0]?.delta.tool_calls ?? []) as { function: { arguments: string } }[],
  )
  const args = pieces.map((piece) => piece.function.arguments).join('')
  expect(JSON.parse(args)).toEqual({ prompt: 'Draw a picture of a fox', size: '1:1' })
  expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls')
})

test('reasoning models think aloud apart from the answer', async () => {
  const client = await startGateway()
  const { chunks } = await streamChunks(
    await client.post('/v1/chat/completions', { ...question, model: 'o3', stream: true }),
  )
  expect(chunks.some((chunk) => chunk.choices[0]?.delta.reasoning_content !== undefined)).toBe(true)
})

test('attached pictures are looked at', async () => {
  const client = await startGateway()
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
  ]
  const answer = await readJson<{ choices: { message: { content: string } }[] }>(
    client.post('/v1/chat/completions', { ...question, messages: [{ role: 'user', content }] }),
  )
  expect(answer.choices[0]?.message.content).toContain('1 × 1 px')
})

test('an unknown model and an empty question are refused, unpaid', async () => {
  const client = await startGateway()
  const unknown = await client.post('/v1/chat/completions', { ...question, model: 'gpt-99' })
  expect(unknown.status).toBe(503)
  expect((await readJson<{ error: { code: string } }>(unknown)).error.code).toBe('model_not_found')
  const empty = await client.post('/v1/chat/completions', { ...question, messages: [{ role: 'user', content: ' ' }] })
  expect(empty.status).toBe(400)
  expect(await client.charges()).toEqual([])
})
