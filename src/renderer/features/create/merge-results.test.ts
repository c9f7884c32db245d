import type { GenerationOrigin, TaskState, TaskView } from '@shared/domain/task'
import { expect, test } from 'vitest'
import { isAnsweredWindow, mergeResults, wordsOfRuns } from './merge-results'

const task = (id: string, seq: number, state: TaskState, origin: GenerationOrigin = { kind: 'create' }) =>
  ({ id, seq, state, origin, createdAtMs: Number(id) }) as TaskView

test('the list of a moment ago does not set a finished run back to running', () => {
  const merged = mergeResults([task('1', 3, 'polling')], [task('1', 5, 'succeeded')])
  expect(merged.map(({ state }) => state)).toEqual(['succeeded'])
})

test('newest first, without the runs of other views', () => {
  const shot = task('3', 1, 'queued', { kind: 'shot', shotId: 's' })
  const button = task('2', 1, 'queued', { kind: 'follow-up', taskId: '1' })
  expect(mergeResults([task('1', 1, 'queued')], [shot, button]).map(({ id }) => id)).toEqual(['2', '1'])
})

test('an enlarged picture carries the words of the sheet that it came from', () => {
  const sheet = { ...task('1', 1, 'succeeded'), prompt: 'a boat' }
  const enlarged = { ...task('2', 1, 'succeeded', { kind: 'follow-up', taskId: '1' }), prompt: '' }
  const again = { ...task('3', 1, 'succeeded', { kind: 'follow-up', taskId: '2' }), prompt: '' }
  const orphan = { ...task('4', 1, 'succeeded', { kind: 'follow-up', taskId: 'gone' }), prompt: '' }
  const words = wordsOfRuns([again, enlarged, orphan, sheet])
  expect([words.get('3'), words.get('4')]).toEqual(['a boat', ''])
})

test('an answered window gives its place to the answer, a waiting one keeps it', () => {
  expect(isAnsweredWindow({ ...task('1', 1, 'succeeded'), outputs: [] })).toBe(true)
  expect(isAnsweredWindow({ ...task('1', 1, 'waiting-input'), outputs: [] })).toBe(false)
})
