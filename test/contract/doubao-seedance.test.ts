import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/doubao-seedance.json'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const all: Examples = examples
const CREATES = [
  'seedance.15pro',
  'seedance.text',
  'seedance.first_frame',
  'seedance.15pro_first_last',
  'seedance.lite_first_last',
  'seedance.lite_reference',
]
const NEWEST = 'seedance.15pro'
const { answer, poll: done } = examples[NEWEST]
const REMOTE = { id: answer.id }
const batch = adapterOf('doubao-seedance').pollBatch

interface Content {
  readonly type: string
  readonly role?: string
}

interface Request {
  readonly content: readonly Content[]
}

/** Texts and roles of a body, sorted: the order of the pictures and of the text beside them means nothing. */
function partsOf(body: unknown): readonly string[] {
  return (body as Request).content.map((item) => JSON.stringify({ ...item, image_url: undefined })).toSorted()
}

describe('Seedance: what the studio sends', () => {
  it.each([...CREATES, 'seedance.base64'])('sends %s as documented', async (id) => {
    const example = all[id]?.request as Request
    const { body, reasons, request } = await replay(id === 'seedance.base64' ? 'seedance.first_frame' : id, example)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: '/volc/v1/contents/generations/tasks' })
    expect({ ...(body as Request), content: 0 }).toEqual({ ...example, content: 0 })
    expect(partsOf(body)).toEqual(partsOf(example))
    const pictures = (body as Request).content.filter(({ type }) => type === 'image_url')
    expect(pictures.every((item) => /data-uri:\w+-\d\.png/.test(JSON.stringify(item)))).toBe(true)
  })

  it('writes settings behind the prompt where the model reads them there', async () => {
    const { content, ...rest } = examples['seedance.text'].request
    const settings = { ratio: '16:9', resolution: '720p', duration: 5 }
    const fields = operationOf('seedance.text').fields.map(({ key, wire }) => [key, wire?.name] as const)
    expect(Object.keys(settings).map((key) => fields.find(([field]) => field === key)?.[1])).toEqual([
      '--ratio',
      '--rs',
      '--dur',
    ])
    expect((await replay('seedance.text', { ...rest, content })).body).not.toHaveProperty('ratio')
  })

  it('asks for one task, and for several by repeating the name', () => {
    expect(adapterOf('doubao-seedance').pollOne?.request(REMOTE).path).toBe(
      `/volc/v1/contents/generations/tasks/${answer.id}`,
    )
    expect(batch?.request([REMOTE, { id: 'cgt-2' }])).toMatchObject({
      method: 'GET',
      query: { 'filter.task_ids': [answer.id, 'cgt-2'] },
    })
  })
})

describe('Seedance: what the studio makes of answers', () => {
  it.each(CREATES)('keeps the id of %s and finds its clip', (id) => {
    expect(readSubmit(id, all[id]?.answer)).toEqual({ kind: 'accepted', remote: REMOTE })
    expect(readPoll(id, all[id]?.poll, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'video', source: { kind: 'url', url: done.content.video_url } }],
    })
  })

  it('keeps the last frame beside the clip', () => {
    const json = { ...done, content: { ...done.content, last_frame_url: 'https://files.example.com/l.png' } }
    const reading = readPoll(NEWEST, json, REMOTE)
    expect(reading.kind === 'completed' && reading.outputs.map(({ media }) => media)).toEqual(['video', 'image'])
  })

  it.each([examples['seedance.list'].answer, examples['seedance.list_ids'].answer])('reads lists: %#', (json) => {
    const readings = batch?.read(answerOf(json), [REMOTE, { id: 'cgt-2' }])
    expect([...(readings ?? [])].map(([id, { kind }]) => [id, kind])).toEqual([[answer.id, 'completed']])
  })

  it('keeps waiting, and says so where the word is new', () => {
    const running = examples['seedance.query'].answer
    expect(readPoll(NEWEST, running, REMOTE)).toMatchObject({ kind: 'pending', isStatusKnown: true })
    expect(readPoll(NEWEST, { ...running, status: 'dozing' }, REMOTE)).toMatchObject({ isStatusKnown: false })
  })

  it('reads the end without a clip', () => {
    const error = { code: 'OutputVideoSensitiveContentDetected', message: 'may contain something' }
    expect(readPoll(NEWEST, { id: 'x', status: 'failed', error }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content' },
    })
    expect(readPoll(NEWEST, { id: 'x', status: 'expired' }, REMOTE)).toMatchObject({ kind: 'failed' })
    expect(readPoll(NEWEST, { id: 'x', status: 'cancelled' }, REMOTE)).toMatchObject({ failure: { code: 'canceled' } })
    expect(readPoll(NEWEST, { id: 'x', status: 'succeeded', content: {} }, REMOTE)).toMatchObject({ kind: 'failed' })
    expect(readPoll(NEWEST, { error: { message: 'task_not_exist' } }, REMOTE, 404)).toEqual({ kind: 'missing' })
    expect(readSubmit(NEWEST, { error })).toMatchObject({ kind: 'failed' })
  })
})

describe('Seedance: the vendor’s list', () => {
  const listing = adapterOf('doubao-seedance').listing

  it('asks with the filters that are set, an id each time by its name', () => {
    expect(listing?.request({ page: 1 })).toMatchObject({
      method: 'GET',
      path: '/volc/v1/contents/generations/tasks',
      query: { page_num: '1', page_size: '20' },
    })
    expect(listing?.request({ page: 2, status: 'failed', modelId: 'm', ids: ['a', 'b'] }).query).toEqual({
      page_num: '2',
      page_size: '20',
      'filter.status': 'failed',
      'filter.model': 'm',
      'filter.task_ids': ['a', 'b'],
    })
  })

  it('reads what is listed, leaves out what has no number, and knows an answer without a list', () => {
    const content = { video_url: 'https://r.example/a.mp4', last_frame_url: 'https://r.example/a.png' }
    const whole = { id: 'cgt-1', model: 'm', status: 'succeeded', created_at: 1767842032, content }
    const broken = { id: 'cgt-2', model: 'm', status: 'failed', error: { message: 'No such picture' } }
    expect(listing?.read(answerOf({ total: 3, items: [whole, broken, {}] }))).toEqual([
      {
        remoteId: 'cgt-1',
        modelId: 'm',
        status: 'succeeded',
        createdAtMs: 1_767_842_032_000,
        results: ['video', 'image'],
      },
      {
        remoteId: 'cgt-2',
        modelId: 'm',
        status: 'failed',
        createdAtMs: null,
        results: [],
        reason: 'No such picture',
      },
    ])
    expect(listing?.read(answerOf({ message: 'no' }))).toBeNull()
  })
})
