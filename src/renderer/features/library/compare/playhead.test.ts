import { expect, test } from 'vitest'
import { correctionOf, TOGETHER_S } from './playhead'

test('clips that start apart are together within a frame after a second, and stay so', () => {
  let [leader, follower] = [1, 0.9]
  let worst = 0
  for (let frame = 0; frame < 60 * 4; frame += 1) {
    const correction = correctionOf(leader, follower, 100)
    const rate = correction.kind === 'rate' ? correction.rate : 1
    if (correction.kind === 'seek') follower = correction.timeS
    leader += 1 / 60
    follower += rate / 60
    if (frame > 120) worst = Math.max(worst, Math.abs(leader - follower))
  }
  expect(worst).toBeLessThan(TOGETHER_S)
})

test('far apart is a seek, and a shorter clip waits at its end', () => {
  expect(correctionOf(5, 1, 100)).toEqual({ kind: 'seek', timeS: 5 })
  expect(correctionOf(9, 4, 4)).toEqual({ kind: 'none' })
})
