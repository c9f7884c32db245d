import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/minimax-hailuo.json'
import { answerOf, readPoll, readSubmit, replay } from './replay'

const HAILUO = 'hailuo.first_last'
const { request: example, answer, poll: done } = examples[HAILUO]
const REMOTE = { id: answer.task_id }
const { pollOne } = adapterOf('minimax-hailuo')
const { download_url: link, ...nameless } = done.data.data.file
const withoutLink = {
  ...done,
  data: { ...done.data, data: { ...done.data.data, file: { ...nameless, backup_download_url: '' } } },
}

describe('Hailuo: what the studio sends', () => {
  it('sends a first and a last frame as documented', async () => {
    const { body, reasons, request } = await replay(HAILUO, example)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/minimax/v1/video_generation' })
    expect(body).toEqual({
      ...example,
      first_frame_image: 'data-uri:first_frame_image-0.png',
      last_frame_image: 'data-uri:last_frame_image-0.png',
    })
  })

  it('keeps apart what does not go together', async () => {
    expect((await replay(HAILUO, { ...example, duration: 10 })).reasons).toEqual(['1080P clips are six seconds long.'])
    expect((await replay(HAILUO, { ...example, resolution: '512P' })).reasons).toEqual([
      '512P does not go together with a last frame.',
    ])
    const newer = await replay(HAILUO, { ...example, model: 'MiniMax-Hailuo-2.3' })
    expect(newer.body).not.toHaveProperty('last_frame_image')
  })

  it('asks for the task, and for the file only where the link is missing', () => {
    expect(pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: '/minimax/v1/query/video_generation',
      query: { task_id: answer.task_id },
    })
    expect(pollOne?.follow?.(answerOf(done))).toBeNull()
    expect(pollOne?.follow?.(answerOf(examples['hailuo.query'].answer))).toBeNull()
    expect(pollOne?.follow?.(answerOf(withoutLink))).toMatchObject({
      path: '/minimax/v1/files/retrieve',
      query: { file_id: done.data.data.file_id },
    })
  })
})

describe('Hailuo: what the studio makes of answers', () => {
  it.each([answer, { code: 0, data: { task_id: answer.task_id } }])('keeps the id: %j', (json) => {
    expect(readSubmit(HAILUO, json)).toEqual({ kind: 'accepted', remote: { id: answer.task_id } })
  })

  it('finds the clip in the record, in the plain answer and in the file', () => {
    const plain = { ...done.data.data, status: 'Success' }
    for (const json of [done, plain, examples['hailuo.file'].answer]) {
      expect(readPoll(HAILUO, json, REMOTE)).toMatchObject({
        kind: 'completed',
        outputs: [{ media: 'video', source: { kind: 'url' } }],
      })
    }
    expect(readPoll(HAILUO, done, REMOTE)).toMatchObject({ outputs: [{ source: { url: link } }] })
    expect(readPoll(HAILUO, withoutLink, REMOTE)).toMatchObject({ kind: 'failed' })
  })

  it('reads progress', () => {
    expect(readPoll(HAILUO, examples['hailuo.query'].answer, REMOTE)).toEqual({
      kind: 'pending',
      status: 'IN_PROGRESS',
      progress: 0.3,
      isStatusKnown: true,
    })
    expect(readPoll(HAILUO, { status: 'Queueing' }, REMOTE)).toMatchObject({ isStatusKnown: true })
    expect(readPoll(HAILUO, { status: 'Dozing' }, REMOTE)).toMatchObject({ isStatusKnown: false })
  })

  it.each([
    [1002, 'rate-limited'],
    [1026, 'refused-content'],
    [2013, 'bad-parameter'],
    [1008, 'gateway-fault'],
  ])('takes %i in an accepted submit as a refusal that costs nothing', (status_code, code) => {
    const json = { task_id: '', base_resp: { status_code, status_msg: 'said so' } }
    expect(readSubmit(HAILUO, json)).toMatchObject({ kind: 'failed', failure: { code, charge: 'not-charged' } })
  })

  it('reads the reason of a failure', () => {
    const failed = readPoll(HAILUO, { data: { status: 'FAILURE', fail_reason: 'out of memory' } }, REMOTE)
    expect(failed.kind === 'failed' && failed.failure.message).toContain('out of memory')
    const sensitive = {
      data: { status: 'FAILURE', data: { base_resp: { status_code: 1027, status_msg: 'sensitive' } } },
    }
    expect(readPoll(HAILUO, sensitive, REMOTE)).toMatchObject({ failure: { code: 'refused-content' } })
    expect(readPoll(HAILUO, { code: 'task_not_exist' }, REMOTE, 404)).toEqual({ kind: 'missing' })
  })
})
