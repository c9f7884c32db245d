import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/video-unified.json'
import { type Examples, readPoll, readSubmit, replay } from './replay'

const all: Examples = examples
const GROK = 'grok.video.create'
const CREATES = Object.keys(all).filter((id) => !id.endsWith('.query'))
const REMOTE = { id: 'sora-2:task_01exampleexampleexample' }
const done = examples['sora.unified.query'].poll

describe('unified video: what the studio sends', () => {
  it.each(CREATES)('sends %s as documented', async (id) => {
    const request = all[id]?.request as { readonly images: readonly string[] }
    const { body, reasons, request: sent } = await replay(id, request)
    expect(reasons).toEqual([])
    expect(sent).toMatchObject({ method: 'POST', path: '/v1/video/create' })
    const images = request.images.map((_, index) => `data-uri:images-${index}.png`)
    expect(body).toEqual({ ...request, images })
  })

  it('polls with the whole id, colon included', () => {
    expect(adapterOf('video-unified').pollOne?.request(REMOTE)).toMatchObject({
      method: 'GET',
      path: '/v1/video/query',
      query: { id: REMOTE.id },
    })
  })
})

describe('unified video: what the studio makes of answers', () => {
  it.each(CREATES)('keeps the id of %s', (id) => {
    const answer = all[id]?.answer as { readonly id: string }
    expect(readSubmit(id, answer)).toEqual({ kind: 'accepted', remote: { id: answer.id } })
  })

  it.each(CREATES)('finds the clip of %s', (id) => {
    const poll = all[id]?.poll as { readonly video_url: string }
    expect(readPoll(id, poll, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'video', source: { kind: 'url', url: poll.video_url } }],
    })
  })

  it('finds the clip where only the detail has it', () => {
    expect(readPoll(GROK, { ...done, video_url: null }, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ source: { url: done.detail.url } }],
    })
  })

  it('reads progress from where Sora hides it', () => {
    expect(readPoll('sora.unified.sora2', examples['sora.unified.query'].answer, REMOTE)).toEqual({
      kind: 'pending',
      status: 'pending',
      progress: 0.93,
      isStatusKnown: true,
    })
  })

  it.each([
    ['image_downloading', true],
    ['VIDEO_UPSAMPLING', true],
    ['meditating', false],
  ])('keeps waiting at “%s”', (status, isStatusKnown) => {
    expect(readPoll(GROK, { id: 'x', status, progress: 40 }, REMOTE)).toEqual({
      kind: 'pending',
      status,
      progress: 0.4,
      isStatusKnown,
    })
  })

  it.each([
    [{ status: 'failed', error: 'prompt rejected' }, 'prompt rejected'],
    [{ status: 'error', error: { code: 'x', message: 'too busy' } }, 'too busy'],
    [{ status: 'failed', error_message: 'bad picture' }, 'bad picture'],
    [{ status: 'failed', detail: { pending_info: { failure_reason: 'real person' } } }, 'real person'],
    [{ status: 'video_upsampling_failed', message: 'upsampler' }, 'upsampler'],
  ])('reads the reason of a failure: %j', (json, words) => {
    const reading = readPoll(GROK, json, REMOTE)
    expect(reading.kind === 'failed' && reading.failure.message).toContain(words)
  })

  it('does not call a completed task without a clip a success', () => {
    expect(readPoll(GROK, { id: 'x', status: 'completed', video_url: null }, REMOTE)).toMatchObject({ kind: 'failed' })
  })

  it('takes an error inside an accepted submit as a failure', () => {
    expect(readSubmit(GROK, { error: { message: 'boom' } })).toMatchObject({ kind: 'failed' })
    expect(readSubmit(GROK, { id: 'grok:1', status: 'failed', error: 'no' })).toMatchObject({ kind: 'failed' })
  })

  it('knows an unknown id, and does not end a task over an error that is not about it', () => {
    expect(readPoll(GROK, { error: { message: 'task_not_exist' } }, REMOTE, 404)).toEqual({ kind: 'missing' })
    expect(readPoll(GROK, { error: { message: 'database is busy' } }, REMOTE)).toMatchObject({ kind: 'pending' })
  })
})
