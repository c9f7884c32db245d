import type { TaskView } from '@shared/domain/task'
import { expect, test } from 'vitest'
import { followUpGroups, pendingFollowUp } from './follow-ups'

const task = { id: 't' } as TaskView

test('a button that only needs its id is pressed at once, at the price of what it does', () => {
  const pending = pendingFollowUp(task, {
    label: 'U1',
    operationId: 'midjourney.action',
    modelId: 'mj_upscale',
    params: { taskId: '1', customId: 'MJ::JOB::upsample::1::x' },
  })
  expect(pending?.modelId).toBe('mj_upscale')
  expect(pending?.params['chooseSameChannel']).toBe(true)
  expect(pending?.isSentAtOnce).toBe(true)
})

test('a window that asks for words opens a form first', () => {
  const pending = pendingFollowUp(task, {
    label: 'Confirm',
    operationId: 'midjourney.modal',
    params: { taskId: '1', prompt: 'a boat' },
  })
  expect(pending?.isSentAtOnce).toBe(false)
  expect(pending?.hiddenKeys).toEqual(['taskId'])
})

test('a button of an operation that the catalog does not know cannot be pressed', () => {
  expect(pendingFollowUp(task, { label: 'U1', operationId: 'gone.op', params: {} })).toBeNull()
})

test('a button whose ids are settled asks for the rest only', () => {
  const clip = { continue_clip_id: 'c', task_id: 't', continue_at: 12, title: 'Snow' }
  const settled = ['continue_clip_id', 'task_id']
  const pending = pendingFollowUp(task, {
    label: 'Continue',
    operationId: 'suno.music.extend',
    params: clip,
    settled,
  })
  expect(pending?.hiddenKeys).toEqual(settled)
  expect(pending?.isSentAtOnce).toBe(false)
  const wav = pendingFollowUp(task, {
    label: 'WAV',
    operationId: 'suno.wav',
    params: { clip_id: 'c' },
    settled: ['clip_id'],
  })
  expect(wav?.isSentAtOnce).toBe(true)
})

test('buttons of several takes stand by their take', () => {
  const button = (label: string, outputOrdinal?: number): TaskView['followUps'][number] => ({
    label,
    operationId: 'suno.wav',
    params: {},
    ...(outputOrdinal === undefined ? {} : { outputOrdinal }),
  })
  const groups = (followUps: TaskView['followUps']) => followUpGroups({ ...task, followUps }).map(({ label }) => label)
  expect(groups([button('WAV', 0), button('Continue', 0), button('WAV', 1)])).toEqual(['Take 1', 'Take 2'])
  expect(groups([button('WAV', 0)])).toEqual([null])
  expect(groups([button('U1'), button('U2')])).toEqual([null])
})
