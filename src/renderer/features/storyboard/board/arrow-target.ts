/** A card's place on the board, in CSS pixels. */
export interface CardBox {
  readonly id: string
  readonly left: number
  readonly top: number
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'

const ROW_TOLERANCE_PX = 8

/**
 * The card that an arrow leads to. Left and right follow the order of the film, up and down go to the nearest card
 * of the next row, over the border of scenes too; null where there is none.
 */
export function arrowTarget(boxes: readonly CardBox[], currentId: string, key: ArrowKey): string | null {
  const index = boxes.findIndex(({ id }) => id === currentId)
  const current = boxes[index]
  if (!current) return boxes[0]?.id ?? null
  switch (key) {
    case 'ArrowLeft':
      return boxes[index - 1]?.id ?? null
    case 'ArrowRight':
      return boxes[index + 1]?.id ?? null
    case 'Home':
      return boxes[0]?.id ?? null
    case 'End':
      return boxes.at(-1)?.id ?? null
    default:
      return nearestInNextRow(boxes, current, key === 'ArrowUp' ? -1 : 1)
  }
}

function nearestInNextRow(boxes: readonly CardBox[], current: CardBox, direction: -1 | 1): string | null {
  const beyond = boxes.filter(({ top }) => (top - current.top) * direction > ROW_TOLERANCE_PX)
  if (beyond.length === 0) return null
  const rowTop = beyond.reduce(
    (nearest, { top }) => (Math.abs(top - current.top) < Math.abs(nearest - current.top) ? top : nearest),
    Infinity,
  )
  const row = beyond.filter(({ top }) => Math.abs(top - rowTop) <= ROW_TOLERANCE_PX)
  return row.toSorted((one, other) => Math.abs(one.left - current.left) - Math.abs(other.left - current.left))[0]!.id
}
