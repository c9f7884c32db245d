import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { showToast } from '@renderer/ui/toast'
import { type CullingItem, type CullingSession, decide, isDecided } from '@shared/domain/library-culling'
import type { AssetMarks } from '@shared/domain/library-order'
import { useState } from 'react'
import { countWords } from '../actions/count-words'
import { newStep, undoAction } from '../actions/undo'

export interface Culling {
  readonly items: readonly CullingItem[]
  readonly position: number
  readonly goTo: (position: number) => void
  /** Decides of the item that is shown; answers with true when that was the last one. */
  readonly decide: (marks: AssetMarks, advances: boolean) => boolean
  readonly apply: (trashesRejects: boolean) => Promise<void>
  readonly discard: () => Promise<void>
}

/** A session on screen; every key press is in the database before the next one. */
export function useCulling(session: CullingSession): Culling {
  const [items, setItems] = useState(session.items)
  const [position, setPosition] = useState(Math.min(session.position, session.items.length - 1))
  const last = items.length - 1

  const save = (ordinal: number, marks: AssetMarks, next: number): void =>
    detach(request('library.decide-culling', { ordinal, marks, position: next }), 'keep a decision')
  return {
    items,
    position,
    goTo: (wanted) => {
      const next = Math.min(last, Math.max(0, wanted))
      if (next === position) return
      setPosition(next)
      save(position, items[position]?.marks ?? {}, next)
    },
    decide: (marks, advances) => {
      const decided = decide(items[position]?.marks ?? {}, marks)
      setItems((known) => known.map((item, index) => (index === position ? { ...item, marks: decided } : item)))
      const next = advances && isDecided(decided) ? Math.min(last, position + 1) : position
      setPosition(next)
      save(position, decided, next)
      return advances && position === last
    },
    apply: async (trashesRejects) => {
      const stepId = newStep()
      const { marked, trashed } = await request('library.apply-culling', { stepId, trashesRejects })
      showToast({
        title: `Culled ${countWords(marked)}`,
        ...(trashed > 0 ? { description: `${countWords(trashed)} of them went to the studio’s trash.` } : {}),
        tone: 'success',
        action: undoAction(stepId),
      })
    },
    discard: async () => {
      await request('library.cancel-culling')
      showToast({ title: 'The culling was discarded; nothing was changed' })
    },
  }
}
