/** Which elements show which rows: a row keeps its slot while it is in the page, and hands it on when it leaves. */
export interface RowSlots {
  readonly slotOf: ReadonlyMap<string, number>
  /** Slots that were never given out begin here. */
  readonly next: number
}

export const NO_SLOTS: RowSlots = { slotOf: new Map(), next: 0 }

/**
 * Gives rows that come the slots of rows that went, so that scrolling changes elements instead of making and dropping
 * them by the thousand. What comes above rows that stay gets slots of its own: to hand one on upwards, all rows
 * beneath would have to be moved in the page, and a moved element loses the keyboard.
 *
 * @param keys the rows in the page, in order
 * @returns the former object when nothing changed
 */
export function assignSlots(former: RowSlots, keys: readonly string[]): RowSlots {
  if (keys.length === former.slotOf.size && keys.every((key) => former.slotOf.has(key))) return former
  const shown = new Set(keys)
  const free = [...former.slotOf].filter(([key]) => !shown.has(key)).map(([, slot]) => slot)
  const firstKept = keys.findIndex((key) => former.slotOf.has(key))
  const slotOf = new Map<string, number>()
  let next = former.next
  keys.forEach((key, place) => {
    const kept = former.slotOf.get(key)
    const handedOn = kept === undefined && place > firstKept ? free.shift() : undefined
    const slot = kept ?? handedOn ?? next
    if (slot === next) next += 1
    slotOf.set(key, slot)
  })
  return { slotOf, next }
}
