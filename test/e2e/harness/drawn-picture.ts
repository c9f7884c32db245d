import type { Page } from 'playwright'

/** A picture drawn by the page, in a format and at a size, as a person would have it twice. */
export async function drawPicture(
  page: Page,
  type: 'image/png' | 'image/jpeg',
  side: number,
  seed: number,
): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([mime, size, hue]) => {
      const canvas = new OffscreenCanvas(size, size)
      const context = canvas.getContext('2d')
      if (!context) throw new Error('no canvas')
      context.scale(size / 100, size / 100)
      const sky = context.createLinearGradient(0, 0, 60, 100)
      sky.addColorStop(0, `hsl(${hue} 70% 30%)`)
      sky.addColorStop(1, `hsl(${hue + 60} 60% 80%)`)
      context.fillStyle = sky
      context.fillRect(0, 0, 100, 100)
      for (let index = 0; index < 6; index += 1) {
        context.fillStyle = `hsl(${(hue * 7 + index * 50) % 360} 60% 50%)`
        context.beginPath()
        context.arc((hue + index * 37) % 100, (hue * 3 + index * 53) % 100, 8 + index * 3, 0, 7)
        context.fill()
      }
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: mime, quality: 0.9 })).arrayBuffer())
      let text = ''
      for (const byte of bytes) text += String.fromCodePoint(byte)
      return btoa(text)
    },
    [type, side, seed] as const,
  )
  return Buffer.from(base64, 'base64')
}
