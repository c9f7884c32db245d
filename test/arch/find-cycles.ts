import type { ImportFact } from './judge-imports.ts'

/** Circles among modules that import each other at run time, each as `a → b → a`. */
export function findCycles(facts: readonly ImportFact[]): readonly string[] {
  const targets = new Map<string, string[]>()
  for (const fact of facts) {
    if (!fact.isOwn || fact.isTypeOnly) continue
    const from = fact.from.replace(/\.tsx?$/, '')
    targets.set(from, [...(targets.get(from) ?? []), fact.to])
  }
  const finished = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) {
      cycles.push([...path.slice(start), file].join(' → '))
      return
    }
    if (finished.has(file)) return
    for (const target of targets.get(file) ?? []) visit(target, [...path, file])
    finished.add(file)
  }
  for (const file of targets.keys()) visit(file, [])
  return cycles
}
