import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/kling.json'
import { answerOf, operationOf, readPoll, readSubmit, replay } from './replay'

const TEXT = 'kling.text2video'
const IMAGE = 'kling.image2video'
const REMOTE = { id: '825406034503692376', context: { path: '/kling/v1/videos/image2video' } }
const native = examples[TEXT].poll
const video = { media: 'video', source: { kind: 'url', url: 'https://v16-kling-fdl.klingai.com/x.mp4' } }

/** The gateway's own envelope around Kling's answer. */
function wrapped(status: string, inner: unknown, more: object = {}): unknown {
  return {
    code: 'success',
    message: '',
    data: { task_id: REMOTE.id, action: 'x', status, fail_reason: '', data: inner, ...more },
  }
}

describe('Kling: what the studio sends', () => {
  it('sends text to video as documented, empty texts left out', async () => {
    const { body, reasons, request } = await replay(TEXT, examples[TEXT].request)
    const { negative_prompt: empty, ...expected } = examples[TEXT].request
    expect(empty).toBe('')
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/kling/v1/videos/text2video' })
    expect(body).toEqual(expected)
  })

  it('sends the first frame as base64 without a prefix', async () => {
    const { body, reasons, request } = await replay(IMAGE, examples[IMAGE].request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/kling/v1/videos/image2video' })
    expect(body).toEqual({ ...examples[IMAGE].request, image: 'base64:image-0.png' })
  })

  it('polls at the path of creation', () => {
    const reading = readSubmit(IMAGE, examples[IMAGE].answer)
    expect(reading).toMatchObject({ kind: 'accepted', remote: REMOTE })
    expect(adapterOf('kling').pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: '/kling/v1/videos/image2video/825406034503692376',
    })
  })
})

describe('Kling: what the studio makes of answers', () => {
  it.each([
    ['text', { code: 0, data: '825406034503692376' }],
    ['the top', { code: 0, task_id: '825406034503692376' }],
    ['two levels', { code: 'success', data: { data: { task_id: '825406034503692376' } } }],
  ])('finds the task id in %s', (_, json) => {
    expect(readSubmit(IMAGE, json)).toMatchObject({ kind: 'accepted', remote: REMOTE })
  })

  it('keeps all digits of an id that comes as a number', () => {
    const json = '{"code":0,"data":{"task_id":825406034503692376}}'
    const answer = { ...answerOf(JSON.parse(json)), bytes: new TextEncoder().encode(json) }
    expect(adapterOf('kling').readSubmit(answer, operationOf(IMAGE), 'kling-v1')).toMatchObject({
      kind: 'accepted',
      remote: REMOTE,
    })
  })

  it('takes a code inside a 200 as a refusal', () => {
    expect(readSubmit(TEXT, { code: 1301, message: 'risk control' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content' },
    })
    expect(readSubmit(TEXT, { code: 1201, message: 'duration value is invalid' })).toMatchObject({ kind: 'failed' })
  })

  it.each([
    ['Kling itself', native],
    ["the gateway's envelope", wrapped('SUCCESS', native)],
    ["the gateway's envelope without Kling's own", wrapped('SUCCESS', native.data)],
    ['a link in the place of the reason', wrapped('SUCCESS', null, { fail_reason: video.source.url })],
  ])('finds the clip in an answer of %s', (_, json) => {
    expect(readPoll(TEXT, json, REMOTE)).toMatchObject({ kind: 'completed', outputs: [video] })
  })

  it.each([
    [{ code: 0, data: { task_status: 'submitted' } }, 'submitted', null, true],
    [{ code: 0, data: { task_status: 'processing' } }, 'processing', null, true],
    [
      wrapped('IN_PROGRESS', { code: 0, data: { task_status: 'processing' } }, { progress: '50%' }),
      'processing',
      0.5,
      true,
    ],
    [wrapped('QUEUED', null, { progress: '0%' }), 'QUEUED', 0, true],
    [{ code: 0, data: { task_status: 'succeeding' } }, 'succeeding', null, false],
  ])('keeps waiting: %j', (json, status, progress, isStatusKnown) => {
    expect(readPoll(TEXT, json, REMOTE)).toEqual({ kind: 'pending', status, progress, isStatusKnown })
  })

  it.each([
    [{ code: 0, message: 'SUCCEED', data: { task_status: 'failed', task_status_msg: 'risk control' } }],
    [wrapped('FAILURE', null, { fail_reason: 'risk control' })],
    [wrapped('FAILURE', { code: 0, data: { task_status: 'processing' } }, { fail_reason: 'risk control' })],
  ])('reads the reason of a failure: %j', (json) => {
    const reading = readPoll(TEXT, json, REMOTE)
    expect(reading.kind === 'failed' && reading.failure.message).toContain('risk control')
  })

  it('does not call a success without a clip a success', () => {
    expect(
      readPoll(TEXT, { code: 0, data: { task_status: 'succeed', task_result: { videos: [] } } }, REMOTE),
    ).toMatchObject({
      kind: 'failed',
    })
  })
})
