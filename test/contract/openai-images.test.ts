import { describe, expect, it } from 'vitest'
import examples from '../fixtures/api/openai-images.json'
import { type Examples, readSubmit, replay } from './replay'

const all: Examples = examples
const ids = Object.keys(all)
const FORMS = ids.filter((id) => /\.(edit|mask)$/.test(id))

describe('pictures in OpenAI form: what the studio sends', () => {
  it.each(ids.filter((id) => !FORMS.includes(id) && id !== 'openai-images.qwen-image-edit-2509'))(
    'sends %s as documented',
    async (id) => {
      const replayed = await replay(id, all[id]?.request)
      expect(replayed.reasons).toEqual([])
      expect(replayed.request).toMatchObject({ method: 'POST', path: '/v1/images/generations' })
      expect(replayed.body).toEqual(all[id]?.request)
    },
  )

  it.each(FORMS)('sends %s as a form with its files', async (id) => {
    const replayed = await replay(id, all[id]?.request)
    expect(replayed.reasons).toEqual([])
    expect(replayed.request).toMatchObject({ method: 'POST', path: '/v1/images/edits' })
    expect({ form: replayed.body }).toEqual(all[id]?.request)
  })

  it('sends masks of GPT image with transparent pixels where the picture changes', async () => {
    const { polarities } = await replay(
      'openai-images.gpt-image-1.mask',
      all['openai-images.gpt-image-1.mask']?.request,
    )
    expect(polarities).toEqual(['alpha-zero-edits'])
  })

  it('edits with Qwen through the path of creation, as JSON', async () => {
    const id = 'openai-images.qwen-image-edit-2509'
    const { body, request } = await replay(id, all[id]?.request)
    expect(request.path).toBe('/v1/images/generations')
    expect(body).toEqual({ ...(all[id]?.request as object), image: 'data-uri:image-0.png' })
  })
})

describe('pictures in OpenAI form: what the studio makes of answers', () => {
  it('takes base64 beside an empty link', () => {
    expect(readSubmit('openai-images.gpt-image-1.generate', all['openai-images.gpt-image-1.generate']?.answer)).toEqual(
      {
        kind: 'completed',
        outputs: [
          { media: 'image', source: { kind: 'base64', base64: 'iVBORw0KGgoAAAANSUhEUg...' }, mimeHint: 'image/png' },
        ],
        usage: { inputTokens: 13, outputTokens: 6240 },
      },
    )
  })

  it('takes a link beside empty base64', () => {
    expect(readSubmit('openai-images.qwen-image-max', all['openai-images.qwen-image-max']?.answer)).toEqual({
      kind: 'completed',
      outputs: [
        { media: 'image', source: { kind: 'url', url: 'https://dashscope-result-bj.oss-cn-beijing.aliyuncs.com/...' } },
      ],
    })
  })

  it.each(ids)('finds the picture in the answer to %s', (id) => {
    const reading = readSubmit(id, all[id]?.answer)
    expect(reading.kind === 'completed' && reading.outputs.length).toBe(1)
  })

  it.each([
    ['an empty list', { created: 1, data: [] }, 'refused-content'],
    ['entries without a picture', { created: 1, data: [{ url: '', b64_json: '' }] }, 'refused-content'],
    ['the words of a chat answer', { choices: [{ message: { content: 'I cannot draw that.' } }] }, 'refused-content'],
    ['an error inside a 200', { error: { message: 'boom', type: 'upstream_error', code: null } }, 'gateway-fault'],
    ['a moderation error', { error: { message: 'no', code: 'content_policy_violation' } }, 'refused-content'],
    ['no JSON', undefined, 'gateway-fault'],
  ])('calls %s a failure', (_, json, code) => {
    const reading = readSubmit('openai-images.gpt-image-1.5.generate', json)
    expect(reading).toMatchObject({ kind: 'failed', failure: { code } })
  })

  it('passes on what the model said instead of a picture', () => {
    const reading = readSubmit('openai-images.flux.generate', {
      choices: [{ message: { content: 'I cannot draw that.' } }],
    })
    expect(reading.kind === 'failed' && reading.failure.message).toContain('I cannot draw that.')
  })
})
