export interface Point {
  readonly x: number
  readonly y: number
}

/** One step of painting, in pixels of the source picture; `add` marks what may change. */
export type MaskStep =
  | {
      readonly kind: 'stroke'
      readonly mode: 'add' | 'remove'
      readonly radiusPx: number
      readonly points: readonly Point[]
    }
  | { readonly kind: 'rectangle'; readonly mode: 'add' | 'remove'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'invert' }
  | { readonly kind: 'clear' }

export interface MaskHistory {
  readonly done: readonly MaskStep[]
  readonly undone: readonly MaskStep[]
}

export const EMPTY_HISTORY: MaskHistory = { done: [], undone: [] }

export function addStep(history: MaskHistory, step: MaskStep): MaskHistory {
  return { done: [...history.done, step], undone: [] }
}

export function undo(history: MaskHistory): MaskHistory {
  const last = history.done.at(-1)
  return last ? { done: history.done.slice(0, -1), undone: [...history.undone, last] } : history
}

export function redo(history: MaskHistory): MaskHistory {
  const next = history.undone.at(-1)
  return next ? { done: [...history.done, next], undone: history.undone.slice(0, -1) } : history
}
