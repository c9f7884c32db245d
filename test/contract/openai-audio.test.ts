import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayAnswer } from '@main/gateway/types'
import examples from '../fixtures/api/openai-audio.json'
import { operationOf, readSubmit, replay } from './replay'

const SPEECH = 'openai.audio.speech'
const TRANSCRIPTION = 'openai.audio.transcriptions'

function read(operationId: string, contentType: string, content: string): unknown {
  const answer: GatewayAnswer = {
    status: 200,
    headers: {},
    contentType,
    bytes: new TextEncoder().encode(content),
    json: undefined,
  }
  return adapterOf('openai-audio').readSubmit(answer, operationOf(operationId), '')
}

describe('speech', () => {
  it('is sent as documented', async () => {
    const { body, reasons, request } = await replay(SPEECH, examples[SPEECH].request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/v1/audio/speech' })
    expect(body).toEqual(examples[SPEECH].request)
  })

  it('is the bytes of the answer, with their type', () => {
    expect(read(SPEECH, 'audio/mpeg; charset=binary', 'ID3')).toEqual({
      kind: 'completed',
      outputs: [
        { media: 'audio', source: { kind: 'bytes', bytes: new TextEncoder().encode('ID3') }, mimeHint: 'audio/mpeg' },
      ],
    })
  })

  it.each([
    ['an empty body', 'audio/mpeg', ''],
    ['a web page', 'text/html', '<html>'],
  ])('is not %s', (_, contentType, content) => {
    expect(read(SPEECH, contentType, content)).toMatchObject({ kind: 'failed' })
  })

  it('is not an error that comes as JSON', () => {
    expect(readSubmit(SPEECH, { error: { message: 'voice not found', type: 'invalid_request_error' } })).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('voice not found') as string },
    })
  })
})

describe('transcription', () => {
  it('is sent as a form', async () => {
    const { body, reasons, request } = await replay(TRANSCRIPTION, examples[TRANSCRIPTION].request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/v1/audio/transcriptions' })
    expect(body).toEqual(examples[TRANSCRIPTION].request)
  })

  it('is the text of the answer', () => {
    expect(readSubmit(TRANSCRIPTION, examples[TRANSCRIPTION].answer)).toEqual({
      kind: 'completed',
      outputs: [{ media: 'text', source: { kind: 'text', text: 'one two three' }, mimeHint: 'text/plain' }],
    })
  })

  it('is the body itself where subtitles were asked for', () => {
    const subtitles = '1\n00:00:00,000 --> 00:00:01,000\none'
    expect(read(TRANSCRIPTION, 'text/plain; charset=utf-8', subtitles)).toMatchObject({
      kind: 'completed',
      outputs: [{ source: { text: subtitles } }],
    })
  })

  it('of silence is a failure that says so', () => {
    expect(readSubmit(TRANSCRIPTION, { text: ' ' })).toMatchObject({
      kind: 'failed',
      failure: { message: 'No speech was found in the recording.' },
    })
  })
})
