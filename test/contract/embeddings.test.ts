import { expect, it } from 'vitest'
import examples from '../fixtures/api/embeddings.json'
import { readSubmit, replay } from './replay'

const EMBED = 'openai.embeddings'

it('an embedding is asked for as documented', async () => {
  const { body, reasons, request } = await replay(EMBED, examples[EMBED].request)
  expect(reasons).toEqual([])
  expect(request).toMatchObject({ method: 'POST', path: '/v1/embeddings' })
  expect(body).toEqual(examples[EMBED].request)
})

it('its vector is kept as JSON, its tokens are counted', () => {
  expect(readSubmit(EMBED, examples[EMBED].answer)).toEqual({
    kind: 'completed',
    outputs: [
      {
        media: 'text',
        source: {
          kind: 'text',
          text: '[{"object":"embedding","index":0,"embedding":[0.0023,-0.0093]}]',
        },
        mimeHint: 'application/json',
      },
    ],
    usage: { inputTokens: 5, outputTokens: 0 },
  })
})

it.each([
  [{ data: [] }],
  [{ data: [{ index: 0, embedding: 'AAAA' }] }],
  [{ error: { message: 'no such model' } }],
  [[]],
])('%j is no vector', (answer) => {
  expect(readSubmit(EMBED, answer)).toMatchObject({ kind: 'failed' })
})
