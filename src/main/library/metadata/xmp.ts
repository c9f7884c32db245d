/** What travels with a file: read by digiKam, Bridge, Lightroom, and by the studio itself. */
export interface XmpFacts {
  readonly title: string
  readonly description: string
  readonly rating: number
  readonly label: string | null
  readonly tags: readonly string[]
  readonly creatorTool: string
  /** The studio's own recipe as JSON; null leaves it out. */
  readonly recipeJson: string | null
  /** Absent: what a person noted stays in the library. */
  readonly note?: string
}

const NAMESPACE = 'https://chainhub.tech/ns/studio/1.0/'

/**
 * An XMP packet, as it lies in a sidecar or in a file.
 * @param foreign what others said of the file, as whole `rdf:Description` elements
 */
export function buildXmp(facts: XmpFacts, foreign: readonly string[] = []): string {
  const { title, description, rating, label, tags, creatorTool, recipeJson, note = '' } = facts
  const lines = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    '  xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    '  xmlns:dc="http://purl.org/dc/elements/1.1/"',
    `  xmlns:chainhub="${NAMESPACE}"`,
    `  xmp:Rating="${rating}"`,
    ...(label === null ? [] : [`  xmp:Label="${escape(label)}"`]),
    `  xmp:CreatorTool="${escape(creatorTool)}">`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escape(description)}</rdf:li></rdf:Alt></dc:description>`,
    ...(tags.length === 0
      ? []
      : [
          `<dc:subject><rdf:Bag>${tags.map((tag) => `<rdf:li>${escape(tag)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`,
        ]),
    ...(note === '' ? [] : [`<chainhub:Note>${escape(note)}</chainhub:Note>`]),
    ...(recipeJson === null ? [] : [`<chainhub:Recipe>${escape(recipeJson)}</chainhub:Recipe>`]),
    '</rdf:Description>',
    ...foreign,
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ]
  return lines.join('\n')
}

export interface ReadXmp {
  readonly title: string | null
  readonly description: string | null
  readonly rating: number | null
  readonly label: string | null
  readonly tags: readonly string[]
  readonly recipeJson: string | null
  readonly note: string
}

/** Reads the few things that matter here; both spellings of a value, attribute and element. */
export function parseXmp(text: string): ReadXmp | null {
  if (!text.includes('x:xmpmeta') && !text.includes('rdf:RDF')) return null
  const rating = Number(valueOf(text, 'xmp:Rating') ?? Number.NaN)
  return {
    title: firstItem(text, 'dc:title'),
    description: firstItem(text, 'dc:description'),
    rating: Number.isInteger(rating) && rating >= 0 && rating <= 5 ? rating : null,
    label: valueOf(text, 'xmp:Label'),
    tags: itemsOf(text, 'dc:subject').slice(0, 200),
    recipeJson: valueOf(text, 'chainhub:Recipe'),
    note: valueOf(text, 'chainhub:Note') ?? '',
  }
}

function valueOf(text: string, name: string): string | null {
  const attribute = new RegExp(`${name}="([^"]*)"`).exec(text)?.[1]
  const element = attribute ?? between(text, `<${name}>`, `</${name}>`)
  return element === null || element === undefined ? null : unescape(element)
}

function itemsOf(text: string, name: string): readonly string[] {
  const list = between(text, `<${name}>`, `</${name}>`)
  if (list === null) return []
  return [...list.matchAll(/<rdf:li[^>]*>([^<]*)<\/rdf:li>/g)].map(([, item = '']) => unescape(item))
}

const firstItem = (text: string, name: string): string | null => itemsOf(text, name)[0] ?? null

function between(text: string, start: string, end: string): string | null {
  const from = text.indexOf(start)
  const to = from < 0 ? -1 : text.indexOf(end, from)
  return to < 0 ? null : text.slice(from + start.length, to)
}

/** Control characters cannot stand in XML at all. */
const escape = (text: string): string =>
  text
    .replaceAll(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll(/&#(x?)([0-9a-f]{1,6});/gi, (whole, isHex: string, digits: string) => {
      const code = Number.parseInt(digits, isHex ? 16 : 10)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replaceAll('&amp;', '&')
