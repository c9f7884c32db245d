import { detach } from '@renderer/data/detach'
import type { AssetCard } from '@shared/domain/asset'
import { useState } from 'react'
import type { CardStore } from '../grid/card-store'
import { clamp } from '../grid/layout'
import { add, countOf, EVERYTHING, invert, isSelected, NOTHING, selectOnly, type Selection, toggle } from './selection'

/** A cell by id and by where it was last: items move when others come, and may not be loaded yet. */
interface Spot {
  readonly id: string | null
  readonly index: number
}

export interface SelectModifiers {
  /** From the last anchor to here. */
  readonly isRange?: boolean
  /** In or out, the others stay. */
  readonly isToggle?: boolean
}

export interface GridSelection {
  readonly selection: Selection
  readonly count: number
  readonly focusIndex: number
  /** The one selected item, or null when it is none or several. */
  readonly singleId: string | null
  readonly pick: (index: number, modifiers?: SelectModifiers) => void
  readonly focus: (index: number) => void
  readonly selectAll: () => void
  readonly invert: () => void
  readonly clear: () => void
  readonly select: (card: Pick<AssetCard, 'id'>, index: number) => void
  readonly selectIds: (ids: readonly string[]) => void
  /** What a drawn rectangle holds now; added to what was selected when it began, or instead of it. */
  readonly selectMarked: (ids: readonly string[], isAdded: boolean) => void
  /** Ids of what is selected; of a big selection the pages are read first. */
  readonly selectedIds: () => Promise<readonly string[]>
  /** Ids known at once, in the grid's order as far as it is loaded; for drags, which cannot wait. */
  readonly knownIds: () => readonly string[]
  /** Selects the neighbour of items that are about to leave, and answers with it. */
  readonly stepOff: (ids: readonly string[]) => AssetCard | null
}

export function useGridSelection(store: CardStore, total: number): GridSelection {
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const [focused, setFocused] = useState<Spot>({ id: null, index: 0 })
  const [anchor, setAnchor] = useState<Spot>({ id: null, index: 0 })
  const last = Math.max(0, total - 1)
  const focusIndex = indexOfSpot(store, focused, last)

  const setSpot = (index: number, isAnchor: boolean): void => {
    const spot = { id: store.cardAt(index)?.id ?? null, index }
    setFocused(spot)
    if (isAnchor) setAnchor(spot)
  }
  const selectRange = async (index: number, isAdded: boolean): Promise<void> => {
    const start = indexOfSpot(store, anchor, last)
    const cards = await store.load(Math.min(start, index), Math.max(start, index) + 1)
    const ids = cards.map((card) => card.id)
    setSelection((known) => (isAdded ? add(known, ids) : selectOnly(ids)))
  }
  const selectOne = async (index: number, isToggle: boolean): Promise<void> => {
    const card = store.cardAt(index) ?? (await store.load(index, index + 1))[0]
    if (!card) return
    setSelection((known) => (isToggle ? toggle(known, card.id) : selectOnly([card.id])))
  }
  const select = (card: Pick<AssetCard, 'id'>, index: number): void => {
    setFocused({ id: card.id, index })
    setAnchor({ id: card.id, index })
    setSelection(selectOnly([card.id]))
  }
  const singleId = selection.kind === 'some' && selection.ids.size === 1 ? [...selection.ids][0]! : null

  return {
    selection,
    count: countOf(selection, total),
    focusIndex,
    singleId,
    pick: (index, { isRange = false, isToggle = false } = {}) => {
      setSpot(index, !isRange)
      detach(isRange ? selectRange(index, isToggle) : selectOne(index, isToggle), 'select items')
    },
    focus: (index) => setSpot(index, false),
    selectAll: () => setSelection(EVERYTHING),
    invert: () => setSelection(invert),
    clear: () => setSelection(NOTHING),
    select,
    selectIds: (ids) => setSelection(selectOnly(ids)),
    selectMarked: (ids, isAdded) => setSelection((known) => (isAdded ? add(known, ids) : selectOnly(ids))),
    selectedIds: async () => {
      if (selection.kind === 'some') return [...selection.ids]
      const cards = await store.load(0, total)
      return cards.map((card) => card.id).filter((id) => isSelected(selection, id))
    },
    knownIds: () => knownIds(store, selection, focusIndex),
    stepOff: (ids) => {
      const next = neighbourOf(store, ids, total)
      if (next) select(next.card, next.index)
      else setSelection(NOTHING)
      return next?.card ?? null
    },
  }
}

function indexOfSpot(store: CardStore, spot: Spot, last: number): number {
  if (spot.id === null || store.cardAt(spot.index)?.id === spot.id) return clamp(spot.index, 0, last)
  return clamp(store.indexOf(spot.id) ?? spot.index, 0, last)
}

const MAX_KNOWN = 500

function knownIds(store: CardStore, selection: Selection, focusIndex: number): readonly string[] {
  if (selection.kind === 'some') return [...selection.ids].sort(byPlace(store))
  const ids: string[] = []
  for (
    let index = Math.max(0, focusIndex - MAX_KNOWN);
    ids.length < MAX_KNOWN && index < focusIndex + MAX_KNOWN;
    index += 1
  ) {
    const card = store.cardAt(index)
    if (card && isSelected(selection, card.id)) ids.push(card.id)
  }
  return ids
}

function byPlace(store: CardStore): (left: string, right: string) => number {
  const places = new Map<string, number>()
  const placeOf = (id: string): number => {
    const place = places.get(id) ?? store.indexOf(id) ?? Infinity
    places.set(id, place)
    return place
  }
  return (left, right) => placeOf(left) - placeOf(right) || 0
}

/** The first item behind the leaving ones that stays, or else the last one before them. */
function neighbourOf(
  store: CardStore,
  leavingIds: readonly string[],
  total: number,
): { readonly card: AssetCard; readonly index: number } | null {
  const leaving = new Set(leavingIds)
  const places = leavingIds
    .slice(0, MAX_KNOWN)
    .map((id) => store.indexOf(id))
    .filter((index) => index !== null)
  if (places.length === 0) return null
  const first = Math.min(...places)
  for (let index = first + 1; index < Math.min(total, first + MAX_KNOWN); index += 1) {
    const card = store.cardAt(index)
    if (card && !leaving.has(card.id)) return { card, index }
  }
  for (let index = first - 1; index >= 0; index -= 1) {
    const card = store.cardAt(index)
    if (card && !leaving.has(card.id)) return { card, index }
  }
  return null
}
