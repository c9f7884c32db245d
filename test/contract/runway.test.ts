import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/runway.json'
import { readPoll, readSubmit, replay } from './replay'

const ANIMATE = 'runway.image_to_video'
const { request: example, answer, poll: done } = examples[ANIMATE]
const REMOTE = { id: answer.id }

describe('Runway: what the studio sends', () => {
  it('sends a picture to animate as documented', async () => {
    const { body, reasons, request } = await replay(ANIMATE, { ...example, seed: 7, watermark: false })
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/runwayml/v1/image_to_video' })
    expect(body).toEqual({ ...example, promptImage: 'data-uri:promptImage-0.png', seed: 7, watermark: false })
  })

  it('does not let the old model take the shapes of the new one', async () => {
    const { reasons } = await replay(ANIMATE, { ...example, model: 'gen3a_turbo' })
    expect(reasons).toEqual(['Gen-3 Alpha Turbo makes 1280 × 768 and 768 × 1280 only.'])
  })

  it('knows the shapes of the new model, the one of the page’s own example included', async () => {
    expect((await replay(ANIMATE, { ...example, ratio: '1280:768' })).reasons).toEqual([])
    expect((await replay(ANIMATE, { ...example, ratio: '768:1280' })).reasons).toEqual([
      'Gen-4 Turbo does not make 768 × 1280; 720 × 1280 is near to it.',
    ])
  })

  it('polls by the id', () => {
    expect(adapterOf('runway').pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: `/runwayml/v1/tasks/${answer.id}`,
    })
  })
})

describe('Runway: what the studio makes of answers', () => {
  it.each([answer, { data: { task_id: answer.id } }])('keeps the id: %j', (json) => {
    expect(readSubmit(ANIMATE, json)).toEqual({ kind: 'accepted', remote: { id: answer.id } })
  })

  it.each([done, { id: answer.id, state: 'completed', video: { url: done.output[0] } }])(
    'finds the clip: %j',
    (json) => {
      expect(readPoll(ANIMATE, json, REMOTE)).toMatchObject({
        kind: 'completed',
        outputs: [{ media: 'video', source: { kind: 'url', url: done.output[0] } }],
      })
    },
  )

  it('reads progress as a share of one', () => {
    expect(readPoll(ANIMATE, examples['runway.task'].answer, REMOTE)).toEqual({
      kind: 'pending',
      status: 'RUNNING',
      progress: 0.275,
      isStatusKnown: true,
    })
    expect(readPoll(ANIMATE, { id: 'x', status: 'THROTTLED' }, REMOTE)).toMatchObject({ isStatusKnown: true })
    expect(readPoll(ANIMATE, { id: 'x', status: 'DAYDREAMING' }, REMOTE)).toMatchObject({ isStatusKnown: false })
  })

  it('reads the end without a clip', () => {
    const json = { id: 'x', status: 'FAILED', failure: 'An unexpected end', failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' }
    const failed = readPoll(ANIMATE, json, REMOTE)
    expect(failed.kind === 'failed' && failed.failure.message).toMatch(/An unexpected end.*INTERNAL/)
    expect(readPoll(ANIMATE, { id: 'x', status: 'CANCELLED' }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { code: 'canceled' },
    })
    expect(readPoll(ANIMATE, { id: 'x', status: 'SUCCEEDED', output: [] }, REMOTE)).toMatchObject({ kind: 'failed' })
    expect(readPoll(ANIMATE, { error: 'not found' }, REMOTE, 404)).toEqual({ kind: 'missing' })
  })
})
