import { describe, expect, it } from 'vitest'
import type { QueryOutcome } from '../gateway/query'
import type { LookUpFacts, TaskCall } from '../tasks/ports'
import { lookUpInLog } from './generation-look-up'

const SENT_AT_MS = Date.UTC(2026, 1, 1, 12)

const call: TaskCall = {
  taskId: 't',
  clientRequestId: 'c',
  operationId: 'grok.video.create',
  modelId: 'grok-video-3',
  params: {},
  inputAssetIds: [],
  keyProfileId: 'k',
  prompt: '',
  submittedAtMs: SENT_AT_MS,
}

const entry = (change: object = {}) => ({
  created_at: SENT_AT_MS / 1_000 + 2,
  model_name: 'grok-video-3',
  quota: 60_000,
  other: '{"task_id":"grok:1"}',
  ...change,
})

function lookUp(data: unknown, known: LookUpFacts = { remoteIds: new Set(), rivals: 0 }, isTask = true) {
  const json = { success: true, data }
  const outcome: QueryOutcome = {
    kind: 'answered',
    answer: { status: 200, headers: {}, contentType: 'application/json', bytes: new Uint8Array(), json },
  }
  const credentials = { profileId: 'k', baseUrl: 'http://127.0.0.1', key: 'sk', isLoopbackAllowed: true }
  return lookUpInLog({
    client: { query: async () => outcome },
    credentials,
    call,
    known,
    remoteOf: isTask ? (id) => ({ id }) : null,
  })
}

describe('lookUpInLog', () => {
  it('finds the one call of that model and time', async () => {
    expect(await lookUp([entry(), entry({ model_name: 'other' }), entry({ created_at: 1 })])).toMatchObject({
      kind: 'found',
      remote: { id: 'grok:1' },
    })
    expect(await lookUp({ items: [entry()] })).toMatchObject({ kind: 'found' })
  })

  it('never takes the work of another task, nor one of several by guess', async () => {
    expect(await lookUp([entry()], { remoteIds: new Set(['grok:1']), rivals: 0 })).toMatchObject({
      kind: 'nothing',
      finding: expect.stringContaining('never accepted'),
    })
    expect(await lookUp([entry(), entry({ other: '{"task_id":"grok:2"}' })])).toMatchObject({ kind: 'nothing' })
    expect(await lookUp([entry()], { remoteIds: new Set(), rivals: 1 })).toMatchObject({ kind: 'nothing' })
  })

  it('says what a charge without a number means', async () => {
    const charged = { kind: 'nothing', finding: expect.stringContaining('charge of $0.12') }
    expect(await lookUp([entry({ other: '' })])).toMatchObject(charged)
    expect(await lookUp([entry()], undefined, false)).toMatchObject(charged)
  })

  it('does not claim to know what a strange log does not say', async () => {
    for (const data of [undefined, null, 'off', 7])
      expect(await lookUp(data)).toMatchObject({ kind: 'nothing', finding: expect.stringContaining('cannot be told') })
    expect(await lookUp([null, 1, { created_at: 'x' }, entry({ quota: null, other: null })])).toMatchObject({
      kind: 'nothing',
    })
  })
})
