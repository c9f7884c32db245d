export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range with Shift begins. */
  readonly anchorId: string | null
}

export const NO_SELECTION: Selection = { ids: new Set(), anchorId: null }

/** How a press meant to choose: alone, one more or less, or all from the anchor on. */
export type SelectionWay = 'toggle' | 'range'

/** The selection after a press on `id`; `order` is what is shown, from top to bottom. */
export function select(selection: Selection, id: string, way: SelectionWay, order: readonly string[]): Selection {
  if (way === 'toggle') {
    const ids = new Set(selection.ids)
    if (!ids.delete(id)) ids.add(id)
    return { ids, anchorId: id }
  }
  const from = order.indexOf(selection.anchorId ?? order[0] ?? '')
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return { ids: new Set([id]), anchorId: id }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchorId: selection.anchorId ?? order[0] ?? null }
}
