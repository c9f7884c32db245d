/** Chosen ids after a press on one; where only so many fit, the earliest choice makes room. */
export function toggled(chosenIds: readonly string[], id: string, max: number): readonly string[] {
  if (chosenIds.includes(id)) return chosenIds.filter((other) => other !== id)
  return [...chosenIds, id].slice(-max)
}

/** Where an arrow key leads in a grid of `columns`; null for other keys. */
export function steppedIndex(key: string, index: number, columns: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }
  const next = steps[key]
  if (next === undefined) return null
  return next < 0 || next >= count ? index : next
}
