export interface BenchOptions {
  /** Which of the list to run; all when empty. */
  readonly ids: readonly string[]
  /** Only makes a library with so many assets; null: run. */
  readonly seedCount: number | null
  readonly isLong: boolean
}

/** @param args for example ['P4', 'P5'], ['--seed-library', '100000'], ['--long'] */
export function readOptions(args: readonly string[]): BenchOptions {
  const ids: string[] = []
  let seedCount: number | null = null
  let isLong = false
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? ''
    if (argument === '--long') isLong = true
    else if (argument === '--seed-library') {
      index += 1
      seedCount = Number(args[index])
      if (!Number.isInteger(seedCount) || seedCount < 0) throw new Error('--seed-library needs a count')
    } else if (/^P\d+$/i.test(argument)) ids.push(argument.toUpperCase())
    else throw new Error(`Not understood: ${argument}. Use: npm run bench [-- P4 P5 | --seed-library 100000 | --long]`)
  }
  return { ids, seedCount, isLong }
}
