import { create } from 'zustand'

interface QuickLookStore {
  readonly assetIds: readonly string[]
  /** -1: closed. */
  readonly index: number
}

export const useQuickLook = create<QuickLookStore>(() => ({ assetIds: [], index: -1 }))

export const closeQuickLook = (): void => useQuickLook.setState({ assetIds: [], index: -1 })

export function stepQuickLook(by: number): void {
  useQuickLook.setState(({ assetIds, index }) => ({
    index: Math.min(assetIds.length - 1, Math.max(0, index + by)),
  }))
}

/** Looks at one of some items, for what has another use for Space. */
export function lookAt(assetIds: readonly string[], assetId: string): void {
  useQuickLook.setState({ assetIds, index: assetIds.indexOf(assetId) })
}

/**
 * Looks at the item that an element stands for (`data-quick-look`), with its neighbours in the same view or dialog to
 * step to. @returns false where the element stands for none
 */
export function quickLookAt(element: Element): boolean {
  const holder = element.closest<HTMLElement>('[data-quick-look]')
  const assetId = holder?.dataset['quickLook']
  if (!holder || !assetId) return false
  // A button within keeps Space for itself.
  const control = element.closest('button, a, [role="slider"], [role="switch"]')
  if (control && control !== holder && holder.contains(control)) return false
  const scope = holder.closest('[role="dialog"], [data-view]') ?? document
  const assetIds = [...scope.querySelectorAll<HTMLElement>('[data-quick-look]')]
    .map((each) => each.dataset['quickLook'] ?? '')
    .filter((id, index, all) => id !== '' && all.indexOf(id) === index)
  useQuickLook.setState({ assetIds, index: assetIds.indexOf(assetId) })
  return true
}
