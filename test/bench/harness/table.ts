import type { BenchResult } from './result.ts'

const HEAD = ['', 'what', 'unit', 'ours', 'reference', 'ratio', 'budget', 'verdict'] as const
const RIGHT_ALIGNED: ReadonlySet<string> = new Set(['ours', 'reference', 'ratio'])

/** The results as text in columns. */
export function tableOf(results: readonly BenchResult[]): string {
  const rows = results.map((result) => [
    result.id,
    result.name,
    result.unit,
    shown(result.ours),
    shown(result.reference),
    result.ratio === null ? '–' : `${shown(result.ratio)}×`,
    result.budget ?? '–',
    result.verdict,
  ])
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return RIGHT_ALIGNED.has(HEAD[column] ?? '') ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(HEAD), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

function shown(value: number | null): string {
  if (value === null) return '–'
  return Number.isFinite(value) ? value.toLocaleString('en', { maximumFractionDigits: 4 }) : 'none'
}
