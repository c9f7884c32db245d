import type { ColourLabel } from '@shared/domain/asset'

export const LABEL_WORDS: Readonly<Record<ColourLabel, string>> = {
  red: 'Red',
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  purple: 'Purple',
}

/** As Lightroom has them; purple has no key. */
export const LABEL_KEYS: Readonly<Record<ColourLabel, string | undefined>> = {
  red: '6',
  yellow: '7',
  green: '8',
  blue: '9',
  purple: undefined,
}

/** Fixed in both themes: the colour is what was chosen. */
export const LABEL_CLASSES: Readonly<Record<ColourLabel, string>> = {
  red: 'bg-label-red',
  yellow: 'bg-label-yellow',
  green: 'bg-label-green',
  blue: 'bg-label-blue',
  purple: 'bg-label-purple',
}
