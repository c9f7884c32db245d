import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, '../../src/renderer/ui/theme.css'), 'utf8')

type Theme = 'light' | 'dark'

/** Text and what it stands on, as the components use them. */
const PAIRS: readonly (readonly [string, string])[] = [
  ...['window', 'surface', 'raised', 'hover', 'pressed', 'selected'].map((background) => ['ink', background] as const),
  ...['window', 'surface', 'raised', 'hover'].map((background) => ['muted', background] as const),
  ...['surface', 'raised', 'selected'].map((background) => ['accent-ink', background] as const),
  ...['danger', 'warning', 'success'].flatMap((tone) => [
    [tone, 'surface'] as const,
    [tone, 'window'] as const,
    [tone, `${tone}-soft`] as const,
    ['ink', `${tone}-soft`] as const,
    ['muted', `${tone}-soft`] as const,
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-stage', 'stage'],
]

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(PAIRS)('%s on %s can be read', (text, background) => {
    expect(contrast(colour(text, theme), colour(background, theme))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['window', 'surface', 'raised', 'hover', 'pressed', 'line', 'ink', 'muted'])('%s has no tint', (name) => {
    const [red, green, blue] = colour(name, theme)
    expect([green, blue]).toEqual([red, red])
  })
})

test('the stage is the same mid-grey in both themes', () => {
  expect(colour('stage', 'light')).toEqual(colour('stage', 'dark'))
})

function colour(name: string, theme: Theme): readonly [number, number, number] {
  const value = new RegExp(`--color-${name}: ([^;]+);`).exec(css)?.[1] ?? ''
  const hexes = value.match(/#[\da-f]{6}/gi) ?? []
  const hex = (theme === 'dark' ? hexes.at(-1) : hexes[0]) ?? ''
  if (hex === '') throw new Error(`${name} has no colour`)
  const at = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16)
  return [at(1), at(3), at(5)]
}

/** WCAG 2's contrast of two colours, 1 to 21. */
function contrast(first: readonly number[], second: readonly number[]): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((left, right) => right - left)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
