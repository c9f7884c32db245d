import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/suno.json'
import { answerOf, type Examples, readPoll, readSubmit, replay } from './replay'

const all: Examples = examples
const CUSTOM = 'suno.music.custom'
const REMOTE = { id: '736a6f88-bd29-4b1e-b110-37132a5325ac' }
const fetched = examples['suno.fetch'].answer
const [firstClip] = fetched.data.data
const secondClip = { ...firstClip, id: 'b', title: 'Harbour Snow', audio_url: 'https://cdn1.suno.ai/b.mp3' }

function song(change: object): unknown {
  return { code: 'success', message: '', data: { ...fetched.data, ...change } }
}

describe('Suno: what the studio sends', () => {
  it.each([CUSTOM, 'suno.music.inspiration'])('sends %s as documented', async (id) => {
    const { body, reasons, request } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/suno/submit/music' })
    expect(body).toEqual(all[id]?.request)
  })

  it('polls one and many', () => {
    const { pollOne, pollBatch } = adapterOf('suno')
    expect(pollOne?.request(REMOTE)).toMatchObject({ method: 'GET', path: `/suno/fetch/${REMOTE.id}` })
    expect(pollBatch?.request([REMOTE, { id: 'b' }])).toMatchObject({
      method: 'POST',
      path: '/suno/fetch',
      body: { kind: 'json', value: { ids: [REMOTE.id, 'b'] } },
    })
  })
})

describe('Suno: what the studio makes of answers', () => {
  it('keeps the task id', () => {
    expect(readSubmit(CUSTOM, all[CUSTOM]?.answer)).toEqual({ kind: 'accepted', remote: REMOTE })
  })

  it('takes another code inside a 200 as a failure', () => {
    expect(readSubmit(CUSTOM, { code: 'invalid_request', message: 'prompt_empty', data: null })).toMatchObject({
      kind: 'failed',
    })
  })

  it('takes both clips, with their titles', () => {
    expect(readPoll(CUSTOM, song({ data: [firstClip, secondClip] }), REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [
        { media: 'audio', title: 'Harbour Snow', source: { url: firstClip?.audio_url } },
        { media: 'audio', title: 'Harbour Snow', source: { url: secondClip.audio_url } },
      ],
    })
  })

  it('reads the documented answer, also without its envelope', () => {
    expect(readPoll(CUSTOM, fetched, REMOTE)).toMatchObject({ kind: 'completed' })
    expect(readPoll(CUSTOM, fetched.data, REMOTE)).toMatchObject({ kind: 'completed' })
  })

  it('waits for clips that only stream so far', () => {
    const streaming = { ...firstClip, status: 'streaming', audio_url: 'https://audiopipe.suno.ai/?item_id=a' }
    expect(readPoll(CUSTOM, song({ data: [streaming, secondClip] }), REMOTE)).toMatchObject({ kind: 'pending' })
  })

  it.each([
    ['IN_PROGRESS', '45%', 0.45, true],
    ['QUEUED', '0%', 0, true],
    ['HUMMING', '', null, false],
  ])('keeps waiting at “%s”', (status, progress, expected, isStatusKnown) => {
    expect(readPoll(CUSTOM, song({ status, progress }), REMOTE)).toEqual({
      kind: 'pending',
      status,
      progress: expected,
      isStatusKnown,
    })
  })

  it('keeps the clip that worked and names the reason where none did', () => {
    const broken = { id: 'x', status: 'error', metadata: { error_message: 'lyrics refused' } }
    expect(readPoll(CUSTOM, song({ data: [broken, secondClip] }), REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ source: { url: secondClip.audio_url } }],
    })
    const none = readPoll(CUSTOM, song({ data: [broken] }), REMOTE)
    expect(none.kind === 'failed' && none.failure.message).toContain('lyrics refused')
  })

  it.each(['fail_reason', 'failReason'])('reads the reason of a failure from %s', (name) => {
    const reading = readPoll(CUSTOM, song({ status: 'FAILURE', fail_reason: '', [name]: 'too long' }), REMOTE)
    expect(reading.kind === 'failed' && reading.failure.message).toContain('too long')
  })

  it('knows an unknown id', () => {
    expect(readPoll(CUSTOM, { code: 'task_not_exist', message: 'task_not_exist', data: null }, REMOTE, 400)).toEqual({
      kind: 'missing',
    })
  })

  it('reads a batch by task id and leaves out what the answer leaves out', () => {
    const batch = adapterOf('suno').pollBatch
    const readings = batch?.read(answerOf(examples['suno.fetch.batch'].answer), [REMOTE, { id: 'gone' }])
    expect([...(readings?.entries() ?? [])].map(([id, { kind }]) => [id, kind])).toEqual([[REMOTE.id, 'completed']])
  })
})
