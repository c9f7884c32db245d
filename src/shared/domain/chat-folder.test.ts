import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOverCap, raisedCap } from './chat-folder'

const spent = (amountMicroUsd: number, capMicroUsd: number | null) => ({
  amountMicroUsd,
  capMicroUsd,
  capMode: 'stop' as const,
  unknownCount: 0,
  inputTokens: 0,
  outputTokens: 0,
})

describe('a cap', () => {
  it('is reached when all of it is spent, also where it is nothing', () => {
    expect(isOverCap(spent(999, 1_000))).toBe(false)
    expect(isOverCap(spent(1_000, 1_000))).toBe(true)
    expect(isOverCap(spent(0, 0))).toBe(true)
    expect(isOverCap(spent(5, null))).toBe(false)
  })

  it('is above what was spent after one click', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (amount, cap) => {
        const raised = raisedCap(spent(amount, cap))
        expect(isOverCap(spent(amount, raised))).toBe(false)
        expect(raised % 10_000).toBe(0)
      }),
    )
  })
})
