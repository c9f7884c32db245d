/** One line of the table and of `artifacts/bench.json`. */
export interface BenchResult {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly reference: number | null
  /** ours ÷ reference, where there is a reference. */
  readonly ratio: number | null
  /** In words, as it is judged. */
  readonly budget: string | null
  readonly verdict: 'pass' | 'fail' | 'info'
}

export type Budget =
  | { readonly maxRatio: number }
  | { readonly maxOurs: number }
  | { readonly maxAboveReference: number }

export interface Measured {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly reference?: number
  readonly budgets?: readonly Budget[]
}

/** Judges a measurement; without a budget it is only told. A number that could not be had never passes. */
export function judge({ id, name, unit, ours, reference, budgets = [] }: Measured): BenchResult {
  const ratio = reference === undefined ? null : ours / reference
  const isMet = budgets.every((budget) => isWithin(budget, ours, reference))
  return {
    id,
    name,
    unit,
    ours: rounded(ours),
    reference: reference === undefined ? null : rounded(reference),
    ratio: ratio === null ? null : rounded(ratio),
    budget: budgets.length === 0 ? null : budgets.map((budget) => wordsOf(budget, unit)).join(' and '),
    verdict: budgets.length === 0 ? 'info' : isMet ? 'pass' : 'fail',
  }
}

function isWithin(budget: Budget, ours: number, reference = Number.NaN): boolean {
  if ('maxRatio' in budget) return ours / reference <= budget.maxRatio
  if ('maxOurs' in budget) return ours <= budget.maxOurs
  return ours - reference <= budget.maxAboveReference
}

function wordsOf(budget: Budget, unit: string): string {
  if ('maxRatio' in budget) return `≤ ${budget.maxRatio}×`
  if ('maxOurs' in budget) return `≤ ${budget.maxOurs} ${unit}`
  return `≤ reference + ${budget.maxAboveReference} ${unit}`
}

/** Three digits that say something, whole numbers from 100 on. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
