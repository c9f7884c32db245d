import type { Page } from 'playwright'

export interface PixelComparison {
  readonly widthPx: number
  readonly heightPx: number
  /** Pixels farther than the feather from the mask. */
  readonly outside: number
  readonly changedOutside: number
  readonly changedInside: number
}

/** Compares two pictures of the library pixel by pixel, inside and outside a mask grown by its soft edge. */
export async function comparePixels(
  page: Page,
  ids: { readonly before: string; readonly after: string; readonly mask: string },
  featherPx: number,
): Promise<PixelComparison> {
  return page.evaluate(
    async ({ before, after, mask, feather }) => {
      const read = async (id: string): Promise<ImageData> => {
        const blob = await (await fetch(`media://asset/${id}`)).blob()
        const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' })
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
        if (!context) throw new Error('no canvas')
        context.drawImage(bitmap, 0, 0)
        return context.getImageData(0, 0, bitmap.width, bitmap.height)
      }
      const [was, is, painted] = await Promise.all([read(before), read(after), read(mask)])
      const { width, height } = was
      if (is.width !== width || is.height !== height) throw new Error(`size changed to ${is.width} × ${is.height}`)
      const grow = (
        source: Uint8Array,
        stride: number,
        length: number,
        lines: number,
        lineStride: number,
      ): Uint8Array => {
        const grown = new Uint8Array(source.length)
        for (let line = 0; line < lines; line += 1) {
          let last = -Infinity
          for (let pass = 0; pass < 2; pass += 1) {
            last = -Infinity
            for (let step = 0; step < length; step += 1) {
              const at = line * lineStride + (pass === 0 ? step : length - 1 - step) * stride
              if (source[at]) last = step
              if (step - last <= feather) grown[at] = 1
            }
          }
        }
        return grown
      }
      const marked = new Uint8Array(width * height)
      for (let index = 0; index < marked.length; index += 1) marked[index] = (painted.data[index * 4] ?? 0) > 0 ? 1 : 0
      const near = grow(grow(marked, 1, width, height, width), width, height, width, 1)
      const count = { outside: 0, changedOutside: 0, changedInside: 0 }
      for (let index = 0; index < marked.length; index += 1) {
        const isChanged = [0, 1, 2, 3].some((channel) => was.data[index * 4 + channel] !== is.data[index * 4 + channel])
        if (!near[index]) count.outside += 1
        if (isChanged && !near[index]) count.changedOutside += 1
        if (isChanged && marked[index]) count.changedInside += 1
      }
      return { widthPx: width, heightPx: height, ...count }
    },
    { ...ids, feather: featherPx },
  )
}
