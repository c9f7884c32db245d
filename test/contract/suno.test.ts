import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/suno.json'
import { readClipId, readPermission, readUploadStatus, songUploadCalls } from '@main/gateway/families/suno-uploads'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

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
  it.each([
    [CUSTOM, '/suno/submit/music'],
    ['suno.music.inspiration', '/suno/submit/music'],
    ['suno.music.extend', '/suno/submit/music'],
    ['suno.music.persona', '/suno/submit/music'],
    ['suno.music.cover', '/suno/submit/music'],
    ['suno.music.infill', '/suno/submit/music'],
    ['suno.music.concat', '/suno/submit/music'],
    ['suno.concat', '/suno/submit/concat'],
    ['suno.lyrics', '/suno/submit/lyrics'],
    ['suno.persona.create', '/suno/persona/create/'],
    ['suno.legacy.inspiration', '/suno/generate'],
    ['suno.legacy.custom', '/suno/generate'],
    ['suno.legacy.instrumental', '/suno/generate'],
  ])('sends %s as documented', async (id, path) => {
    const { body, reasons, request } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path })
    expect(body).toEqual(all[id]?.request)
  })

  it.each([
    ['suno.music.upload-extend', 'continue_clip_id'],
    ['suno.music.upload-cover', 'cover_clip_id'],
  ])('puts the id of the uploaded song into %s', async (id, name) => {
    const example = all[id]?.request as Readonly<Record<string, unknown>>
    const { body, reasons } = await replay(id, example)
    expect(reasons).toEqual([])
    expect(body).toEqual({ ...example, [name]: 'song:song.mp3' })
  })

  it.each([
    ['suno.wav', '/suno/act/wav/a%2Fb'],
    ['suno.timing', '/suno/act/timing/a%2Fb'],
  ])('asks for %s by the id of the take', async (id, path) => {
    const { request } = await replay(id, { clip_id: 'a/b' })
    expect(request).toMatchObject({ method: 'GET', path, body: { kind: 'none' } })
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
    expect(readSubmit(CUSTOM, all[CUSTOM]?.answer)).toMatchObject({ kind: 'accepted', remote: REMOTE })
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

describe('Suno: words, files and times of a song', () => {
  it('takes lyrics as a text with their title', () => {
    const poll = all['suno.lyrics']?.poll
    expect(readPoll('suno.lyrics', poll, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'text', title: 'Winter Harbour', source: { text: '[Verse]\n...' } }],
    })
  })

  it.each([
    ['a link', { code: 'success', message: '', data: 'https://cdn1.suno.ai/a.wav' }],
    ['a named link', { wav_file_url: 'https://cdn1.suno.ai/a.wav' }],
    ['a named link in an envelope', { code: 'success', data: { wav_file_url: 'https://cdn1.suno.ai/a.wav' } }],
  ])('finds a lossless file behind %s', (_name, json) => {
    expect(readSubmit('suno.wav', json)).toEqual({
      kind: 'completed',
      outputs: [{ media: 'audio', source: { kind: 'url', url: 'https://cdn1.suno.ai/a.wav' } }],
    })
  })

  it('takes a lossless file that comes as bytes', () => {
    const bytes = new TextEncoder().encode('RIFF')
    const answer = { status: 200, headers: {}, contentType: 'audio/wav', bytes, json: undefined }
    const operation = operationOf('suno.wav')
    expect(adapterOf('suno').readSubmit(answer, operation, '')).toEqual({
      kind: 'completed',
      outputs: [{ media: 'audio', source: { kind: 'bytes', bytes }, mimeHint: 'audio/wav' }],
    })
    const page = { ...answer, contentType: 'text/html' }
    expect(adapterOf('suno').readSubmit(page, operation, '')).toMatchObject({ kind: 'failed' })
  })

  it('follows a lossless file that becomes a task', () => {
    const reading = readSubmit('suno.wav', { code: 'success', message: '', data: 'task-7' })
    if (reading.kind !== 'accepted') throw new Error(reading.kind)
    expect(reading.remote.id).toBe('task-7')
    const done = { code: 'success', data: { task_id: 'task-7', status: 'SUCCESS', data: 'https://cdn1.suno.ai/a.wav' } }
    expect(readPoll('suno.wav', done, reading.remote)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'audio', source: { url: 'https://cdn1.suno.ai/a.wav' } }],
    })
  })

  it('writes timed words as LRC, with or without an envelope', () => {
    const { answer } = examples['suno.timing']
    const outputs = [{ media: 'text', source: { kind: 'text', text: TIMED }, mimeHint: 'text/plain' }]
    expect(readSubmit('suno.timing', answer)).toEqual({ kind: 'completed', outputs })
    expect(readSubmit('suno.timing', { code: 'success', data: answer })).toEqual({ kind: 'completed', outputs })
  })

  it('says that a piece without vocals has no words, and that an unknown take is unknown', () => {
    expect(readSubmit('suno.timing', { aligned_words: [] })).toMatchObject({
      kind: 'failed',
      failure: { code: 'bad-parameter' },
    })
    expect(readSubmit('suno.timing', { code: 'task_not_exist', message: 'task_not_exist', data: null })).toMatchObject({
      kind: 'failed',
    })
  })
})

const TIMED = '[00:01.31]<00:01.31>[Verse] <00:01.71>\n[00:01.31]<00:01.31>Snow <00:01.71>'

describe('Suno: what can be made of a take', () => {
  const readFollowUps = (operation: string) => {
    const reading = readPoll(CUSTOM, song({ data: [firstClip, secondClip] }), { ...REMOTE, context: { operation } })
    return reading.kind === 'completed' ? (reading.followUps ?? []) : []
  }

  it('offers it for each take, with the ids of that take', () => {
    const followUps = readFollowUps(CUSTOM)
    expect(followUps.map(({ outputOrdinal }) => outputOrdinal)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    const [first] = followUps
    expect(first).toMatchObject({
      operationId: 'suno.music.extend',
      params: { continue_clip_id: firstClip?.id, task_id: REMOTE.id, continue_at: 182.4, title: 'Harbour Snow' },
      settled: ['continue_clip_id', 'task_id'],
    })
    for (const { operationId, params } of followUps) {
      const keys = new Set<string>(operationOf(operationId).fields.map(({ key }) => key))
      expect(Object.keys(params).filter((key) => !keys.has(key))).toEqual([])
    }
  })

  it.each([
    ['suno.music.extend', false],
    ['suno.music.infill', true],
  ])('joins the result of %s with its song', (operation, isInfill) => {
    expect(readFollowUps(operation)[0]).toMatchObject({
      operationId: 'suno.concat',
      params: { clip_id: firstClip?.id, is_infill: isInfill },
    })
  })
})

describe('Suno: taking over a song', () => {
  it('sends each step as documented', () => {
    const bodyOf = (request: { readonly body: unknown }) => request.body
    expect(songUploadCalls.permit('mp3')).toMatchObject({ method: 'POST', path: '/suno/uploads/audio' })
    expect(bodyOf(songUploadCalls.permit('mp3'))).toEqual({
      kind: 'json',
      value: all['suno.upload.authorize']?.request,
    })
    const report = songUploadCalls.report('a', 'my_audio.mp3')
    expect(report).toMatchObject({ method: 'POST', path: '/suno/uploads/audio/a/upload-finish' })
    expect(bodyOf(report)).toEqual({ kind: 'json', value: all['suno.upload.finish']?.request })
    expect(songUploadCalls.status('a')).toMatchObject({ method: 'GET', path: '/suno/uploads/audio/a' })
    expect(songUploadCalls.initialise('a')).toMatchObject({
      path: '/suno/uploads/audio/a/initialize-clip',
      body: { kind: 'json', value: {} },
    })
  })

  it('reads each answer, with or without an envelope', () => {
    const bare = examples['suno.upload.authorize'].answer
    for (const json of [bare, { code: 'success', data: bare }]) {
      const permission = readPermission(answerOf(json))
      expect(permission).toMatchObject({ id: bare.id, form: { url: bare.url } })
      expect(permission.form.fields.map(([name]) => name)).toEqual(Object.keys(bare.fields))
    }
    expect(readClipId(answerOf(examples['suno.upload.initialize_clip'].answer))).toBe(
      examples['suno.upload.initialize_clip'].answer.clip_id,
    )
    expect(readUploadStatus(answerOf(examples['suno.upload.status'].answer))).toBe(true)
    expect(readUploadStatus(answerOf({ status: 'completed' }))).toBe(true)
    expect(readUploadStatus(answerOf({ status: 'processing', error_message: null }))).toBe(false)
  })

  it('says why a song is not taken, and that nothing was charged', () => {
    const refused = () => readUploadStatus(answerOf({ status: 'error', error_message: 'too short' }))
    expect(refused).toThrow(/too short.*Nothing was charged/)
    expect(() => readPermission(answerOf({ code: 'invalid_request', message: 'no upload here' }))).toThrow(/no upload/)
    expect(() => readClipId(answerOf({}))).toThrow(/no song/)
  })

  it('keeps a singer that was made', () => {
    expect(readSubmit('suno.persona.create', all['suno.persona.create']?.answer)).toEqual({
      kind: 'completed',
      outputs: [],
      items: [{ kind: 'suno-persona', remoteId: '<persona_id>', name: 'My singer' }],
    })
  })
})

describe('Suno: the older protocol', () => {
  const LEGACY = 'suno.legacy.custom'
  const REMOTES = { id: 'a,b/c' }

  it('asks for both takes by their own ids', () => {
    const reading = readSubmit(LEGACY, all[LEGACY]?.answer)
    expect(reading).toMatchObject({ kind: 'accepted', remote: { id: '<clip id 1>,<clip id 2>' } })
    expect(adapterOf('suno-feed').pollOne?.request(REMOTES)).toMatchObject({ path: '/suno/feed/a,b%2Fc' })
  })

  it.each([
    ['a list', (clips: readonly unknown[]): unknown => clips],
    ['a wrapped list', (clips: readonly unknown[]): unknown => ({ clips })],
  ])('reads %s of takes', (_name, wrap) => {
    const done = [firstClip, secondClip]
    expect(readPoll(LEGACY, wrap(done), REMOTES)).toMatchObject({ kind: 'completed', outputs: [{}, {}] })
    const half = [firstClip, { ...secondClip, status: 'queued', audio_url: '' }]
    expect(readPoll(LEGACY, wrap(half), REMOTES)).toMatchObject({ kind: 'pending', isStatusKnown: true })
    const strange = [firstClip, { ...secondClip, status: 'humming' }]
    expect(readPoll(LEGACY, wrap(strange), REMOTES)).toMatchObject({ kind: 'pending', isStatusKnown: false })
    const broken = [{ id: 'x', status: 'error', metadata: { error_message: 'lyrics refused' } }]
    expect(readPoll(LEGACY, wrap(broken), REMOTES)).toMatchObject({ kind: 'failed' })
    expect(readPoll(LEGACY, wrap([]), REMOTES)).toEqual({ kind: 'missing' })
  })
})
