import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import { describe, expect, test } from 'vitest'
import { cutBeside, scheduleOf, segmentIndexAt, startOfShot, totalSeconds } from './schedule'

const shot = (id: string, seconds: number, change: Partial<Shot> = {}): Shot => ({
  id,
  sceneId: 's',
  position: 0,
  text: `text of ${id}`,
  seconds,
  chosenTakeId: null,
  takes: [],
  ...change,
})

const board = (...scenes: readonly (readonly Shot[])[]): StoryboardDetail => ({
  id: 'p',
  title: '',
  createdAtMs: 0,
  updatedAtMs: 0,
  scenes: scenes.map((shots, index) => ({ id: `s${index}`, projectId: 'p', position: index, title: '', shots })),
})

const take = (id: string, media: 'image' | 'audio', assetId: string | null = `asset-${id}`) => ({
  id,
  shotId: 'a',
  taskId: null,
  assetId,
  media,
  createdAtMs: 0,
})

describe('the schedule', () => {
  test('runs through all scenes without gaps, even where tenths do not add up in binary', () => {
    const segments = scheduleOf(board([shot('a', 0.1), shot('b', 0.2)], [], [shot('c', 0.7)]))
    expect(segments.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0, 0.1],
      [0.1, 0.3],
      [0.3, 1],
    ])
    expect(segments.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(totalSeconds(segments)).toBe(1)
    expect(totalSeconds([])).toBe(0)
  })

  test('shows the chosen take only, never another one, never a sound and never one whose file is gone', () => {
    const takes = [take('t1', 'image'), take('t2', 'image'), take('t3', 'audio'), take('t4', 'image', null)]
    const shown = (chosenTakeId: string | null) =>
      scheduleOf(board([shot('a', 1, { takes, chosenTakeId })]))[0]?.take?.assetId ?? null
    expect(shown('t2')).toBe('asset-t2')
    expect(shown('t3')).toBeNull()
    expect(shown('t4')).toBeNull()
    expect(shown(null)).toBeNull()
  })
})

describe('seeking', () => {
  const segments = scheduleOf(board([shot('a', 2), shot('b', 3)], [shot('c', 1)]))

  test('a cut belongs to the shot that begins there, the very end to the last shot', () => {
    expect([0, 1.999, 2, 4.999, 5, 6, 99].map((seconds) => segmentIndexAt(segments, seconds))).toEqual([
      0, 0, 1, 1, 2, 2, 2,
    ])
    expect(segmentIndexAt([], 0)).toBe(-1)
  })

  test('a shot that was deleted meanwhile plays from the beginning', () => {
    expect(startOfShot(segments, 'c')).toBe(5)
    expect(startOfShot(segments, 'gone')).toBe(0)
  })

  test('back returns to the start of the shot first, then to the one before', () => {
    expect(cutBeside(segments, 4, -1)).toBe(2)
    expect(cutBeside(segments, 2.2, -1)).toBe(0)
    expect(cutBeside(segments, 0.2, -1)).toBe(0)
    expect(cutBeside(segments, 4, 1)).toBe(5)
    expect(cutBeside(segments, 5.5, 1)).toBe(6)
  })
})
