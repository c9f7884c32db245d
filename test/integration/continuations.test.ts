import { createContinuationService } from '@main/services/continuation'
import type { SubmitRequest } from '@shared/contracts/generation'
import type { NextStep } from '@shared/domain/continuation'
import { UNKNOWN_PRICE } from '@shared/domain/money'
import { SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { createScriptedGateway } from '../fakes/scripted-gateway'
import { addTask, createBench, newId } from './tasks-harness'

const STEP: NextStep = {
  clientRequestId: '0199d2f0-0000-7000-8000-000000000001',
  operationId: 'kling.lip_sync',
  modelId: 'kling-advanced-lip-sync',
  params: { session_id: '1', face_id: '0' },
  takes: { field: 'audio_id', kind: 'kling-audio', durationField: 'sound_end_time' },
}

async function openStudio(outcome: 'made' | 'nothing' | 'refused', profileId = 'profile-1') {
  const gateway = createScriptedGateway({
    submit: () =>
      outcome === 'refused'
        ? {
            kind: 'refused',
            mayRetry: false,
            failure: { code: 'bad-parameter', message: 'No.', nextStep: 'edit-input' },
          }
        : {
            kind: 'completed',
            outputs: [{ media: 'audio', source: { kind: 'text', text: 'x' } }],
            items:
              outcome === 'made'
                ? [{ kind: 'kling-audio', remoteId: '825451760499568680', outputOrdinal: 0, durationMs: 3200 }]
                : [],
          },
  })
  const bench = await createBench({ gateway })
  const sent: SubmitRequest[] = []
  const notices: string[] = []
  const service = createContinuationService({
    db: bench.db,
    events: { publish: (_name, data) => void notices.push(JSON.stringify(data)), publishTo: () => {} },
    submit: async (request) => {
      sent.push(request)
      return bench.view(request.origin.kind === 'follow-up' ? request.origin.taskId : '')
    },
    activeProfile: async () => ({ id: profileId, label: 'x' }) as never,
  })
  const nextStep = { step: STEP, estimate: UNKNOWN_PRICE }
  const taskId = await addTask(bench.db, { nextStep })
  return { ...bench, service, sent, notices, taskId }
}

describe('a step that was ordered behind another', () => {
  it('is sent once when that one has succeeded, with what it made', async () => {
    const { engine, clock, view, service, sent, taskId } = await openStudio('made')
    expect((await view(taskId)).next).toMatchObject({ operationId: 'kling.lip_sync', state: 'waiting' })
    await engine.start()
    await clock.advance(SECOND_MS)
    await service.noteTask(await view(taskId))
    await service.noteTask(await view(taskId))
    expect(sent).toEqual([
      {
        clientRequestId: STEP.clientRequestId,
        operationId: STEP.operationId,
        modelId: STEP.modelId,
        params: { session_id: '1', face_id: '0', audio_id: '825451760499568680', sound_end_time: 3200 },
        origin: { kind: 'follow-up', taskId },
      },
    ])
    expect((await view(taskId)).next?.state).toBe('sent')
  })

  it('is sent after a restart that fell between the two, by the same request id', async () => {
    const { engine, clock, service, sent } = await openStudio('made')
    await engine.start()
    await clock.advance(SECOND_MS)
    await service.start()
    expect(sent.map(({ clientRequestId }) => clientRequestId)).toEqual([STEP.clientRequestId])
  })

  it('waits for the try that repeats a failed one', async () => {
    const { db, engine, clock, view, service, sent, taskId } = await openStudio('refused')
    await engine.start()
    await clock.advance(SECOND_MS)
    await service.noteTask(await view(taskId))
    expect(sent).toEqual([])
    const again = await addTask(db, { retryOf: taskId })
    expect((await view(again)).next?.state).toBe('waiting')
    expect((await view(taskId)).next).toBeNull()
  })

  it.each([
    ['nothing came that it could take', 'nothing', 'profile-1', 'gave nothing'],
    ['another key was chosen', 'made', 'profile-2', 'Another key'],
  ] as const)('is not sent, and says so, where %s', async (_, outcome, profileId, words) => {
    const { engine, clock, view, service, sent, notices, taskId } = await openStudio(outcome, profileId)
    await engine.start()
    await clock.advance(SECOND_MS)
    await service.noteTask(await view(taskId))
    expect(sent).toEqual([])
    expect((await view(taskId)).next).toMatchObject({ state: 'failed' })
    expect(notices.join()).toContain(words)
  })

  it('is written once for one press, however often it is sent', async () => {
    const { db } = await openStudio('made')
    const clientRequestId = newId()
    const nextStep = { step: { ...STEP, clientRequestId: newId() }, estimate: UNKNOWN_PRICE }
    await addTask(db, { clientRequestId, nextStep })
    await addTask(db, { clientRequestId, nextStep })
    expect(db.all('test', 'SELECT id FROM continuation')).toHaveLength(2)
  })
})
