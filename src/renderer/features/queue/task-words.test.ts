import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { expect, test } from 'vitest'
import { taskWords } from './task-words'

const BUSY: Failure = {
  code: 'rate-limited',
  message: 'Too many requests: the gateway asks to wait.',
  nextStep: 'wait',
}

const task = (change: Partial<TaskView>): TaskView =>
  ({
    state: 'queued',
    failure: null,
    remoteStatus: null,
    cancelRequested: false,
    finishedAtMs: null,
    ...change,
  }) as TaskView

test('work that waits because it was turned away says why, not only that it waits', () => {
  expect(taskWords(task({}), 0)).toBe('Waiting to be sent')
  expect(taskWords(task({ failure: BUSY }), 0)).toBe(`${BUSY.message} It is tried again by itself.`)
})

test('a task that the gateway spoke of is never called maybe not accepted', () => {
  expect(taskWords(task({ state: 'unknown' }), 0)).toMatch(/whether it was accepted/)
  expect(taskWords(task({ state: 'unknown', remoteStatus: 'rearranging' }), 0)).toMatch(/^Accepted/)
})
