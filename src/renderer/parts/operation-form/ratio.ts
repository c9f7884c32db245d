import { ratioName } from '@shared/catalog/projections/ratio'

const NAMED: Readonly<Record<string, number>> = {
  square: 1,
  landscape: 16 / 9,
  portrait: 9 / 16,
}

/** Width by height of "16:9", "1024x1536" or "portrait"; null for words such as "auto". */
export function ratioOf(value: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*[:x×*]\s*(\d+(?:\.\d+)?)$/i.exec((ratioName(value) ?? value).trim())
  if (!match) return NAMED[value.toLowerCase()] ?? null
  const [width, height] = [Number(match[1]), Number(match[2])]
  return width > 0 && height > 0 ? width / height : null
}
