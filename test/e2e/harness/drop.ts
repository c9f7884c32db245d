import type { Page } from 'playwright'

export interface DroppedPicture {
  readonly name: string
  readonly widthPx: number
  readonly heightPx: number
}

/** Drops a PNG drawn by the page on an element, as a browser or a file manager would. */
export async function dropPicture(page: Page, selector: string, picture: DroppedPicture): Promise<void> {
  const transfer = await page.evaluateHandle(async ({ name, widthPx, heightPx }) => {
    const canvas = new OffscreenCanvas(widthPx, heightPx)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    const sky = context.createLinearGradient(0, 0, widthPx, heightPx)
    sky.addColorStop(0, '#274690')
    sky.addColorStop(0.6, '#c97b63')
    sky.addColorStop(1, '#f2d0a4')
    context.fillStyle = sky
    context.fillRect(0, 0, widthPx, heightPx)
    for (let index = 0; index < 400; index += 1) {
      context.fillStyle = `hsl(${(index * 47) % 360} 60% ${30 + (index % 50)}%)`
      context.fillRect((index * 97) % widthPx, (index * 61) % heightPx, 7, 5)
    }
    const data = new DataTransfer()
    data.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], name, { type: 'image/png' }))
    return data
  }, picture)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent(selector, type, { dataTransfer: transfer })
}
