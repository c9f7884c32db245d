import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { electronAgeWarning } from './electron-age'

const DAY_MS = 24 * 60 * 60 * 1000

describe('electronAgeWarning', () => {
  it('warns after sixty days, not before', () => {
    const reviewedMs = Date.parse('2026-01-01')
    expect(electronAgeWarning(reviewedMs + 60 * DAY_MS, '2026-01-01')).toBeNull()
    expect(electronAgeWarning(reviewedMs + 61 * DAY_MS, '2026-01-01')).toContain('61 days')
  })
})

describe('package.json', () => {
  it('declares one exact Electron, of a line that still gets fixes', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: Record<string, string>
    }
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45)
  })
})
