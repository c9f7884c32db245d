import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphColumns } from './font'
import { blendPixel, type Colour, fillRect, type Raster } from './raster'

const SPACING = 1

/** Writes one line of text with its upper left corner at the given place; one dot is `size` pixels wide. */
function writeLine(
  raster: Raster,
  text: string,
  x: number,
  y: number,
  size: number,
  colour: Colour,
  opacity: number,
): void {
  let left = x
  for (const character of text) {
    const columns = glyphColumns(character)
    for (const [column, bits] of columns.entries()) {
      for (let row = 0; row < GLYPH_HEIGHT; row += 1) {
        if (((bits >> row) & 1) === 0) continue
        fillRect(raster, left + column * size, y + row * size, size, size, colour, opacity)
      }
    }
    left += (GLYPH_WIDTH + SPACING) * size
  }
}

/** A dark veil along the lower edge with the words on it, cut short where they do not fit. */
export function paintCaption(raster: Raster, words: string): void {
  const size = Math.max(1, Math.round(Math.min(raster.width, raster.height) / 560))
  const margin = size * 8
  const height = size * (GLYPH_HEIGHT + 11)
  const room = Math.floor((raster.width - margin * 2) / ((GLYPH_WIDTH + SPACING) * size))
  const line = words.replaceAll(/\s+/g, ' ').trim()
  const text = line.length <= room ? line : `${line.slice(0, Math.max(0, room - 3))}...`
  const top = raster.height - height
  for (let y = top - height; y < raster.height; y += 1) {
    const strength = 0.62 * Math.min(1, (y - top + height) / height) ** 1.5
    for (let x = 0; x < raster.width; x += 1) blendPixel(raster, x, y, [8, 8, 16], strength)
  }
  writeLine(raster, text, margin, top + size * 3, size, [246, 242, 232], 0.94)
}
