import { describe, expect, it } from 'vitest'
import { operationsFor } from '@shared/catalog/operations'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/kling.json'
import { answerOf, operationOf, readPoll, readSubmit, replay } from './replay'

type Id = keyof typeof examples

const ALL = operationsFor({ family: 'kling', withFollowUps: true })

/** Empty texts and lists say nothing and are left out; pictures and sounds go as their bytes. */
function withoutEmpty(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    const isFile = /\.(?:png|jpe?g)$/.test(value) || (key === 'sound_file' && value.startsWith('https:'))
    return isFile || value.startsWith('base64:') ? '<bytes>' : value
  }
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item, key))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, item]) => item !== '' && !(Array.isArray(item) && item.length === 0))
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutEmpty(item, name)]))
}

/** Sounds that go as bytes are files of the library; the example shows links in their place. */
function withSounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSounds)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'sound_file' && item !== '' ? '@sound.mp3' : withSounds(item),
    ]),
  )
}

describe('every operation of Kling', () => {
  it.each(ALL.map(({ id }) => id))('%s sends its documented request', async (id) => {
    const example = examples[id as Id]
    const { body, reasons, request } = await replay(id, withSounds(example.request))
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: operationOf(id).request.path })
    expect(withoutEmpty(body)).toEqual(withoutEmpty(example.request))
  })

  it.each(ALL.filter(({ mode }) => mode === 'task'))(
    '$id is polled where it was made, and ends with a result',
    (operation) => {
      const { answer, poll } = examples[operation.id as Id]
      const reading = readSubmit(operation.id, answer)
      if (reading.kind !== 'accepted') throw new Error(reading.kind)
      const { path } = operation.request
      expect(adapterOf('kling').pollOne?.request(reading.remote).path).toBe(`${path}/825406034503692376`)
      const end = readPoll(operation.id, poll, reading.remote)
      expect(end.kind === 'completed' && end.outputs.length + (end.items ?? []).length).toBeGreaterThan(0)
      const wrapped = { code: 'success', data: { task_id: 'x', status: 'SUCCESS', fail_reason: '', data: poll } }
      expect(readPoll(operation.id, wrapped, reading.remote)).toEqual(end)
    },
  )
})

describe('Kling: what stays at the vendor', () => {
  it('keeps every digit of an element that comes as a number', () => {
    const text = JSON.stringify(examples['kling.advanced_elements'].poll).replace(
      /"element_id":\d+/,
      '"element_id":829836802793406551',
    )
    const answer = { ...answerOf(JSON.parse(text)), bytes: new TextEncoder().encode(text) }
    const reading = adapterOf('kling').pollOne?.read(answer, { id: '1' })
    expect(reading).toMatchObject({
      kind: 'completed',
      outputs: [],
      items: [{ kind: 'kling-element', remoteId: '829836802793406551', name: 'Mia' }],
    })
  })

  it('leaves digits inside of texts alone', () => {
    const words = 'the number: 829836802793406551, said "twice"'
    const json = { code: 0, data: { task_status: 'failed', task_status_msg: words } }
    const reading = readPoll('kling.text2video', json, { id: '1' })
    expect(reading.kind === 'failed' && reading.failure.message).toContain('829836802793406551, said')
  })

  it('takes the older element at once, and follows one that comes as a task', () => {
    const made = readSubmit('kling.custom_elements', examples['kling.custom_elements'].answer)
    expect(made).toMatchObject({ kind: 'completed', items: [{ remoteId: '829836802793406551' }] })
    const task = readSubmit('kling.custom_elements', { code: 0, data: { task_id: '77', task_status: 'submitted' } })
    expect(task).toMatchObject({
      kind: 'accepted',
      remote: { id: '77', context: { path: '/kling/v1/general/advanced-custom-elements' } },
    })
  })

  it('keeps a new voice with its sample', () => {
    const reading = readPoll('kling.voice.create', examples['kling.voice.create'].poll, { id: '1' })
    expect(reading).toMatchObject({
      outputs: [{ media: 'audio', title: 'Narrator' }],
      items: [{ kind: 'kling-voice', remoteId: '850087542757535834', name: 'Narrator', isOwn: true }],
    })
  })

  it('lists official voices out of both envelopes', () => {
    const shelf = adapterOf('kling').shelves?.['kling-voice']
    const json = structuredClone(examples['kling.voice.presets'].answer)
    const list = shelf?.readList?.(answerOf(json))
    expect(list).toEqual({
      items: [{ kind: 'kling-voice', remoteId: '...', name: '...', isOwn: false }],
      entryCount: 1,
    })
    expect(shelf?.readList?.(answerOf({ code: 'success', data: json }))).toEqual(list)
    expect(shelf?.readList?.(answerOf({ code: 'success', data: null }))).toBeNull()
    expect(shelf?.lists?.map((ask) => ask(2))).toMatchObject([
      { method: 'GET', path: '/kling/v1/general/custom-voices', query: { pageNum: '2', pageSize: '100' } },
      { method: 'GET', path: '/kling/v1/general/presets-voices', query: { pageNum: '2', pageSize: '100' } },
    ])
  })

  it('deletes a voice by a POST, and believes a refusal', () => {
    const shelf = adapterOf('kling').shelves?.['kling-voice']
    const { request, answer } = examples['kling.voice.delete']
    expect(shelf?.remove?.('850087542757535834')).toMatchObject({
      method: 'POST',
      path: '/kling/v1/general/delete-voices',
      body: { kind: 'json', value: request },
    })
    expect(shelf?.readRemoval?.(answerOf(answer))).toBeNull()
    expect(shelf?.readRemoval?.(answerOf({ code: 1201, message: 'not yours' }))?.message).toContain('not yours')
  })
})

describe('Kling: what can be done next', () => {
  const labels = (path: string, model: string): readonly string[] => {
    const reading = readPoll('kling.text2video', examples['kling.text2video'].poll, {
      id: '1',
      context: { path, model },
    })
    return reading.kind === 'completed' ? (reading.followUps ?? []).map(({ label }) => label) : []
  }

  it('extends only what the vendor extends', () => {
    expect(labels('/kling/v1/videos/text2video', 'kling-v1-6')).toContain('Extend')
    expect(labels('/kling/v1/videos/video-extend', 'kling-video-extend')).toContain('Extend')
    expect(labels('/kling/v1/videos/text2video', 'kling-v2-6')).not.toContain('Extend')
    expect(labels('/kling/v1/videos/effects', 'kling-v1-6')).not.toContain('Extend')
  })

  it('asks for Omni clips at the address of Omni pictures where the first is not known', () => {
    const elsewhere = adapterOf('kling').pollOne?.retryElsewhere
    const at = (path: string) => elsewhere?.({ id: '5', context: { path } })?.path
    expect(at('/kling/v1/videos/omni-video')).toBe('/kling/v1/images/omni-image/5')
    expect(at('/kling/v1/videos/text2video')).toBeUndefined()
  })

  it('offers the faces of a clip with their pictures', () => {
    const reading = readSubmit('kling.identify_face', examples['kling.identify_face'].answer)
    expect(reading).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'image' }],
      followUps: [
        {
          operationId: 'kling.lip_sync',
          params: { session_id: '850508686686064678' },
          view: { kind: 'kling-faces', faces: [{ faceId: '0', startMs: 0, endMs: 5200, outputOrdinal: 0 }] },
        },
      ],
    })
    const none = { code: 0, data: { session_id: '1', face_data: [] } }
    expect(readSubmit('kling.identify_face', none)).toMatchObject({ failure: { nextStep: 'edit-input' } })
  })

  it('opens the marking of a prepared clip, and refuses what Kling did not recognise', () => {
    const reading = readSubmit('kling.multi_elements.init', examples['kling.multi_elements.init'].answer)
    expect(reading).toMatchObject({
      outputs: [{ media: 'video' }],
      followUps: [
        {
          params: { session_id: '847570360458960960', duration: '5' },
          view: { kind: 'kling-selection', framesPerSecond: 30, frameCount: 150, width: 720, height: 1280 },
        },
      ],
    })
    for (const step of ['init', 'add', 'delete', 'clear', 'preview'] as const) {
      const refused = readSubmit(`kling.multi_elements.${step}`, { code: 0, data: { status: 2, session_id: '1' } })
      expect(refused).toMatchObject({ kind: 'failed', failure: { charge: 'not-charged' } })
    }
  })
})

describe('Kling: refusals in words', () => {
  it.each([
    [1102, 'gateway-fault', 'wait'],
    [1103, 'model-unavailable', 'choose-model'],
    [1201, 'bad-parameter', 'edit-input'],
    [1301, 'refused-content', 'edit-input'],
    [1303, 'rate-limited', 'wait'],
    [5000, 'gateway-fault', 'retry'],
  ])('%i is %s', (code, kind, nextStep) => {
    const reading = readSubmit('kling.image', { code, message: 'words of Kling' })
    expect(reading).toMatchObject({ kind: 'failed', failure: { code: kind, nextStep } })
    expect(reading.kind === 'failed' && reading.failure.message).toContain('words of Kling')
  })
})
