let isRunning = false

/** The library's own items are being dragged out by the system, which tells the page nothing of it. */
export function beginOwnDrag(): void {
  isRunning = true
}

/** The pointer is back in the page's hands, so the drag is over. */
export function endOwnDrag(): void {
  isRunning = false
}

export function isOwnDrag(): boolean {
  return isRunning
}
