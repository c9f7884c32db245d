import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/rerank.json'
import { answerOf, operationOf, replay } from './replay'

const ID = 'rerank.create'
const { request: example, answer } = examples[ID]

function read(json: unknown, params?: Readonly<Record<string, unknown>>) {
  return adapterOf('rerank').readSubmit(answerOf(json), operationOf(ID), 'qwen3-rerank', undefined, params)
}

describe('rerank', () => {
  it('is sent as documented', async () => {
    const { body, reasons, request } = await replay(ID, example)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/v1/rerank' })
    expect(body).toEqual(example)
  })

  it('needs texts, each with something in it', async () => {
    const none = await replay(ID, { ...example, documents: [] })
    expect(none.reasons).toEqual(['Texts to order: add one.'])
    const blank = await replay(ID, { ...example, documents: ['a', ' '] })
    expect(blank.reasons).toEqual(['Text 2: Text is empty.'])
  })

  it('becomes a ranked list of the texts that were asked about', () => {
    expect(read(answer, example)).toEqual({
      kind: 'completed',
      outputs: [
        {
          media: 'text',
          source: {
            kind: 'text',
            text: '1. 0.93 · Leather boots with a sealed membrane.\n2. 0.41 · Trail shoes, water resistant.',
          },
          mimeHint: 'text/plain',
        },
      ],
      usage: { inputTokens: 79, outputTokens: 0 },
    })
  })

  it.each([{ text: 'from\nthe answer' }, 'from\nthe answer'])('takes the text of the answer as %j', (document) => {
    const json = { results: [{ index: 4, relevance_score: 0.5, document }] }
    expect(read(json)).toMatchObject({ outputs: [{ source: { text: '1. 0.5 · from the answer' } }] })
  })

  it('is no success without places', () => {
    expect(read({ results: [] }).kind).toBe('failed')
    expect(read({ choices: [{ message: { content: 'hello' } }] }).kind).toBe('failed')
    expect(read({ error: { message: 'no channel' } }).kind).toBe('failed')
  })
})
