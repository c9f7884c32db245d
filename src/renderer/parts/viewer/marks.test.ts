import { describe, expect, it } from 'vitest'
import { NO_MARKS, shuttle, turnAt, withIn, withOut } from './marks'

describe('in and out points', () => {
  it('never enclose nothing', () => {
    const both = withOut(withIn(NO_MARKS, 1_000, 5_000), 3_000)
    expect(both).toEqual({ inMs: 1_000, outMs: 3_000 })
    expect(withIn(both, 4_000, 5_000)).toEqual({ inMs: 4_000, outMs: null })
    expect(withOut(both, 500)).toEqual({ inMs: null, outMs: 500 })
  })

  it('turn the playing round, or end it', () => {
    const marks = { inMs: 1_000, outMs: 3_000 }
    expect(turnAt(marks, 2_999, true)).toBeNull()
    expect(turnAt(marks, 3_000, true)).toBe(1_000)
    expect(turnAt(marks, 3_000, false)).toBe('stop')
    expect(turnAt({ inMs: 1_000, outMs: null }, 9_000, true)).toBeNull()
  })
})

describe('J and L', () => {
  it('begin, double up to four, and turn', () => {
    expect(shuttle(1, false, 1)).toBe(1)
    expect(shuttle(1, true, 1)).toBe(2)
    expect(shuttle(4, true, 1)).toBe(4)
    expect(shuttle(4, true, -1)).toBe(-1)
    expect(shuttle(-1, true, -1)).toBe(-2)
  })
})
