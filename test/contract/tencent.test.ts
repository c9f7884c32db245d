import { describe, expect, it } from 'vitest'
import { reasonsNotReady } from '@shared/catalog/projections/readiness'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import image from '../fixtures/api/tencent-aigc-image.json'
import video from '../fixtures/api/tencent-aigc-video.json'
import { type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const all: Examples = { ...image, ...video }
const ids = Object.keys(all)
const IMAGE = 'tencent-aigc-image.create'
const VIDEO = 'tencent.aigc_video.create'
const REMOTE = { id: '251007502-AigcImageTask-1t' }
const PATHS: Readonly<Record<string, string>> = {
  [IMAGE]: '/tencent-vod/v1/aigc-image',
  [VIDEO]: '/tencent-vod/v1/aigc-video',
}

function imageTask(change: object, status = 'FINISH'): object {
  return { Response: { Status: status, AigcImageTask: { Status: status, ErrCode: 0, Message: '', ...change } } }
}

const files = { Output: { FileInfos: [{ FileUrl: 'http://files.example/a.png' }] } }

describe('Tencent: what the studio sends', () => {
  it.each(ids)('sends %s as documented', async (id) => {
    const { body, reasons, request } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: PATHS[id] })
    expect(body).toEqual(all[id]?.request)
  })

  it('names engine and version apart, also those of tomorrow', () => {
    const known = buildWireRequest(operationOf(VIDEO), 'aigc-video-kling-3.0-omni', { prompt: 'x' })
    expect(known.body).toEqual({ prompt: 'x', model_name: 'Kling', model_version: '3.0-Omni' })
    const typed = buildWireRequest(operationOf(IMAGE), 'GG', { prompt: 'x', model_version: '3.1' })
    expect(typed.body).toEqual({ prompt: 'x', model_name: 'GG', model_version: '3.1' })
  })

  it.each([
    ['aigc-video-kling-2.1', { duration: 6 }, 'Kling makes 5 or 10 seconds.'],
    ['aigc-video-hailuo-02', { duration: 5 }, 'Hailuo makes 6 or 10 seconds.'],
    ['aigc-video-hailuo-02', { resolution: '720P' }, 'Hailuo knows 768P and 1080P.'],
    ['aigc-video-kling-2.1', { last_frame_url: 'https://files.example/a.png', resolution: '720P' }, 'needs 1080P'],
  ])('says what %s does not take: %j', (model, params, words) => {
    const reasons = reasonsNotReady(operationOf(VIDEO), model, { prompt: 'x', ...params }, new Map())
    expect(reasons.map(({ message }) => message).join(' ')).toContain(words)
  })
})

describe('Tencent: what the studio makes of answers', () => {
  it.each(ids)('keeps the id of %s, and finds its result behind a plain link', (id) => {
    const submitted = all[id]?.answer
    const { Response } = submitted as { readonly Response: { readonly TaskId: string } }
    expect(readSubmit(id, submitted)).toEqual({ kind: 'accepted', remote: { id: Response.TaskId } })
    expect(readPoll(id, all[id]?.poll, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: operationOf(id).output, source: { kind: 'url' } }],
    })
  })

  it.each([
    [{ ...files, ErrCode: 70000, Message: 'engine error' }, 'gateway-fault', 'engine error'],
    [
      { ...files, ErrCodeExt: 'InvalidParameter.VoilationContent', Message: 'not allowed' },
      'refused-content',
      'not allowed',
    ],
    [{ Output: { FileInfos: [] } }, 'refused-content', 'no result'],
    [{ Output: null }, 'refused-content', 'no result'],
  ])('counts a finished job with %j as a failure', (change, code, words) => {
    const reading = readPoll(IMAGE, imageTask(change), REMOTE)
    expect(reading).toMatchObject({
      kind: 'failed',
      failure: { code, charge: 'maybe-charged', message: expect.stringContaining(words) as string },
    })
  })

  it('waits with the progress that it is told', () => {
    expect(readPoll(IMAGE, imageTask({ Progress: 40 }, 'PROCESSING'), REMOTE)).toEqual({
      kind: 'pending',
      status: 'PROCESSING',
      progress: 0.4,
      isStatusKnown: true,
    })
    const record = { code: 'success', data: { status: 'IN_PROGRESS', progress: '45%', data: null } }
    expect(readPoll(IMAGE, record, REMOTE)).toMatchObject({ kind: 'pending', progress: 0.45, isStatusKnown: true })
  })

  it('reads the gateway’s own record, finished or failed', () => {
    const record = { code: 'success', data: { status: 'SUCCESS', data: imageTask(files) } }
    expect(readPoll(IMAGE, record, REMOTE)).toMatchObject({ kind: 'completed' })
    const failed = { code: 'success', data: { status: 'FAILURE', fail_reason: 'no capacity', data: null } }
    expect(readPoll(IMAGE, failed, REMOTE)).toMatchObject({
      failure: { message: expect.stringContaining('no capacity') as string },
    })
  })

  it.each([
    ['InvalidParameter.VoilationContent', 'refused-content'],
    ['InvalidParameterValue', 'bad-parameter'],
    ['RequestLimitExceeded', 'rate-limited'],
    ['FailedOperation', 'gateway-fault'],
  ])('takes %s at a submit for a refusal before any work', (Code, code) => {
    const json = { Response: { Error: { Code, Message: 'no' }, RequestId: 'r' } }
    expect(readSubmit(IMAGE, json)).toMatchObject({ kind: 'failed', failure: { code, charge: 'not-charged' } })
  })
})
