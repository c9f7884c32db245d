/** What is selected: some items by id, or everything of the filter but some; so that 100,000 need no list. */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

export const NOTHING: Selection = { kind: 'some', ids: new Set() }
export const EVERYTHING: Selection = { kind: 'all', except: new Set() }

export function selectOnly(ids: readonly string[]): Selection {
  return { kind: 'some', ids: new Set(ids) }
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

export function toggle(selection: Selection, id: string): Selection {
  if (selection.kind === 'some') return { kind: 'some', ids: flip(selection.ids, id) }
  return { kind: 'all', except: flip(selection.except, id) }
}

export function add(selection: Selection, ids: readonly string[]): Selection {
  if (selection.kind === 'some') return { kind: 'some', ids: new Set([...selection.ids, ...ids]) }
  const added = new Set(ids)
  return { kind: 'all', except: new Set([...selection.except].filter((id) => !added.has(id))) }
}

/** What was not selected, and nothing that was. */
export function invert(selection: Selection): Selection {
  return selection.kind === 'some' ? { kind: 'all', except: selection.ids } : { kind: 'some', ids: selection.except }
}

export function countOf(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size)
}

function flip(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
