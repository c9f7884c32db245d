import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFailure } from '@main/gateway/failures'
import ideogram from '../fixtures/api/ideogram.json'
import { type DemoCalls, examplesOf, openDemoCalls } from './demo-calls'
import { operationOf } from './replay'

let demo: DemoCalls

beforeAll(async () => {
  demo = await openDemoCalls()
})

afterAll(() => demo.close())

/** A body as somebody else would send it, past the catalog. */
async function refusalOf(
  path: string,
  body: unknown,
): Promise<ReturnType<typeof readFailure> & { readonly raw?: string }> {
  const answer = await fetch(`${demo.origin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.demoKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return readFailure(answer.status, Object.fromEntries(answer.headers), bytes)
}

describe('the demo gateway takes the documented bodies, with all that they set', () => {
  it.each(examplesOf(ideogram))('%s', async (id, request) => {
    const operation = operationOf(id)
    const outputs = await demo.runExample(operation, request)
    expect(outputs.length).toBeGreaterThan(0)
    expect(outputs[0]?.media).toBe(operation.output)
  })
})

describe('the demo gateway refuses what the vendors refuse, in their words', () => {
  it.each([
    ['an unknown field', '/ideogram/v1/ideogram-v3/generate', { prompt: 'x', size: '1:1' }, 'size: Extra inputs'],
    ['a missing field', '/ideogram/v1/ideogram-v3/generate', {}, 'prompt: Field required'],
    ['a wrong type', '/ideogram/v1/ideogram-v3/generate', { prompt: 'x', seed: '7' }, 'seed: Input should be'],
    [
      'two that exclude each other',
      '/ideogram/v1/ideogram-v3/generate',
      { prompt: 'x', aspect_ratio: '1x1', resolution: '1024x1024' },
      'together',
    ],
    [
      'a style of version 2 at version 1',
      '/ideogram/generate',
      { image_request: { prompt: 'x', model: 'V_1', style_type: 'ANIME' } },
      'V_1',
    ],
  ])('%s', async (_, path, body, words) => {
    const failure = await refusalOf(path, body)
    expect(failure).toMatchObject({ code: 'bad-parameter', charge: 'not-charged' })
    expect(failure.message).toContain(words)
  })

  it('a prompt that fails the safety check of Ideogram', async () => {
    const failure = await refusalOf('/ideogram/v1/ideogram-v3/generate', { prompt: 'demo:blocked' })
    expect(failure).toMatchObject({ code: 'refused-content', charge: 'not-charged', httpStatus: 422 })
  })
})
