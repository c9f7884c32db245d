import { describe, expect, it } from 'vitest'
import { judge } from './result.ts'

const line = { id: 'P0', name: 'a thing', unit: 'ms' }

describe('judge', () => {
  it('needs every budget to be met', () => {
    const budgets = [{ maxRatio: 1.5 }, { maxOurs: 10 }] as const
    expect(judge({ ...line, ours: 9, reference: 8, budgets }).verdict).toBe('pass')
    expect(judge({ ...line, ours: 11, reference: 8, budgets }).verdict).toBe('fail')
    expect(judge({ ...line, ours: 9, reference: 1, budgets }).verdict).toBe('fail')
  })

  it('judges by the exact numbers and shows rounded ones', () => {
    const result = judge({ ...line, ours: 100.4, reference: 99, budgets: [{ maxOurs: 100 }] })
    expect(result).toMatchObject({ ours: 100, reference: 99, ratio: 1.01, verdict: 'fail', budget: '≤ 100 ms' })
  })

  it('allows a fixed amount above the reference', () => {
    expect(judge({ ...line, ours: 250, reference: 100, budgets: [{ maxAboveReference: 150 }] }).verdict).toBe('pass')
    expect(judge({ ...line, ours: 251, reference: 100, budgets: [{ maxAboveReference: 150 }] }).verdict).toBe('fail')
  })

  it('passes nothing that could not be measured', () => {
    expect(judge({ ...line, ours: Number.NaN, budgets: [{ maxOurs: 10 }] }).verdict).toBe('fail')
    expect(judge({ ...line, ours: 3, budgets: [{ maxRatio: 2 }] }).verdict).toBe('fail')
  })

  it('only tells what has no budget', () => {
    expect(judge({ ...line, ours: 3 })).toMatchObject({ verdict: 'info', budget: null, ratio: null, reference: null })
  })
})
