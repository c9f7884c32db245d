let draggedIds: readonly string[] | null = null

/** The library's own items are being dragged out by the system, which tells the page nothing of it. */
export function beginOwnDrag(assetIds: readonly string[]): void {
  draggedIds = assetIds
}

/** The pointer is back in the page's hands, so the drag is over. */
export function endOwnDrag(): void {
  draggedIds = null
}

export function isOwnDrag(): boolean {
  return draggedIds !== null
}

/** What was dragged and is dropped on a place of the library. */
export function takeOwnDrag(): readonly string[] {
  const ids = draggedIds ?? []
  draggedIds = null
  return ids
}
