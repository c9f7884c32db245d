import type { Page } from 'playwright'

const COLUMNS = 6
const GAP_PX = 12

/** Several pictures on one, in rows; the page draws them, because it can. */
export async function joinTiles(page: Page, tiles: readonly Buffer[]): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ({ files, columns, gap }) => {
      const pictures = await Promise.all(
        files.map((file) => createImageBitmap(new Blob([Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0))]))),
      )
      const rows = Array.from({ length: Math.ceil(pictures.length / columns) }, (_, row) =>
        pictures.slice(row * columns, (row + 1) * columns),
      )
      const cell = Math.max(...pictures.map(({ width }) => width)) + gap
      const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)) + gap)
      const canvas = new OffscreenCanvas(
        cell * Math.min(columns, pictures.length) + gap,
        heights.reduce((sum, height) => sum + height, gap),
      )
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.fillStyle = '#808080'
      context.fillRect(0, 0, canvas.width, canvas.height)
      let top = gap
      for (const [index, row] of rows.entries()) {
        for (const [column, picture] of row.entries()) context.drawImage(picture, gap + column * cell, top)
        top += heights[index] ?? 0
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
      let text = ''
      for (let start = 0; start < bytes.length; start += 0x8000) {
        text += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
      }
      return btoa(text)
    },
    { files: tiles.map((tile) => tile.toString('base64')), columns: COLUMNS, gap: GAP_PX },
  )
  return Buffer.from(base64, 'base64')
}
