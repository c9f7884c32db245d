import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/luma.json'
import { answerOf, readPoll, readSubmit, replay } from './replay'

const GENERATE = 'luma.generate'
const done = examples[GENERATE].poll
const REMOTE = { id: done.id }
const batch = adapterOf('luma').pollBatch

describe('Luma: what the studio sends', () => {
  it('sends words alone as documented', async () => {
    const { body, reasons, request } = await replay(GENERATE, examples[GENERATE].request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/luma/generations' })
    expect(body).toEqual(examples[GENERATE].request)
  })

  it('sends every field under its documented name', async () => {
    const { request } = examples['luma.generate.frames']
    const { body, reasons } = await replay(GENERATE, request)
    expect(reasons).toEqual([])
    expect(body).toEqual({
      ...request,
      image_url: 'data-uri:image_url-0.png',
      image_end_url: 'data-uri:image_end_url-0.png',
    })
  })

  it('extends by the id in the path, without a model', async () => {
    const { request: example } = examples['luma.extend']
    const { body, reasons, request } = await replay('luma.extend', { ...example, task_id: done.id })
    expect(reasons).toEqual([])
    expect(request.path).toBe(`/luma/generations/${done.id}/extend`)
    expect(body).toEqual(example)
  })

  it('asks for one task and for several', () => {
    expect(adapterOf('luma').pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: `/luma/generations/${done.id}`,
    })
    expect(batch?.request([REMOTE])).toMatchObject({
      method: 'POST',
      path: '/luma/tasks',
      body: { value: examples['luma.batch'].request },
    })
  })
})

describe('Luma: what the studio makes of answers', () => {
  it.each([examples[GENERATE].answer, { data: { task_id: examples[GENERATE].answer.id } }])('keeps the id', (json) => {
    const { id } = examples[GENERATE].answer
    expect(readSubmit(GENERATE, json)).toEqual({ kind: 'accepted', remote: { id } })
  })

  it('finds the clip, and offers to go on from it', () => {
    expect(readPoll(GENERATE, done, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'video', source: { kind: 'url', url: done.video.download_url } }],
      followUps: [{ operationId: 'luma.extend', params: { task_id: done.id } }],
    })
    const rawOnly = { ...done, video: null }
    expect(readPoll(GENERATE, rawOnly, REMOTE)).toMatchObject({ outputs: [{ source: { url: done.video_raw.url } }] })
  })

  it('reads both shapes of a batch', () => {
    const wrapped = {
      code: 'success',
      message: '',
      data: [{ task_id: done.id, platform: 'luma', status: 'SUCCESS', progress: '100%', data: done }],
    }
    for (const json of [examples['luma.batch'].answer, wrapped]) {
      expect(batch?.read(answerOf(json), [REMOTE]).get(done.id)).toMatchObject({ kind: 'completed' })
    }
    const working = { data: [{ task_id: done.id, status: 'IN_PROGRESS', progress: '45%', data: null }] }
    expect(batch?.read(answerOf(working), [REMOTE, { id: 'other' }])).toEqual(
      new Map([[done.id, { kind: 'pending', status: 'IN_PROGRESS', progress: 0.45, isStatusKnown: true }]]),
    )
  })

  it.each([
    ['queued', true],
    ['dreaming', true],
    ['snoozing', false],
  ])('keeps waiting at “%s”', (state, isStatusKnown) => {
    expect(readPoll(GENERATE, { id: done.id, state, video: null }, REMOTE)).toMatchObject({
      kind: 'pending',
      status: state,
      isStatusKnown,
    })
  })

  it('reads the reason of a failure, and takes no success without a clip', () => {
    const failed = readPoll(GENERATE, { id: done.id, state: 'failed', failure_reason: 'too dark' }, REMOTE)
    expect(failed.kind === 'failed' && failed.failure.message).toContain('too dark')
    expect(readPoll(GENERATE, { id: done.id, state: 'completed', video: null }, REMOTE)).toMatchObject({
      kind: 'failed',
    })
    expect(readSubmit(GENERATE, { error: { message: 'boom' } })).toMatchObject({ kind: 'failed' })
    expect(readPoll(GENERATE, { code: 'task_not_exist' }, REMOTE, 404)).toEqual({ kind: 'missing' })
  })
})
