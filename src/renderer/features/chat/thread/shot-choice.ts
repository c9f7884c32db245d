import { create } from 'zustand'

/** Which item is to become a take of a shot that is being chosen; null: none. */
export const useShotChoice = create<{ readonly assetId: string | null }>(() => ({ assetId: null }))

export function chooseShotFor(assetId: string | null): void {
  useShotChoice.setState({ assetId })
}
