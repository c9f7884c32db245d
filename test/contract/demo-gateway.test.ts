import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'
import { encodePng } from '@demo/media/png'
import { createRaster } from '@demo/media/raster'
import { OPERATIONS } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import type { FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { FollowUp } from '@shared/domain/task'
import { createGatewayClient, type GatewayClient } from '@main/gateway/client'
import { encodeRequest, type InputFile } from '@main/gateway/families/encode'
import { readUploadedLink, uploadRequest } from '@main/gateway/file-host'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayCredentials, PollReading, RemoteOperation, RemoteOutput, SubmitReading } from '@main/gateway/types'
import { operationOf } from './replay'

const SIDE_PX = 400

let demo: DemoGateway
let client: GatewayClient
let credentials: GatewayCredentials
let folder: string
/** A finished song that Suno's other operations can be tried on. */
let sunoClip: string

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.001 })
  client = createGatewayClient({ clock: { nowMs: () => Date.now() } })
  credentials = { profileId: 'demo', baseUrl: demo.origin, key: demo.demoKey, isLoopbackAllowed: true }
  folder = await mkdtemp(join(tmpdir(), 'studio-demo-contract-'))
  await writeFile(join(folder, 'picture.png'), await encodePng(createRaster(SIDE_PX, SIDE_PX)))
  const speech = await submit(operationOf('openai.audio.speech'), { input: 'One two three.', response_format: 'wav' })
  const source = speech.kind === 'completed' ? speech.outputs[0]?.source : undefined
  await writeFile(join(folder, 'speech.wav'), source?.kind === 'bytes' ? source.bytes : '')
  const song = await run(operationOf('suno.music.custom'), { prompt: '[Verse]\nSnow', title: 'Snow' })
  const [followUp] = ('followUps' in song ? song.followUps : undefined) ?? []
  sunoClip = String(followUp?.params.continue_clip_id)
})

/** A fresh account for each test: all operations together cost more than one account holds. */
beforeEach(() => {
  credentials = { ...credentials, key: `sk-demo-${randomUUID().replaceAll('-', '').padEnd(48, '0')}` }
})

afterAll(async () => {
  await client.close()
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

async function file(name: string, mime: string): Promise<InputFile> {
  const path = join(folder, name)
  return { path, mime, fileName: name, byteSize: (await stat(path)).size }
}

async function submit(operation: OperationSpec, params: Params, modelId?: string): Promise<SubmitReading> {
  const model = modelId ?? operation.models[0] ?? ''
  const request = await encodeRequest(
    operation,
    model,
    { ...defaultParams(operation), ...params },
    {
      fileOf: (assetId) => (assetId === 'sound' ? file('speech.wav', 'audio/wav') : file('picture.png', 'image/png')),
      maskFileOf: () => file('picture.png', 'image/png'),
    },
    async (input, delivery) =>
      delivery === 'suno-song'
        ? sunoClip
        : readUploadedLink(await client.query(uploadRequest(input), credentials), input),
  )
  const outcome = await client.send(request, credentials)
  if (outcome.kind !== 'answered') throw new Error(`${operation.id}: ${outcome.failure.message}`)
  return adapterOf(operation.family).readSubmit(outcome.answer, operation, model)
}

async function poll(operation: OperationSpec, remote: RemoteOperation): Promise<PollReading> {
  const { pollOne } = adapterOf(operation.family)
  if (!pollOne) throw new Error(`${operation.id} is not polled`)
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const first = await client.query(pollOne.request(remote), credentials)
    const follow = first.kind === 'answered' ? (pollOne.follow?.(first.answer) ?? null) : null
    const outcome = follow === null ? first : await client.query(follow, credentials)
    if (outcome.kind !== 'answered') throw new Error(`${operation.id}: ${outcome.failure.message}`)
    const reading = pollOne.read(outcome.answer, remote)
    if (reading.kind !== 'pending') return reading
    expect(reading.isStatusKnown).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${operation.id} never ended`)
}

/** From the form to the results, through a real socket. */
async function run(operation: OperationSpec, params: Params): Promise<PollReading | SubmitReading> {
  const reading = await submit(operation, params)
  return reading.kind === 'accepted' ? poll(operation, reading.remote) : reading
}

function outputsOf(reading: PollReading | SubmitReading): readonly RemoteOutput[] {
  if (reading.kind === 'completed') return reading.outputs
  throw new Error(`${reading.kind}: ${'failure' in reading ? reading.failure.message : ''}`)
}

/** The smallest form that a person could send: what is required, and files where files may stand. */
function smallForm(operation: OperationSpec): Params {
  return Object.fromEntries(
    operation.fields
      .filter((field) => field.isRequired || field.kind.type === 'prompt')
      .map((field) => [field.key, keptThing(field.key) ?? smallValue(field)] as const)
      .filter(([, value]) => value !== undefined),
  )
}

/** Names of things that the vendor has to know already. */
function keptThing(key: string): string | undefined {
  if (key === 'persona_id') return 'persona-1'
  if (key === 'timestamps') return '1,3'
  return key.endsWith('clip_id') ? sunoClip : undefined
}

function smallValue({ kind, default: fallback }: FieldSpec): unknown {
  if (kind.type === 'number') return kind.min ?? 1
  if (kind.type === 'mask') return 'picture'
  if (kind.type === 'asset') {
    const id = kind.media.includes('audio') ? 'sound' : 'picture'
    return kind.max > 1 ? Array.from({ length: kind.min }, () => id) : id
  }
  if (kind.type === 'list') {
    const [field] = kind.fields
    const row = field && smallValue(field)
    return Array.from({ length: Math.max(1, kind.min ?? 0) }, () =>
      kind.isBare === true ? row : { [field?.key ?? '']: row },
    )
  }
  return 'options' in kind
    ? (fallback ?? kind.options[0]?.value)
    : ['prompt', 'lyrics', 'text'].includes(kind.type)
      ? 'A harbour in snow'
      : undefined
}

/** Songs come in pairs, and a loop of Riffusion with the picture of its spectrum. */
function mediaOf({ id, output }: OperationSpec): readonly string[] {
  if (id === 'replicate.riffusion.riffusion') return ['audio', 'image']
  // An upload stays at the vendor.
  if (id === 'midjourney.upload') return []
  return output === 'audio' && /^suno\.(music|legacy)\.(?!concat)/.test(id) ? ['audio', 'audio'] : [output]
}

describe('the demo gateway takes what the catalog sends', () => {
  /** They need a clip of the same account; `integration/sora` makes one first. */
  const ofEarlierClips: readonly string[] = ['sora.videos.remix', 'sora.character.create']
  /** Kling's calls lean on one another; `kling-demo.test.ts` runs them. */
  const alone = OPERATIONS.filter(
    ({ id, isFollowUp, family }) => isFollowUp !== true && family !== 'kling' && !ofEarlierClips.includes(id),
  )

  it.each(alone)('$id', async (operation) => {
    const outputs = outputsOf(await run(operation, smallForm(operation)))
    expect(outputs.map(({ media }) => media)).toEqual(mediaOf(operation))
  })
})

describe('Seedance on the demo gateway', () => {
  it('tells of several tasks in one answer, and keeps the last frame where asked', async () => {
    const newest = operationOf('seedance.15pro')
    const first = await submit(newest, { prompt: 'a harbour', return_last_frame: true, ratio: '1:1' })
    const second = await submit(newest, { prompt: 'a boat' })
    if (first.kind !== 'accepted' || second.kind !== 'accepted') throw new Error('not taken')
    expect(outputsOf(await poll(newest, first.remote)).map(({ media }) => media)).toEqual(['video', 'image'])
    await poll(newest, second.remote)
    const batch = adapterOf('doubao-seedance').pollBatch
    const outcome = batch && (await client.query(batch.request([first.remote, second.remote]), credentials))
    if (outcome?.kind !== 'answered') throw new Error('no answer')
    const readings = batch?.read(outcome.answer, [first.remote, second.remote])
    expect(readings?.get(first.remote.id)?.kind).toBe('completed')
    expect(readings?.get(second.remote.id)?.kind).toBe('completed')
  })
})

describe('Hailuo on the demo gateway', () => {
  it('gives the link by the file where the task only names it', async () => {
    const reading = await run(operationOf('hailuo.first_last'), { prompt: 'a harbour demo:file-only' })
    expect(outputsOf(reading)).toMatchObject([{ media: 'video', source: { kind: 'url' } }])
  })

  it('refuses what the vendor refuses, in its own words', async () => {
    const params = { prompt: 'x', duration: 10, resolution: '1080P' }
    expect(await submit(operationOf('hailuo.first_last'), params)).toMatchObject({
      kind: 'failed',
      failure: { code: 'bad-parameter', charge: 'not-charged' },
    })
  })
})

describe('Luma on the demo gateway', () => {
  it('extends a finished clip, and tells of both in one answer', async () => {
    const generate = operationOf('luma.generate')
    const first = await submit(generate, { user_prompt: 'a harbour in snow', image_url: 'picture' })
    if (first.kind !== 'accepted') throw new Error('not taken')
    const done = await poll(generate, first.remote)
    const [followUp] = ('followUps' in done ? done.followUps : undefined) ?? []
    const extend = operationOf(followUp?.operationId ?? '')
    const second = await submit(extend, { ...followUp?.params, user_prompt: 'a boat comes in' })
    if (second.kind !== 'accepted') throw new Error('not taken')
    expect(outputsOf(await poll(extend, second.remote))).toHaveLength(1)

    const batch = adapterOf('luma').pollBatch
    const remotes = [first.remote, second.remote, { id: 'nobody' }]
    const outcome = batch && (await client.query(batch.request(remotes), credentials))
    if (outcome?.kind !== 'answered') throw new Error('no answer')
    expect([...(batch?.read(outcome.answer, remotes).values() ?? [])].map(({ kind }) => kind)).toEqual([
      'completed',
      'completed',
    ])
  })
})

describe('Midjourney on the demo gateway', () => {
  const imagine = operationOf('midjourney.imagine')

  async function pressed(followUps: readonly FollowUp[] | undefined, label: string): Promise<PollReading> {
    const followUp = followUps?.find((candidate) => candidate.label === label)
    if (!followUp) throw new Error(`no button ${label}`)
    const operation = operationOf(followUp.operationId)
    const reading = await submit(operation, followUp.params, followUp.modelId)
    if (reading.kind !== 'accepted') throw new Error(`${label} was not taken`)
    return poll(operation, reading.remote)
  }

  function buttonsOf(reading: PollReading | SubmitReading): readonly FollowUp[] | undefined {
    return 'followUps' in reading ? reading.followUps : undefined
  }

  it('enlarges, repaints a part through a window, and zooms out through another', async () => {
    const sheet = await run(imagine, { prompt: 'a harbour in snow' })
    const single = await pressed(buttonsOf(sheet), 'U2')
    expect(outputsOf(single)).toHaveLength(1)

    const region = await pressed(buttonsOf(single), 'Vary (Region)')
    expect(region.kind).toBe('waiting-input')
    const [window] = buttonsOf(region) ?? []
    const modal = operationOf(window?.operationId ?? '')
    const repainted = await submit(modal, { ...window?.params, mask: 'picture' }, window?.modelId)
    expect(repainted.kind === 'accepted' && outputsOf(await poll(modal, repainted.remote))).toHaveLength(1)

    const zoom = await pressed(buttonsOf(single), 'Custom Zoom')
    expect(zoom.kind).toBe('waiting-input')
    const zoomed = await pressed(buttonsOf(zoom), 'Choose the zoom')
    expect(outputsOf(zoomed)).toHaveLength(1)
  })
})

describe('refusals of the demo gateway', () => {
  it('of a banned word is free and named', async () => {
    const reading = await submit(operationOf('midjourney.imagine'), { prompt: 'demo:banned' })
    expect(reading).toMatchObject({ kind: 'failed', failure: { code: 'refused-content', charge: 'not-charged' } })
  })
})
