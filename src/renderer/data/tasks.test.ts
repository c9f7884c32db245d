import type { TaskView } from '@shared/domain/task'
import { beforeEach, expect, test } from 'vitest'
import { mergeTasks, useTaskStore } from './tasks'

const view = (seq: number, state: TaskView['state']): TaskView => ({
  id: 'task-1',
  generationId: 'generation-1',
  seq,
  state,
  operationId: 'images.create',
  modelId: 'model',
  prompt: '',
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
  createdAtMs: 1,
  submittedAtMs: null,
  finishedAtMs: null,
  expectedSeconds: null,
})

beforeEach(() => useTaskStore.setState({ tasks: new Map() }))

test('a late event with an older number does not reopen a finished task', () => {
  mergeTasks([view(5, 'succeeded')])
  mergeTasks([view(4, 'polling')])
  expect(useTaskStore.getState().tasks.get('task-1')?.state).toBe('succeeded')
})

test('a merge that brings nothing newer leaves the store untouched, so that nothing re-renders', () => {
  mergeTasks([view(5, 'polling')])
  const before = useTaskStore.getState()
  mergeTasks([view(5, 'polling')])
  expect(useTaskStore.getState()).toBe(before)
})
