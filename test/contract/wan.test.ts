import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/wan.json'
import { readPoll, readSubmit, replay } from './replay'

const WAN = 'wan.generate'
const { request: example, answer, poll: done } = examples[WAN]
const REMOTE = { id: answer.output.task_id }

function task(task_status: string, more: object = {}): object {
  return { request_id: 'x', output: { task_id: REMOTE.id, task_status, ...more } }
}

describe('Wan: what the studio sends', () => {
  it('sends the documented body, parts inside parts', async () => {
    const { body, reasons, request } = await replay(WAN, example)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({
      method: 'POST',
      path: '/alibailian/api/v1/services/aigc/video-generation/video-synthesis',
    })
    expect(body).toEqual({ ...example, input: { ...example.input, img_url: 'data-uri:img_url-0.png' } })
  })

  it('sends every field of the newest model under its documented name', async () => {
    const input = { ...example.input, negative_prompt: 'fog', audio_url: 'https://example.com/a.mp3' }
    const parameters = {
      resolution: '720P',
      duration: 15,
      audio: false,
      prompt_extend: true,
      shot_type: 'multi',
      seed: 3,
      watermark: false,
    }
    const { body, reasons } = await replay(WAN, { model: 'wan2.6-i2v', input, parameters })
    expect(reasons).toEqual([])
    expect(body).toEqual({ model: 'wan2.6-i2v', input: { ...input, img_url: 'data-uri:img_url-0.png' }, parameters })
  })

  it('keeps each model within its own limits', async () => {
    const older = {
      ...example,
      model: 'wan2.2-i2v-plus',
      parameters: { resolution: '720P', duration: 10, audio: true },
    }
    const { reasons, body } = await replay(WAN, older)
    expect(reasons).toEqual(
      expect.arrayContaining(['Wan 2.2 Plus makes 480P and 1080P.', 'This model makes five seconds.']),
    )
    expect(body).not.toHaveProperty('parameters.audio')
  })

  it('polls by the id', () => {
    expect(adapterOf('wan').pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: `/alibailian/api/v1/tasks/${REMOTE.id}`,
    })
  })
})

describe('Wan: what the studio makes of answers', () => {
  it('keeps the id and finds the clip', () => {
    expect(readSubmit(WAN, answer)).toEqual({ kind: 'accepted', remote: REMOTE })
    expect(readPoll(WAN, done, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'video', source: { kind: 'url', url: done.output.video_url } }],
    })
  })

  it.each([
    ['PENDING', true],
    ['SUSPENDED', true],
    ['RUNNING', true],
    ['RESTING', false],
  ])('keeps waiting at “%s”', (status, isStatusKnown) => {
    expect(readPoll(WAN, task(status), REMOTE)).toEqual({ kind: 'pending', status, progress: null, isStatusKnown })
  })

  it('reads the end without a clip', () => {
    const refused = task('FAILED', { code: 'DataInspectionFailed', message: 'Input data may be inappropriate' })
    expect(readPoll(WAN, refused, REMOTE)).toMatchObject({ kind: 'failed', failure: { code: 'refused-content' } })
    const broken = readPoll(WAN, task('FAILED', { code: 'InternalError', message: 'algo broke' }), REMOTE)
    expect(broken.kind === 'failed' && broken.failure.message).toContain('algo broke')
    expect(readPoll(WAN, task('CANCELED'), REMOTE)).toMatchObject({ failure: { code: 'canceled' } })
    expect(readPoll(WAN, task('UNKNOWN'), REMOTE)).toMatchObject({ kind: 'failed' })
    expect(readPoll(WAN, task('SUCCEEDED'), REMOTE)).toMatchObject({ kind: 'failed' })
    expect(readPoll(WAN, { code: 'task_not_exist' }, REMOTE, 404)).toEqual({ kind: 'missing' })
  })

  it('takes an error in an accepted submit as a failure, with its words', () => {
    const reading = readSubmit(WAN, { code: 'InvalidParameter', message: 'url error', request_id: 'x' })
    expect(reading.kind === 'failed' && reading.failure.message).toContain('url error')
  })
})
