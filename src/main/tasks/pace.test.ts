import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLanes } from './lanes'
import { pollIntervalMs } from './pace'
import { createRequestBudget } from './request-budget'

describe('pollIntervalMs', () => {
  it('never asks faster than every 3.6 s nor slower than every 33 s, and slower for older tasks', () => {
    fc.assert(
      fc.property(fc.nat({ max: 90_000_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (ageMs, random) => {
        const interval = pollIntervalMs(ageMs, random)
        expect(interval).toBeGreaterThanOrEqual(3_600)
        expect(interval).toBeLessThanOrEqual(33_000)
        expect(pollIntervalMs(ageMs + 60_000, random)).toBeGreaterThanOrEqual(interval)
      }),
    )
  })
})

describe('createRequestBudget', () => {
  it('lets at most burst + rate pass in any second, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 300 }), (gaps) => {
        const budget = createRequestBudget(8, 2)
        const taken: number[] = []
        let nowMs = 0
        for (const gap of gaps) {
          nowMs += gap
          if (budget.take(nowMs)) taken.push(nowMs)
        }
        for (const start of taken)
          expect(taken.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(10)
      }),
    )
  })

  it('says when the next one is free', () => {
    const budget = createRequestBudget(10, 1)
    expect(budget.take(0)).toBe(true)
    expect(budget.take(0)).toBe(false)
    expect(budget.take(budget.waitMs(0))).toBe(true)
  })
})

describe('createLanes', () => {
  it('stops a refused lane for the asked time, at most ten minutes, and lets it grow again slowly', () => {
    const lanes = createLanes(8)
    lanes.slowDown('kling:a', 2, 1e9, 0)
    expect(lanes.limits(599_999)).toEqual({ 'kling:a': 0 })
    expect(lanes.limits(600_000)).toEqual({ 'kling:a': 2 })
    expect(lanes.limits(719_999)).toEqual({ 'kling:a': 2 })
    expect(lanes.limits(720_000)).toEqual({ 'kling:a': 3 })
  })

  it('never learns a limit of zero', () => {
    const lanes = createLanes(8)
    lanes.slowDown('kling:a', 0, -5, 0)
    expect(lanes.limits(0)).toEqual({ 'kling:a': 1 })
  })
})
