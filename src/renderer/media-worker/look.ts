import type { PictureLook } from '@shared/contracts/media-worker'
import { fetchFrom, smallPictureUrl } from './bytes'
import { canvasContext } from './pictures'
import { layoutOf, paletteOf, printOf } from './look-numbers'

const PRINT_SIDE = 32
const PALETTE_SIDE = 48

/** How a drawn picture looks; a copy of some pixels is read, the picture itself stays. */
export function lookAt(source: CanvasImageSource): PictureLook {
  return {
    print: printOf(pixelsOf(source, PRINT_SIDE), PRINT_SIDE),
    layout: [...layoutOf(pixelsOf(source, PALETTE_SIDE), PALETTE_SIDE)],
    palette: paletteOf(pixelsOf(source, PALETTE_SIDE)),
  }
}

/** Of an asset whose small picture was made before looks were noted. */
export async function lookOf(assetId: string, signal: AbortSignal): Promise<{ readonly look: PictureLook }> {
  const bitmap = await createImageBitmap(await fetchFrom(smallPictureUrl(assetId), signal))
  try {
    return { look: lookAt(bitmap) }
  } finally {
    bitmap.close()
  }
}

function pixelsOf(source: CanvasImageSource, side: number): Uint8ClampedArray {
  const context = canvasContext(side, side, { willReadFrequently: true })
  context.drawImage(source, 0, 0, side, side)
  return context.getImageData(0, 0, side, side).data
}
