import { describe, expect, it } from 'vitest'
import examples from '../fixtures/api/gemini.json'
import { readSubmit, replay } from './replay'

const GENERATE = 'gemini.image.generate'
const EDIT = 'gemini.image.edit'
const IMAGEN = 'gemini.imagen'
const SPEECH = 'gemini.tts'
const EMBED = 'gemini.embed'

describe('Gemini’s own routes', () => {
  it.each([
    [GENERATE, '/v1beta/models/gemini-2.5-flash-image:generateContent'],
    [IMAGEN, '/v1beta/models/imagen-4.0-generate-001:predict'],
    [SPEECH, '/v1beta/models/gemini-2.5-flash-preview-tts:generateContent'],
    [EMBED, '/v1beta/models/gemini-embedding-001:embedContent'],
  ] as const)('are asked as documented for %s', async (id, path) => {
    const { body, reasons, request } = await replay(id, examples[id].request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path })
    expect(body).toEqual(examples[id].request)
  })

  it('are given pictures behind the words, each with its type', async () => {
    const { body, reasons } = await replay(EDIT, examples[EDIT].request)
    expect(reasons).toEqual([])
    const parts = [
      { text: 'Add a bicycle behind her' },
      { inline_data: { mime_type: 'image/png', data: 'base64:images-0.png' } },
    ]
    expect(body).toEqual({ ...examples[EDIT].request, contents: [{ role: 'user', parts }] })
  })
})

describe('an answer of Gemini', () => {
  it.each([GENERATE, EDIT, IMAGEN] as const)('to %s is its pictures', (id) => {
    expect(readSubmit(id, examples[id].answer)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'image', source: { kind: 'base64', base64: 'iVBORw0KGgo=' }, mimeHint: 'image/png' }],
    })
  })

  it('to speech is a WAV file: bare samples play nowhere', () => {
    const reading = readSubmit(SPEECH, examples[SPEECH].answer)
    const source = reading.kind === 'completed' ? reading.outputs[0]?.source : undefined
    const bytes = source?.kind === 'bytes' ? Buffer.from(source.bytes) : Buffer.alloc(0)
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF')
    expect(bytes.readUInt32LE(24)).toBe(24_000)
    expect(bytes.subarray(44)).toEqual(Buffer.from([0, 0, 255, 255]))
  })

  it('to an embedding is its numbers', () => {
    expect(readSubmit(EMBED, examples[EMBED].answer)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'text', mimeHint: 'application/json' }],
    })
  })

  it('leaves out pictures of its thoughts', () => {
    const part = { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }
    const answer = { candidates: [{ content: { parts: [{ ...part, thought: true }, part] } }] }
    expect(readSubmit(GENERATE, answer)).toMatchObject({ kind: 'completed', outputs: [{}] })
  })

  it.each([
    [GENERATE, { candidates: [{ content: { parts: [{ text: 'I cannot.' }] }, finishReason: 'IMAGE_SAFETY' }] }],
    [GENERATE, { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    [IMAGEN, { predictions: [] }],
  ] as const)('that refuses %s is no success', (id, answer) => {
    expect(readSubmit(id, answer)).toMatchObject({ kind: 'failed', failure: { code: 'refused-content' } })
  })

  it('of words alone says what they were', () => {
    const answer = { candidates: [{ content: { parts: [{ text: 'Tell me more first.' }] }, finishReason: 'STOP' }] }
    const reading = readSubmit(GENERATE, answer)
    expect(reading.kind === 'failed' && reading.failure.message).toContain('Tell me more first.')
  })
})
