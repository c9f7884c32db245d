/** The list with one of its members a step further to the front or back; unchanged at the ends. */
export function movedBy(ids: readonly string[], id: string, step: -1 | 1): readonly string[] {
  const from = ids.indexOf(id)
  const to = from + step
  if (from < 0 || to < 0 || to >= ids.length) return ids
  const moved = ids.filter((other) => other !== id)
  moved.splice(to, 0, id)
  return moved
}
