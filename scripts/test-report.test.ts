import { expect, it } from 'vitest'
import { countTests, sumCounts } from './test-report.ts'

it('adds up the reports of several runs', () => {
  const reports = ['{"numPassedTests":3,"numFailedTests":1}', '{"numPassedTests":4,"numFailedTests":0}']
  expect(sumCounts(reports.map(countTests))).toEqual({ passed: 7, failed: 1 })
})

it('counts nothing for a report that was never written', () => {
  expect(countTests('')).toEqual({ passed: 0, failed: 0 })
})
