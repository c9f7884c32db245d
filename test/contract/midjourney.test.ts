import { describe, expect, it } from 'vitest'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/midjourney.json'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const all: Examples = examples
const IMAGINE = 'midjourney.imagine'
const REMOTE = { id: '1730621826053455', context: { output: 'image' } }
const task = examples['midjourney.fetch'].answer

describe('Midjourney: what the studio sends', () => {
  it.each([IMAGINE, 'midjourney.action'])('sends %s as documented', async (id) => {
    const { body, reasons } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(body).toEqual(all[id]?.request)
  })

  it('sends the pictures of blend and describe as data URIs', async () => {
    const blend = await replay('midjourney.blend', all['midjourney.blend']?.request)
    expect(blend.reasons).toEqual([])
    expect(blend.body).toEqual({
      ...examples['midjourney.blend'].request,
      base64Array: ['data-uri:images-0.png', 'data-uri:images-1.png'],
    })
    const describing = await replay('midjourney.describe', all['midjourney.describe']?.request)
    expect(describing.body).toEqual({ ...examples['midjourney.describe'].request, base64: 'data-uri:image-0.png' })
  })

  it('answers a window with words and a mask that is white where the picture changes', async () => {
    const { body, polarities } = await replay('midjourney.modal', all['midjourney.modal']?.request)
    expect(body).toEqual({ ...examples['midjourney.modal'].request, maskBase64: 'data-uri:mask-0.png' })
    expect(polarities).toEqual(['white-edits'])
  })

  it('answers a window that needs no mask with an empty one', () => {
    const params = { taskId: '14001934816969359', prompt: 'pig --zoom 1.5' }
    expect(buildWireRequest(operationOf('midjourney.modal'), 'mj_modal', params).body).toEqual({
      ...params,
      maskBase64: '',
    })
  })

  it('writes settings behind the prompt, as Midjourney reads them', () => {
    const params = {
      prompt: 'cat',
      aspect_ratio: '16:9',
      version: '7',
      tile: true,
      seed: 7,
      negative_prompt: 'dog,\nfish',
    }
    expect(buildWireRequest(operationOf(IMAGINE), 'mj_imagine', params).body.prompt).toBe(
      'cat --ar 16:9 --v 7 --tile --seed 7 --no dog, fish',
    )
  })
})

describe('Midjourney: what the studio makes of a submit', () => {
  it.each([1, 21, 22])('takes code %i as accepted', (code) => {
    expect(readSubmit(IMAGINE, { ...(all[IMAGINE]?.answer as object), code })).toEqual({
      kind: 'accepted',
      remote: { id: '1730621718151844', context: { output: 'image' } },
    })
  })

  it('keeps all digits of an identifier that comes as a number', () => {
    const json = '{"code":1,"description":"ok","result":1730621718151844999}'
    const answer = { ...answerOf(JSON.parse(json)), bytes: new TextEncoder().encode(json) }
    expect(adapterOf('midjourney').readSubmit(answer, operationOf(IMAGINE), 'mj_imagine')).toMatchObject({
      kind: 'accepted',
      remote: { id: '1730621718151844999' },
    })
  })

  it.each([
    [3, 'gateway-fault'],
    [4, 'bad-parameter'],
    [23, 'rate-limited'],
    [24, 'refused-content'],
  ])('takes code %i as refused and free', (code, expected) => {
    const reading = readSubmit(IMAGINE, { code, description: 'no', properties: { bannedWord: 'blood' } })
    expect(reading).toMatchObject({ kind: 'failed', failure: { code: expected, charge: 'not-charged' } })
  })

  it('names the banned word', () => {
    const reading = readSubmit(IMAGINE, { code: 24, description: 'no', properties: { bannedWord: 'blood' } })
    expect(reading.kind === 'failed' && reading.failure.message).toContain('“blood”')
  })
})

describe('Midjourney: what the studio makes of a poll', () => {
  it('finds the sheet and the buttons, their ids untouched', () => {
    const reading = readPoll(IMAGINE, task, REMOTE)
    expect(reading).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'image', source: { kind: 'url', url: task.imageUrl } }],
    })
    const followUps = reading.kind === 'completed' ? (reading.followUps ?? []) : []
    expect(followUps.map(({ label }) => label)).toEqual([...'U1 U2 U3 U4 Again V1 V2 V3 V4'.split(' '), 'Seed'])
    expect(followUps[0]).toEqual({
      label: 'U1',
      operationId: 'midjourney.action',
      modelId: 'mj_upscale',
      params: { taskId: task.id, customId: task.buttons[0]?.customId },
    })
  })

  it('hides buttons that the relay refuses', () => {
    const single = examples['midjourney.action'].poll
    const reading = readPoll('midjourney.action', single, { id: single.id })
    const labels = reading.kind === 'completed' ? reading.followUps?.map(({ label }) => label) : []
    expect(labels).toEqual([
      'Upscale (Subtle)',
      'Vary (Subtle)',
      'Vary (Region)',
      'Zoom Out 2x',
      'Custom Zoom',
      'Pan left',
      'Seed',
    ])
  })

  it('reads the words of describe', () => {
    const { poll } = examples['midjourney.describe']
    const reading = readPoll('midjourney.describe', poll, { id: poll.id, context: { output: 'text' } })
    expect(reading).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'text', source: { text: poll.properties.finalPrompt } }],
    })
  })

  it.each([
    ['', '', null, true],
    ['NOT_START', '0%', 0, true],
    ['IN_PROGRESS', '45%', 0.45, true],
    ['PAUSED_BY_WIZARD', '10%', 0.1, false],
  ])('keeps waiting at “%s”', (status, progress, expected, isStatusKnown) => {
    expect(readPoll(IMAGINE, { ...task, status, progress }, REMOTE)).toEqual({
      kind: 'pending',
      status,
      progress: expected,
      isStatusKnown,
    })
  })

  it('asks the person when a window waits', () => {
    const reading = readPoll(IMAGINE, { ...task, status: 'MODAL', action: 'CUSTOM_ZOOM' }, REMOTE)
    expect(reading).toEqual({
      kind: 'waiting-input',
      status: 'MODAL',
      followUps: [
        {
          label: 'Choose the zoom',
          operationId: 'midjourney.modal',
          modelId: 'mj_modal',
          params: { taskId: task.id, prompt: 'pig --v 6.1 --zoom 2' },
        },
      ],
    })
  })

  it('reads the reason of a failure, not the cheerful description beside it', () => {
    const reading = readPoll(IMAGINE, { ...task, status: 'FAILURE', failReason: '[Invalid parameter] --v 99' }, REMOTE)
    expect(reading.kind === 'failed' && reading.failure.message).toContain('[Invalid parameter] --v 99')
  })

  it('does not call a success without a picture a success', () => {
    expect(readPoll(IMAGINE, { ...task, imageUrl: '' }, REMOTE)).toMatchObject({ kind: 'failed' })
  })

  it('knows an unknown id', () => {
    const json = { description: 'task_no_found', type: 'upstream_error', code: 4 }
    expect(readPoll(IMAGINE, json, REMOTE, 400)).toEqual({ kind: 'missing' })
  })

  it('asks for many tasks at once and reads each, in a list or alone', () => {
    const batch = adapterOf('midjourney').pollBatch
    const remotes = [REMOTE, { id: '2' }]
    expect(batch?.request(remotes)).toMatchObject({
      method: 'POST',
      path: '/mj/task/list-by-condition',
      body: { kind: 'json', value: { ids: [REMOTE.id, '2'] } },
    })
    const readings = batch?.read(answerOf(examples['midjourney.list'].answer), remotes)
    expect([...(readings?.keys() ?? [])]).toEqual([REMOTE.id])
    expect(batch?.read(answerOf(task), remotes).get(REMOTE.id)).toMatchObject({ kind: 'completed' })
  })
})

describe('Midjourney: uploads and seeds', () => {
  const UPLOAD = 'midjourney.upload'
  const SEED = 'midjourney.seed'

  it('uploads pictures as data URIs', async () => {
    const { body, reasons, request } = await replay(UPLOAD, all[UPLOAD]?.request)
    expect(reasons).toEqual([])
    expect(request.path).toBe('/mj/submit/upload-discord-images')
    expect(body).toEqual({ base64Array: ['data-uri:images-0.png'] })
  })

  it.each([
    ['a list', ['https://cdn.example/a.png', 'https://cdn.example/b.png']],
    ['one text', 'https://cdn.example/a.png'],
  ])('keeps the links of uploaded pictures from %s', (_name, result) => {
    const links = typeof result === 'string' ? [result] : result
    const items = links.map((remoteId) => ({ kind: 'midjourney-picture', remoteId }))
    expect(readSubmit(UPLOAD, { code: 1, result })).toEqual({ kind: 'completed', outputs: [], items })
  })

  it('names an uploaded picture in the prompt as its style', () => {
    const params = { prompt: 'cat', style_reference: 'https://cdn.example/a.png' }
    expect(buildWireRequest(operationOf(IMAGINE), 'mj_imagine', params).body['prompt']).toBe(
      'cat --sref https://cdn.example/a.png',
    )
  })

  it('tells the seed of a result, with a way to use it again', async () => {
    const { request } = await replay(SEED, { taskId: '173' })
    expect(request).toMatchObject({ method: 'GET', path: '/mj/task/173/image-seed', body: { kind: 'none' } })
    expect(readSubmit(SEED, all[SEED]?.answer)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'text', source: { text: '3194237893' } }],
      followUps: [{ operationId: IMAGINE, params: { seed: 3_194_237_893 } }],
    })
    expect(readSubmit(SEED, { code: 4, description: 'no private messages' })).toMatchObject({ kind: 'failed' })
  })
})
