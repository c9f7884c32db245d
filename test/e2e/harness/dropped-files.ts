import type { Page } from 'playwright'

/** Drops files as the system's file manager does, so that they have paths; `point` lies inside the view's stage. */
export async function dropFiles(page: Page, files: readonly string[], point = { x: 500, y: 400 }): Promise<void> {
  await dispatchDrag(page, { items: [], files: [...files], dragOperationsMask: 1 }, point)
}

/** Drops a link as a browser does. */
export async function dropLink(page: Page, url: string, point = { x: 500, y: 400 }): Promise<void> {
  const items = [
    { mimeType: 'text/uri-list', data: url },
    { mimeType: 'text/plain', data: url },
  ]
  await dispatchDrag(page, { items, files: [], dragOperationsMask: 1 }, point)
}

/** Holds files over the window; the answer lets them fall, which is a way out where the window refuses them. */
export async function holdFiles(
  page: Page,
  files: readonly string[],
  point = { x: 500, y: 400 },
): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data })
  }
  return async () => {
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...point, data })
    await session.detach()
  }
}

interface DragData {
  readonly items: { mimeType: string; data: string }[]
  readonly files: string[]
  readonly dragOperationsMask: number
}

async function dispatchDrag(
  page: Page,
  data: DragData,
  point: { readonly x: number; readonly y: number },
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data })
  }
  await session.detach()
}
