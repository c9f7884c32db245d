export type TestCount = { readonly passed: number; readonly failed: number }

export const noTests: TestCount = { passed: 0, failed: 0 }

/** Counts of a report of vitest's JSON reporter; a missing or broken one counts as no tests. */
export function countTests(reportJson: string): TestCount {
  try {
    const report = JSON.parse(reportJson) as { numPassedTests?: unknown; numFailedTests?: unknown }
    return { passed: asCount(report.numPassedTests), failed: asCount(report.numFailedTests) }
  } catch {
    return noTests
  }
}

export function sumCounts(counts: readonly TestCount[]): TestCount {
  return counts.reduce(
    (sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }),
    noTests,
  )
}

function asCount(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : 0
}
