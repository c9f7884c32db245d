import { describe, expect, it } from 'vitest'
import { layoutOf, paletteOf, printOf } from './look-numbers'

type Paint = (x: number, y: number) => readonly [number, number, number]

function picture(side: number, paint: Paint): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) pixels.set([...paint(x / side, y / side), 255], (y * side + x) * 4)
  }
  return pixels
}

const waves: Paint = (x, y) => {
  const light = 128 + 60 * Math.sin(x * 7) + 50 * Math.cos(y * 9 + x * 3)
  return [light, light * 0.8, light * 0.5]
}
const other: Paint = (x, y) => {
  const light = 128 + 100 * Math.sin(y * 13) * Math.cos(x * 2)
  return [light * 0.3, light, light]
}

function distance(left: string, right: string): number {
  let count = 0
  for (let at = 0; at < left.length; at += 1) {
    let bits = Number.parseInt(left[at] ?? '0', 16) ^ Number.parseInt(right[at] ?? '0', 16)
    for (; bits > 0; bits >>= 1) count += bits & 1
  }
  return count
}

describe('the print of a picture', () => {
  it('stays near when the picture is made darker and noisy, and is far for another one', () => {
    const print = printOf(picture(32, waves), 32)
    const worse = printOf(
      picture(32, (x, y) => {
        const [red, green, blue] = waves(x, y)
        const noise = ((Math.floor(x * 97) * 31 + Math.floor(y * 89) * 17) % 9) - 4
        return [red * 0.85 + noise, green * 0.85 + noise, blue * 0.85 + noise]
      }),
      32,
    )
    expect(print).toMatch(/^[0-9a-f]{16}$/)
    expect(distance(print, worse)).toBeLessThanOrEqual(6)
    expect(distance(print, printOf(picture(32, other), 32))).toBeGreaterThan(16)
  })
})

describe('the palette', () => {
  it('names the colours by their share', () => {
    const flag = picture(48, (_x, y) => (y < 0.75 ? [200, 30, 30] : [20, 40, 220]))
    expect(paletteOf(flag)).toEqual([
      [200, 30, 30, 0.75],
      [20, 40, 220, 0.25],
    ])
  })

  it('leaves out what cannot be seen', () => {
    expect(paletteOf(new Uint8ClampedArray(48 * 48 * 4))).toEqual([])
  })
})

describe('the layout', () => {
  it('says where which colour is', () => {
    const layout = layoutOf(
      picture(48, (x) => (x < 0.5 ? [255, 0, 0] : [0, 0, 255])),
      48,
    )
    expect(Array.from(layout.slice(0, 3))).toEqual([255, 0, 0])
    expect(Array.from(layout.slice(9, 12))).toEqual([0, 0, 255])
    expect(layout.length).toBe(64)
  })
})
