import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'
import type { ReceivedRequest } from '@demo/wire/gateway-request'
import { loadAssetDetail } from '@main/db/queries/asset'
import { loadTaskRecord } from '@main/db/queries/task-work'
import { listVendorItems } from '@main/db/queries/vendor-item'
import { storedFilePath } from '@main/library/folders'
import { findOperation, OPERATIONS } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { isTerminal, type TaskView } from '@shared/domain/task'
import type { VendorItemKind } from '@shared/domain/vendor-item'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FormMaterial, heldFields, minimalForm, type WholeForm, wholeForms } from '../fakes/whole-forms'
import { differencesFromPage, unsentOfExample } from './documented-calls'
import { prepareMaterial, type RunForm } from './form-material'
import { unsentFields } from './sent-fields'
import { openTaskStudio, PROFILE_ID, type TaskStudio } from './tasks-studio'

interface Step {
  /** The operation to run. */
  readonly run: string
  /** The button to press under its result, by the operation that it starts and, where there are several, its words. */
  readonly press?: readonly [operationId: string, label?: string]
}

const IMAGINE: Step = { run: 'midjourney.imagine', press: ['midjourney.action', 'U1'] }
const toWindow = (label: string): readonly Step[] => [
  IMAGINE,
  { run: 'midjourney.action', press: ['midjourney.action', label] },
  { run: 'midjourney.action', press: ['midjourney.modal'] },
]
const INIT: Step = { run: 'kling.multi_elements.init', press: ['kling.multi_elements'] }
const MARK: Step = { run: 'kling.multi_elements.add' }

/** What comes before operations that go on with a result. */
const WAYS: Readonly<Record<string, readonly Step[]>> = {
  'midjourney.action': [IMAGINE],
  'midjourney.modal': toWindow('Custom Zoom'),
  'midjourney.seed': [{ run: 'midjourney.imagine', press: ['midjourney.seed'] }],
  'luma.extend': [{ run: 'luma.generate', press: ['luma.extend'] }],
  'sora.chat.continue': [{ run: 'sora.chat.create', press: ['sora.chat.continue'] }],
  'sora.videos.remix': [{ run: 'sora.videos.create', press: ['sora.videos.remix'] }],
  'sora.character.create': [{ run: 'sora.videos.create', press: ['sora.character.create'] }],
  'kling.lip_sync': [{ run: 'kling.identify_face', press: ['kling.lip_sync'] }],
  'kling.multi_elements.add': [INIT],
  'kling.multi_elements.delete': [INIT, MARK],
  'kling.multi_elements.clear': [INIT, MARK],
  'kling.multi_elements.preview': [INIT, MARK],
  'kling.multi_elements': [INIT, MARK],
}

/** Where a full form begins elsewhere: a mask belongs to this button only. */
const WAYS_OF_FULL: Readonly<Record<string, readonly Step[]>> = {
  'midjourney.modal': toWindow('Vary (Region)'),
}

/** What a form cannot know to be required: words in JSON for models that nobody described, a name in the prompt. */
const WORDS_TO_SAY: Readonly<Record<string, Params>> = {
  'fal.submit': { settings: '{"prompt": "a harbour in snow"}' },
  'replicate.create': { settings: '{"prompt": "a harbour in snow"}' },
  'kling.multi_elements': { prompt: 'Take the boat out of <<<video_1>>>' },
}

/** What a success keeps in place of a file; null for a change at the vendor that gives nothing back. */
const WITHOUT_FILES: Readonly<Record<string, VendorItemKind | null>> = {
  'midjourney.upload': 'midjourney-picture',
  'suno.persona.create': 'suno-persona',
  'kling.advanced_elements': 'kling-element',
  'kling.custom_elements': 'kling-element',
  'kling.multi_elements.delete': null,
  'kling.multi_elements.clear': null,
}

/** Some operations have ten forms; nothing waits for time, and this only ends what hangs on a busy machine. */
const PATIENCE_MS = 240_000

let demo: DemoGateway
let studio: TaskStudio
/** Another library under the same key, which knows of nothing. */
let elsewhere: TaskStudio
let material: FormMaterial
const latest = new Map<string, TaskView>()
const waiting = new Map<string, readonly ((task: TaskView) => void)[]>()
const received = new Map<string, ReceivedRequest>()
/** The fields of each operation that went through, in any of its forms. */
const ran = new Map<string, ReadonlySet<string>>()

beforeAll(async () => {
  demo = await startDemoGateway({
    timeScale: 0.00005,
    isSketching: true,
    onRequest: (request) => {
      const id = request.headers['idempotency-key']
      if (typeof id === 'string') received.set(id, request)
    },
  })
  const account = { key: demo.demoKey, balanceUsd: 100_000 }
  await fetch(`${demo.origin}/__demo/accounts`, { method: 'POST', body: JSON.stringify(account) })
  const folder = mkdtempSync(join(tmpdir(), 'every-operation-'))
  studio = await openTaskStudio({ folder, origin: demo.origin, key: demo.demoKey, onTask: noteTask })
  elsewhere = await openTaskStudio({
    folder: mkdtempSync(join(tmpdir(), 'elsewhere-')),
    origin: demo.origin,
    key: demo.demoKey,
    onTask: noteTask,
  })
  await studio.engine.start()
  await elsewhere.engine.start()
  material = await prepareMaterial(studio, runForm)
}, PATIENCE_MS)

afterAll(async () => {
  studio.abandon()
  elsewhere.abandon()
  await demo.close()
})

const runForm: RunForm = async (spec, form) => {
  const { task } = await send(spec, form)
  if (task.state !== 'succeeded') throw new Error(`${spec.id}: ${task.failure?.message ?? task.state}`)
  return task
}

function operationOf(id: string): OperationSpec {
  const operation = findOperation(id)
  if (!operation) throw new Error(id)
  return operation
}

interface Sent {
  readonly task: TaskView
  readonly request: ReceivedRequest
}

async function send(spec: OperationSpec, { modelId, params }: WholeForm, parent?: TaskView): Promise<Sent> {
  const clientRequestId = studio.nextId()
  const { id } = await studio.generation.submit({
    clientRequestId,
    operationId: spec.id,
    modelId,
    params,
    origin: parent ? { kind: 'follow-up', taskId: parent.id } : { kind: 'create' },
  })
  const task = await restOf(id)
  const request = received.get(clientRequestId)
  if (!request) throw new Error(`${spec.id} was never sent: ${task.failure?.message ?? task.state}`)
  return { task, request }
}

/** A task when nothing more happens to it by itself. */
function restOf(taskId: string): Promise<TaskView> {
  const known = latest.get(taskId)
  if (known && isAtRest(known)) return Promise.resolve(known)
  return new Promise((resolve) => waiting.set(taskId, [...(waiting.get(taskId) ?? []), resolve]))
}

const isAtRest = ({ state }: TaskView): boolean => isTerminal(state) || ['waiting-input', 'unknown'].includes(state)

function noteTask(task: TaskView): void {
  latest.set(task.id, task)
  if (isAtRest(task)) for (const resolve of waiting.get(task.id) ?? []) resolve(task)
}

interface Beginning {
  readonly given: Params
  readonly modelId?: string
  readonly parent?: TaskView
}

/** What a form begins with: nothing, or what the button gives that leads to it. */
async function begin(id: string, steps: readonly Step[] = []): Promise<Beginning> {
  let beginning: Beginning = { given: {} }
  for (const { run, press } of steps) {
    const spec = operationOf(run)
    const form = minimalForm(spec, material, onlyFieldsOf(spec, beginning.given))
    const { task } = await send(spec, { ...form, modelId: beginning.modelId ?? form.modelId }, beginning.parent)
    if (press) beginning = pressed(task, press)
  }
  return { ...beginning, given: { ...onlyFieldsOf(operationOf(id), beginning.given), ...WORDS_TO_SAY[id] } }
}

function pressed(task: TaskView, [operationId, label]: NonNullable<Step['press']>): Beginning {
  const buttons = task.followUps.filter((followUp) => followUp.operationId === operationId)
  const button = buttons.find((followUp) => label === undefined || followUp.label === label)
  if (!button) throw new Error(`no button for ${operationId} under ${task.operationId}: ${task.failure?.message}`)
  const { params, modelId, view } = button
  const face = view?.kind === 'kling-faces' ? { face_id: view.faces[0]?.faceId } : {}
  return { given: { ...params, ...face }, parent: task, ...(modelId === undefined ? {} : { modelId }) }
}

function onlyFieldsOf(spec: OperationSpec, params: Params): Params {
  return Object.fromEntries(Object.entries(params).filter(([name]) => spec.fields.some(({ key }) => key === name)))
}

/** What is wrong with the end of a run: each output has its row in the library, and a file of that hash and size. */
async function faultsOf(spec: OperationSpec, task: TaskView, place: TaskStudio): Promise<readonly string[]> {
  if (task.state !== 'succeeded') return [`${task.state}: ${task.failure?.message}`]
  const faults: string[] = []
  for (const { ordinal, assetId, media } of task.outputs) {
    const asset = assetId === null ? null : await loadAssetDetail(place.db, assetId)
    const bytes = asset && readFileSync(storedFilePath(place.folders, asset))
    if (!asset || !bytes) faults.push(`output ${ordinal} is not in the library`)
    else if (createHash('sha256').update(bytes).digest('hex') !== asset.sha256) faults.push(`output ${ordinal} is torn`)
    else if (asset.media !== media || bytes.byteLength !== asset.byteSize)
      faults.push(`output ${ordinal} is no ${media}`)
  }
  return [...faults, ...(await missingResults(spec, task, place))]
}

async function missingResults(spec: OperationSpec, task: TaskView, place: TaskStudio): Promise<readonly string[]> {
  const kept = WITHOUT_FILES[spec.id]
  if (kept === undefined) return task.outputs.some(({ media }) => media === spec.output) ? [] : [`no ${spec.output}`]
  if (task.outputs.length > 0) return ['files, where none were expected']
  if (kept === null || (await listVendorItems(place.db, PROFILE_ID, kept)).length > 0) return []
  return [`no ${kept}`]
}

async function runToTheEnd(spec: OperationSpec, form: WholeForm, parent?: TaskView): Promise<Sent> {
  const sent = await send(spec, form, parent)
  const faults = await faultsOf(spec, sent.task, studio)
  if (faults.length > 0) throw new Error(`${spec.id}: ${faults.join('; ')} after ${JSON.stringify(form)}`)
  return sent
}

/** Fetches finished work by its number into the other library. @returns what is wrong with what arrived there */
async function fetchByNumber(spec: OperationSpec, { task: done, request }: Sent): Promise<readonly string[]> {
  const { id, modelId, outputs } = done
  // Work that is done when it is answered is never asked for, so that its number is not kept.
  const remoteId = (await loadTaskRecord(studio.db, id))?.remote?.id ?? (await numberInLedger(request))
  if (remoteId === undefined) return ['it has no number']
  const adoption = { operationId: spec.id, modelId, remoteId, prompt: '' }
  const task = await restOf((await elsewhere.generation.adopt(adoption)).id)
  const faults = await faultsOf(spec, task, elsewhere)
  return task.outputs.length === outputs.length ? faults : [...faults, `${task.outputs.length} in place of all outputs`]
}

interface DemoCharge {
  readonly operation: string
  readonly requestSha256: string
  readonly taskId?: string
}

async function numberInLedger({ method, path, body }: ReceivedRequest): Promise<string | undefined> {
  const answer = await fetch(`${demo.origin}/__demo/ledger`)
  const { charges } = (await answer.json()) as { readonly charges: readonly DemoCharge[] }
  const sha256 = createHash('sha256').update(body).digest('hex')
  // Calls of several models can have the same body.
  return charges.findLast((charge) => charge.requestSha256 === sha256 && charge.operation === `${method} ${path}`)
    ?.taskId
}

/** The smallest form, to its results. */
async function runMinimal(spec: OperationSpec): Promise<Sent> {
  const { given, modelId, parent } = await begin(spec.id, WAYS[spec.id])
  const form = minimalForm(spec, material, given)
  return runToTheEnd(spec, { ...form, modelId: modelId ?? form.modelId }, parent)
}

interface FullRuns {
  readonly requests: readonly ReceivedRequest[]
  /** Fields that no form could hold, and fields that a form held and the request did not. */
  readonly missing: readonly string[]
}

/** Forms that hold every field, each to its results. */
async function runFull(spec: OperationSpec): Promise<FullRuns> {
  const steps = WAYS_OF_FULL[spec.id] ?? WAYS[spec.id]
  const { forms, left } = wholeForms(spec, material, (await begin(spec.id, steps)).given)
  const requests: ReceivedRequest[] = []
  const [missing, sent] = [[...left], new Set<string>()]
  for (const form of forms) {
    const { given, modelId, parent } = await begin(spec.id, steps)
    const whole = { modelId: modelId ?? form.modelId, params: { ...form.params, ...given } }
    const { request } = await runToTheEnd(spec, whole, parent)
    const held = heldFields(spec, whole)
    missing.push(...unsentFields(held, whole.params, request))
    for (const { key } of held) sent.add(key)
    requests.push(request)
  }
  ran.set(spec.id, sent)
  return { requests, missing }
}

describe.concurrent('every operation of the catalog, from its form to its results', () => {
  it.each(OPERATIONS)(
    '$id',
    async (spec) => {
      const sent = await runMinimal(spec)
      const { request: minimal } = sent
      expect(spec.mode === 'task' ? await fetchByNumber(spec, sent) : []).toEqual([])
      const full = await runFull(spec)
      expect(full.missing).toEqual([])
      expect(differencesFromPage(spec.id, minimal, full.requests)).toEqual([])
      expect(unsentOfExample(spec.id, [minimal, ...full.requests])).toEqual([])
    },
    PATIENCE_MS,
  )
})

it('left no operation out, and no field of one', () => {
  const covered = OPERATIONS.map(({ id }) => [id, [...(ran.get(id) ?? [])].sort()])
  expect(covered).toEqual(OPERATIONS.map(({ id, fields }) => [id, fields.map(({ key }) => key).sort()]))
})
