import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addedShot,
  landingAfter,
  moveByOne,
  moveTo,
  neighbourOf,
  numberedShots,
  positionIn,
  type ShotMove,
} from './shot-order'

const boardOf = (...scenes: readonly (readonly (readonly [string, number])[])[]): StoryboardDetail => ({
  id: 'p',
  title: '',
  createdAtMs: 0,
  updatedAtMs: 0,
  scenes: scenes.map((shots, index) => ({
    id: `s${index}`,
    projectId: 'p',
    position: index,
    title: '',
    shots: shots.map(([id, position]) => ({
      id,
      position,
      sceneId: `s${index}`,
      text: '',
      seconds: 1,
      chosenTakeId: null,
      takes: [],
    })),
  })),
})

/** What the main process does with a move, on all shots of a scene, deleted ones included. */
function carryOut(board: StoryboardDetail, move: ShotMove): StoryboardDetail {
  const moved = numberedShots(board).find(({ shot }) => shot.id === move.shotId)!.shot
  const dense = (shots: readonly Shot[]): readonly Shot[] => shots.map((shot, position) => ({ ...shot, position }))
  return {
    ...board,
    scenes: board.scenes.map((scene) => {
      const rest = dense(scene.shots.filter(({ id }) => id !== move.shotId))
      if (scene.id !== move.sceneId) return { ...scene, shots: rest }
      return { ...scene, shots: dense([...rest.slice(0, move.position), moved, ...rest.slice(move.position)]) }
    }),
  }
}

const ids = (board: StoryboardDetail): readonly string[] =>
  board.scenes.map(({ shots }) => shots.map(({ id }) => id).join(''))

const BOARD = boardOf(
  [
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ],
  [],
  [
    ['d', 0],
    ['e', 1],
  ],
)

describe('moving a shot', () => {
  test('lands right before the shot it was dropped on, from either side and over scenes', () => {
    const drop = (shotId: string, sceneId: string, beforeShotId: string | null) => {
      const move = moveTo(BOARD, shotId, { sceneId, beforeShotId })
      return move ? ids(carryOut(BOARD, move)) : null
    }
    expect(drop('a', 's0', 'c')).toEqual(['bac', '', 'de'])
    expect(drop('c', 's0', 'a')).toEqual(['cab', '', 'de'])
    expect(drop('a', 's0', null)).toEqual(['bca', '', 'de'])
    expect(drop('a', 's1', null)).toEqual(['bc', 'a', 'de'])
    expect(drop('b', 's2', 'e')).toEqual(['ac', '', 'dbe'])
  })

  test('a drop on its own place changes nothing and asks for nothing', () => {
    expect(moveTo(BOARD, 'b', { sceneId: 's0', beforeShotId: 'b' })).toBeNull()
    expect(moveTo(BOARD, 'b', { sceneId: 's0', beforeShotId: 'c' })).toBeNull()
    expect(moveTo(BOARD, 'c', { sceneId: 's0', beforeShotId: null })).toBeNull()
    expect(moveTo(BOARD, 'gone', { sceneId: 's0', beforeShotId: null })).toBeNull()
  })

  test('goes by the kept places of deleted shots, not by what is seen', () => {
    const gappy = boardOf([
      ['a', 0],
      ['b', 4],
      ['c', 5],
    ])
    expect(moveTo(gappy, 'c', { sceneId: 's0', beforeShotId: 'b' })?.position).toBe(4)
    expect(moveTo(gappy, 'a', { sceneId: 's0', beforeShotId: 'c' })?.position).toBe(4)
    expect(positionIn(gappy.scenes[0]!, null)).toBe(6)
  })

  test('by keys it walks through the whole film and back', () => {
    const walk = (start: StoryboardDetail, step: -1 | 1) => {
      const seen: string[] = []
      let board = start
      for (let move = moveByOne(board, 'a', step); move; move = moveByOne(board, 'a', step)) {
        board = carryOut(board, move)
        seen.push(ids(board).join('|'))
      }
      return { seen, board }
    }
    const there = walk(BOARD, 1)
    expect(there.seen).toEqual(['bac||de', 'bca||de', 'bc|a|de', 'bc||ade', 'bc||dae', 'bc||dea'])
    const back = walk(there.board, -1)
    expect(back.seen.at(-1)).toBe('abc||de')
  })

  test('never loses or doubles a shot, wherever it is dropped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        fc.constantFrom('s0', 's1', 's2'),
        fc.nat(5),
        (shotId, sceneId, index) => {
          const scene = BOARD.scenes.find(({ id }) => id === sceneId)!
          const beforeShotId = scene.shots[index]?.id ?? null
          const move = moveTo(BOARD, shotId, { sceneId, beforeShotId })
          if (!move) return
          const after = carryOut(BOARD, move)
          expect(
            numberedShots(after)
              .map(({ shot }) => shot.id)
              .toSorted(),
          ).toEqual(['a', 'b', 'c', 'd', 'e'])
          const shots = after.scenes.find(({ id }) => id === sceneId)!.shots
          expect(shots[shots.findIndex(({ id }) => id === shotId) + 1]?.id ?? null).toBe(beforeShotId)
        },
      ),
    )
  })
})

test('the selection goes to the next shot, at the end to the one before, and nowhere from the only one', () => {
  expect(neighbourOf(BOARD, 'c')).toBe('d')
  expect(neighbourOf(BOARD, 'e')).toBe('d')
  expect(neighbourOf(boardOf([['a', 0]]), 'a')).toBeNull()
})

test('the shot that was added is told from the others, with its number', () => {
  const after = boardOf(
    [
      ['a', 0],
      ['new', 1],
      ['b', 2],
      ['c', 3],
    ],
    [],
    [
      ['d', 0],
      ['e', 1],
    ],
  )
  expect(addedShot(BOARD, after)).toMatchObject({ number: 2, shot: { id: 'new' } })
  expect(addedShot(BOARD, BOARD)).toBeNull()
  expect(landingAfter(BOARD.scenes[0]!, 'c')).toEqual({ sceneId: 's0', beforeShotId: null })
})
