import type { AssetMarks } from '@shared/domain/library-order'

const COLOURS = { '6': 'red', '7': 'yellow', '8': 'green', '9': 'blue' } as const

/** What a key says of an item, in Lightroom's words; null where it says nothing. */
export function marksOfKey(key: string): AssetMarks | null {
  const folded = key.toLowerCase()
  if (folded === 'p') return { pick: 1 }
  if (folded === 'x') return { pick: -1 }
  if (folded === 'u') return { pick: 0 }
  if (/^[0-5]$/.test(folded)) return { rating: Number(folded) }
  return folded in COLOURS ? { label: COLOURS[folded as keyof typeof COLOURS] } : null
}
