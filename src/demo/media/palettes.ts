import { type Colour, hex } from './raster'

export type Mood = 'day' | 'sunset' | 'dawn' | 'night' | 'neon' | 'cosmos' | 'frost'

export interface Palette {
  readonly skyTop: Colour
  readonly skyMiddle: Colour
  readonly skyLow: Colour
  readonly light: Colour
  readonly far: Colour
  readonly near: Colour
  readonly accent: Colour
}

function palette(
  top: string,
  middle: string,
  low: string,
  light: string,
  far: string,
  near: string,
  accent: string,
): Palette {
  return {
    skyTop: hex(top),
    skyMiddle: hex(middle),
    skyLow: hex(low),
    light: hex(light),
    far: hex(far),
    near: hex(near),
    accent: hex(accent),
  }
}

export const PALETTES: Readonly<Record<Mood, readonly Palette[]>> = {
  day: [
    palette('#2f7fc4', '#7fbfe6', '#e4f1f2', '#fff6d8', '#9fc0cf', '#1f4d4a', '#e4572e'),
    palette('#3a8fb7', '#94cfd8', '#f6ecd2', '#fff4cf', '#a9c7bd', '#2d5b3f', '#f2a541'),
    palette('#4a78b8', '#a3c4e8', '#fbe7d3', '#fffbe6', '#a7b6d6', '#324a6b', '#d1495b'),
  ],
  sunset: [
    palette('#2b2d5b', '#b5496b', '#ffb36b', '#ffe8b0', '#b2617a', '#22193a', '#ff7a59'),
    palette('#1f2a54', '#d0587e', '#ffd08a', '#fff1c4', '#c56d76', '#2a1b3d', '#ffbe5c'),
    palette('#40305f', '#e2735a', '#ffd9a0', '#fff6dc', '#cc7f6a', '#3a2238', '#f4d35e'),
  ],
  dawn: [
    palette('#5673a8', '#e2a9b8', '#ffe3c2', '#fff7e6', '#b7a3bd', '#3f4668', '#f28482'),
    palette('#3f6f8f', '#9cc5b8', '#fde8b5', '#fffbe9', '#9fb6a9', '#2a4b4f', '#ee8959'),
    palette('#6b5b95', '#d8a7b1', '#fbe3d6', '#fffaf0', '#bfa6c0', '#453a63', '#88b7b5'),
  ],
  night: [
    palette('#070b1f', '#142850', '#33568c', '#f4f1de', '#2f4a7a', '#060b18', '#ffd166'),
    palette('#0b0a24', '#2a1d55', '#5b4b8a', '#fdf4dc', '#463a75', '#0c081c', '#ff9f6e'),
    palette('#04151c', '#0f3d4c', '#2f7a7f', '#eefaf0', '#27606a', '#031014', '#f6c667'),
  ],
  neon: [
    palette('#0b0626', '#3a1262', '#c0397b', '#ffd6ec', '#4b2477', '#0a0519', '#24e5d2'),
    palette('#050b2e', '#172b6d', '#3f7fd6', '#dcf4ff', '#25408a', '#040617', '#ff4d9d'),
    palette('#120a2a', '#51206b', '#f0715c', '#ffe6c9', '#5f2f72', '#0d071f', '#ffe14d'),
  ],
  cosmos: [
    palette('#050414', '#160f3a', '#3b1d60', '#ffeccb', '#6c3fa0', '#05030f', '#4fd1ff'),
    palette('#02060f', '#07243b', '#0d4f5f', '#eafff8', '#1e8f8a', '#01040a', '#ff9a6b'),
    palette('#08030f', '#34102f', '#742a3f', '#fff0d6', '#c25b4a', '#070208', '#ffd873'),
  ],
  frost: [
    palette('#6fa3c8', '#b9d6e6', '#f3f4f2', '#fffdf4', '#c3d6e2', '#51708c', '#c8553d'),
    palette('#8192b5', '#cfd3e6', '#fbeee6', '#fff8ee', '#cdd3e4', '#5b6788', '#e07a5f'),
  ],
}

const NAMED_COLOURS: Readonly<Record<string, Colour>> = {
  red: hex('#d62839'),
  crimson: hex('#b3123a'),
  orange: hex('#f3722c'),
  yellow: hex('#f9c74f'),
  gold: hex('#e0a82e'),
  green: hex('#43aa6b'),
  teal: hex('#1f9e97'),
  blue: hex('#2f6fdb'),
  navy: hex('#22386f'),
  purple: hex('#7b4fc9'),
  violet: hex('#8f5bd6'),
  pink: hex('#f178a8'),
  white: hex('#f7f4ec'),
  black: hex('#17151d'),
  brown: hex('#7d5236'),
  silver: hex('#c3c9d4'),
}

/** The first colour the words name; null without one. */
export function namedColour(words: readonly string[]): Colour | null {
  for (const word of words) {
    const colour = NAMED_COLOURS[word]
    if (colour !== undefined) return colour
  }
  return null
}
