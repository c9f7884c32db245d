import { describe, expect, it } from 'vitest'
import { createTokenBucket } from './token-bucket'

function setUp(ratePerSecond = 10, burst = 5) {
  let nowMs = 1_000
  const bucket = createTokenBucket({ clock: { monotonicMs: () => nowMs }, ratePerSecond, burst })
  const advance = (ms: number): void => {
    nowMs += ms
  }
  const takeAll = (name = 'key@host'): number => {
    let taken = 0
    while (bucket.tryTake(name).isTaken) taken += 1
    return taken
  }
  return { bucket, advance, takeAll }
}

describe('token bucket', () => {
  it('never lets more through than burst plus rate times time', () => {
    const { advance, takeAll } = setUp()
    let taken = takeAll()
    for (let step = 0; step < 100; step += 1) {
      advance(37)
      taken += takeAll()
    }
    expect(taken).toBeLessThanOrEqual(5 + 37)
    expect(taken).toBeGreaterThanOrEqual(5 + 36)
  })

  it('says a wait after which a call really goes through', () => {
    const { bucket, advance, takeAll } = setUp()
    takeAll()
    const refused = bucket.tryTake('key@host')
    expect(refused.isTaken).toBe(false)
    advance(refused.isTaken ? 0 : refused.waitMs)
    expect(bucket.tryTake('key@host').isTaken).toBe(true)
  })

  it('stops for Retry-After without a burst at its end, and leaves other keys alone', () => {
    const { bucket, advance, takeAll } = setUp()
    bucket.noteRateLimited('key@host', 3_000)
    expect(bucket.tryTake('key@host')).toEqual({ isTaken: false, waitMs: 3_000 })
    expect(takeAll('other@host')).toBe(5)
    advance(3_000)
    expect(takeAll()).toBe(1)
  })

  it('halves once for the many 429 of one burst, has a floor, and recovers by answers', () => {
    const { bucket, advance } = setUp()
    for (let index = 0; index < 20; index += 1) bucket.noteRateLimited('key@host', 1_000)
    expect(bucket.ratePerSecond('key@host')).toBe(5)
    for (let round = 0; round < 10; round += 1) {
      advance(2_000)
      bucket.noteRateLimited('key@host', 1_000)
    }
    expect(bucket.ratePerSecond('key@host')).toBe(10 / 16)
    for (let index = 0; index < 100; index += 1) bucket.noteAnswered('key@host')
    expect(bucket.ratePerSecond('key@host')).toBe(10)
  })
})
