import type { TaskView } from '@shared/domain/task'
import { expect, test } from 'vitest'
import { needsInput, pendingFollowUp } from './follow-ups'

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
  expect(pending && needsInput(pending)).toBe(false)
})

test('a window that asks for words opens a form first', () => {
  const pending = pendingFollowUp(task, {
    label: 'Confirm',
    operationId: 'midjourney.modal',
    params: { taskId: '1', prompt: 'a boat' },
  })
  expect(pending && needsInput(pending)).toBe(true)
  expect(pending?.hiddenKeys).toEqual(['taskId'])
})

test('a button of an operation that the catalog does not know cannot be pressed', () => {
  expect(pendingFollowUp(task, { label: 'U1', operationId: 'gone.op', params: {} })).toBeNull()
})
