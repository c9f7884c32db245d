import { detach } from '@renderer/data/detach'
import { useState } from 'react'
import type { CardStore } from '../grid/card-store'
import type { GridSelection } from '../selection/use-grid-selection'

export interface OpenedItem {
  readonly assetId: string
  /** Its place in the grid, or null for one that the filter does not show (a parent, a mask). */
  readonly index: number | null
  /** Opened for a quick look: the space bar closes it again. */
  readonly isQuick: boolean
}

export interface OpenedState {
  readonly opened: OpenedItem | null
  readonly open: (assetId: string, isQuick?: boolean) => void
  readonly close: () => void
  /** To the neighbour in the filter's order. */
  readonly step: (by: number) => void
  /** After the open item left: shows what took its place, or closes. */
  readonly replace: (assetId: string | null) => void
}

/** Which item is open, in step with the grid beneath, so that one comes back to it there. */
export function useOpened(store: CardStore, total: number, selection: GridSelection): OpenedState {
  const [kept, setKept] = useState<OpenedItem | null>(null)
  const opened = kept && { ...kept, index: store.indexOf(kept.assetId) ?? kept.index }

  const open = (assetId: string, isQuick = false): void => {
    const index = store.indexOf(assetId)
    setKept({ assetId, index, isQuick })
    if (index !== null) selection.select({ id: assetId }, index)
  }
  const goTo = async (index: number, isQuick: boolean): Promise<void> => {
    const card = store.cardAt(index) ?? (await store.load(index, index + 1))[0]
    if (!card) return
    setKept({ assetId: card.id, index, isQuick })
    selection.select(card, index)
  }
  return {
    opened,
    open,
    close: () => setKept(null),
    step: (by) => {
      if (!opened || opened.index === null) return
      const index = opened.index + by
      if (index >= 0 && index < total) detach(goTo(index, opened.isQuick), 'go to the next item')
    },
    replace: (assetId) => {
      if (assetId === null) setKept(null)
      else if (kept) open(assetId, kept.isQuick)
    },
  }
}
