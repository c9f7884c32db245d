import type { FrameMessage, ShowMessage } from './messages'

/** The frame's origin is nobody's, so an address for the answer cannot be named; what is told is a height. */
export function tell(message: FrameMessage): void {
  parent.postMessage(message, '*')
}

/** Waits for what is to be shown, from the studio's own page only, and tells of every change of height. */
export function onShow(show: (message: ShowMessage) => Promise<void> | void): void {
  addEventListener('message', (event: MessageEvent<ShowMessage>) => {
    if (event.source !== parent || event.origin !== 'app://studio' || event.data?.kind !== 'show') return
    document.documentElement.style.colorScheme = event.data.isDark ? 'dark' : 'light'
    Promise.resolve(show(event.data)).catch((error: unknown) =>
      tell({ kind: 'failed', message: error instanceof Error ? error.message : 'It could not be drawn.' }),
    )
  })
  new ResizeObserver(() => tell({ kind: 'size', heightPx: document.body.scrollHeight })).observe(document.body)
  tell({ kind: 'ready' })
}
