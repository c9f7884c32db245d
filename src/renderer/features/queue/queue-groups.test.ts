import type { TaskView } from '@shared/domain/task'
import { expect, test } from 'vitest'
import { groupTasks } from './queue-groups'

const task = (id: string, state: TaskView['state'], createdAtMs: number, seq = 1): TaskView => ({
  id,
  generationId: id,
  seq,
  state,
  operationId: 'operation',
  modelId: 'model',
  prompt: id,
  origin: { kind: 'create' },
  progress: null,
  remoteStatus: null,
  estimate: { kind: 'unknown', why: '' },
  chargedMicroUsd: null,
  failure: null,
  outputs: [],
  followUps: [],
  retryOf: null,
  cancelRequested: false,
  createdAtMs,
  submittedAtMs: null,
  finishedAtMs: null,
  expectedSeconds: null,
})

test('a task that two lists hold appears once, in its newest state', () => {
  const groups = groupTasks([[task('a', 'polling', 1, 3)], [task('a', 'succeeded', 1, 4)]])
  expect(groups.map(({ group, tasks }) => [group, tasks.length])).toEqual([['done', 1]])
})

test('unknown comes first, and empty groups are left out', () => {
  const groups = groupTasks([[task('a', 'failed', 1), task('b', 'unknown', 2), task('c', 'queued', 3)]])
  expect(groups.map(({ group }) => group)).toEqual(['unknown', 'waiting', 'failed'])
})

test('waiting tasks stand in the order they run, finished ones newest first', () => {
  const groups = groupTasks([
    [task('q2', 'queued', 2), task('q1', 'queued', 1), task('d1', 'succeeded', 1), task('d2', 'canceled', 2)],
  ])
  expect(groups.map(({ tasks }) => tasks.map(({ id }) => id))).toEqual([
    ['q1', 'q2'],
    ['d2', 'd1'],
  ])
})
