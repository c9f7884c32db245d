import type { StoryboardDetail } from '@shared/domain/storyboard'
import { type DragEvent, useEffect, useState } from 'react'
import type { BoardActions } from '../board-actions'
import { importDropped, type TakeOffer, takeOfferOf } from '../take-drop'
import { landingAfter } from './shot-order'

export const SHOT_DRAG_TYPE = 'application/x-studio-shot'

/** What the pointer is over while something is dragged. */
export type DragOver =
  | {
      readonly kind: 'shot'
      readonly sceneId: string
      /** The card beside which the shot would land; null in a scene without shots. */
      readonly shotId: string | null
      readonly edge: 'before' | 'after'
    }
  | { readonly kind: 'files'; readonly offer: TakeOffer; readonly shotId: string | null }

/** Sorting by drag over all scenes, and files dropped on shots or beside them. */
export function useBoardDrag(board: StoryboardDetail, actions: BoardActions) {
  const [over, setOver] = useState<DragOver | null>(null)
  useEffect(() => {
    const end = (): void => setOver(null)
    window.addEventListener('dragend', end)
    return () => window.removeEventListener('dragend', end)
  }, [])

  const onDragOver = (event: DragEvent<HTMLElement>): void => {
    const next = readDrag(event)
    if (!next) return
    event.preventDefault()
    const isRefused = next.kind === 'files' && next.offer === 'wrong'
    event.dataTransfer.dropEffect = isRefused ? 'none' : next.kind === 'shot' ? 'move' : 'copy'
    setOver((known) => (isSame(known, next) ? known : next))
  }
  const onDrop = (event: DragEvent<HTMLElement>): void => {
    const target = readDrag(event)
    setOver(null)
    if (!target) return
    event.preventDefault()
    if (target.kind === 'files') {
      if (target.offer === 'wrong') return
      const outcome = importDropped(event.dataTransfer)
      if (target.shotId === null) actions.importShots(outcome)
      else actions.importTakes(target.shotId, outcome)
      return
    }
    const scene = board.scenes.find(({ id }) => id === target.sceneId)
    if (!scene) return
    const isBehind = target.edge === 'after' && target.shotId !== null
    const landing = isBehind ? landingAfter(scene, target.shotId) : { sceneId: scene.id, beforeShotId: target.shotId }
    actions.drop(event.dataTransfer.getData(SHOT_DRAG_TYPE), landing)
  }
  const onDragLeave = (event: DragEvent<HTMLElement>): void => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(null)
  }
  return { over, dragProps: { onDragOver, onDrop, onDragLeave } }
}

function readDrag(event: DragEvent<HTMLElement>): DragOver | null {
  const target = event.target instanceof Element ? event.target : null
  const card = target?.closest<HTMLElement>('[data-shot-id]')
  if (!event.dataTransfer.types.includes(SHOT_DRAG_TYPE)) {
    const offer = takeOfferOf(event.dataTransfer)
    return offer === 'none' ? null : { kind: 'files', offer, shotId: card?.dataset['shotId'] ?? null }
  }
  const scene = target?.closest<HTMLElement>('[data-scene-id]')
  const sceneId = scene?.dataset['sceneId']
  if (!scene || sceneId === undefined) return null
  const nearest = card ?? nearestCard(scene, event.clientX, event.clientY)
  if (!nearest) return { kind: 'shot', sceneId, shotId: null, edge: 'before' }
  const box = nearest.getBoundingClientRect()
  const edge = event.clientX < box.left + box.width / 2 ? 'before' : 'after'
  return { kind: 'shot', sceneId, shotId: nearest.dataset['shotId'] ?? null, edge }
}

/** Between two cards the indicator must not jump away. */
function nearestCard(scene: HTMLElement, x: number, y: number): HTMLElement | null {
  let nearest: HTMLElement | null = null
  let nearestPx = Infinity
  for (const card of scene.querySelectorAll<HTMLElement>('[data-shot-id]')) {
    const box = card.getBoundingClientRect()
    const distancePx = Math.hypot(
      Math.max(box.left - x, 0, x - box.right),
      // Rows count more than columns: beside the last card of a row is not under the row above.
      4 * Math.max(box.top - y, 0, y - box.bottom),
    )
    if (distancePx < nearestPx) [nearest, nearestPx] = [card, distancePx]
  }
  return nearest
}

function isSame(known: DragOver | null, next: DragOver): boolean {
  return JSON.stringify(known) === JSON.stringify(next)
}
