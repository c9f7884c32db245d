/** Properties that the studio writes itself; the values of before would contradict them. */
const OWN: ReadonlySet<string> = new Set([
  'http://ns.adobe.com/xap/1.0/ Rating',
  'http://ns.adobe.com/xap/1.0/ Label',
  'http://ns.adobe.com/xap/1.0/ CreatorTool',
  'http://purl.org/dc/elements/1.1/ title',
  'http://purl.org/dc/elements/1.1/ description',
  'http://purl.org/dc/elements/1.1/ subject',
  'https://chainhub.tech/ns/studio/1.0/ Recipe',
  'https://chainhub.tech/ns/studio/1.0/ Note',
])
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const MAX_LENGTH = 256 * 1024
const MAX_DEPTH = 64

/** Anything else that begins with `<`, such as a document type with entities, is no part of an XMP packet. */
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|</g
const ATTRIBUTE = /([\w:.-]+)\s*=\s*("[^"<]*"|'[^'<]*')/g
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i

interface Open {
  readonly name: string
  /** Prefixes that are bound here, with quoted addresses. */
  readonly prefixes: ReadonlyMap<string, string>
  /** Where its content begins. */
  readonly contentStart: number
  readonly start: number
}

/**
 * What a packet of another program says of things that the studio does not write, as whole `rdf:Description` elements;
 * none where the packet is not sound, because it would spoil the one that it is put into.
 */
export function foreignDescriptions(packet: string): readonly string[] {
  if (packet.length > MAX_LENGTH || STRAY_AMPERSAND.test(packet)) return []
  const stack: Open[] = []
  const found: string[] = []
  let properties: string[] = []
  let attributes = ''
  for (const token of packet.matchAll(TOKEN)) {
    const [whole, slash, name, rawAttributes = '', selfClosing] = token
    if (name === undefined) {
      if (whole === '<') return []
      continue
    }
    const isDescription = stack.length > 0 && name === 'rdf:Description' && stack.at(-1)?.name === 'rdf:RDF'
    if (slash === '') {
      const opened = open(stack.at(-1), name, rawAttributes, token.index, token.index + whole.length)
      if (stack.length >= MAX_DEPTH) return []
      if (isDescription) [attributes, properties] = [describe(opened.prefixes, rawAttributes), []]
      stack.push(opened)
    }
    if (slash === '' && selfClosing === '') continue
    const closed = stack.pop()
    if (closed?.name !== name) return []
    const end = token.index + whole.length
    if (name === 'rdf:Description' && stack.at(-1)?.name === 'rdf:RDF') {
      if (attributes !== '' || properties.length > 0) found.push(element(closed.prefixes, attributes, properties))
    } else if (stack.at(-1)?.name === 'rdf:Description' && stack.at(-2)?.name === 'rdf:RDF') {
      if (!OWN.has(expanded(closed.prefixes, name))) properties.push(packet.slice(closed.start, end))
    }
  }
  return stack.length === 0 ? found : []
}

function open(outer: Open | undefined, name: string, attributes: string, start: number, contentStart: number): Open {
  const prefixes = new Map(outer?.prefixes)
  for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (key.startsWith('xmlns:')) prefixes.set(key.slice('xmlns:'.length), value)
  }
  return { name, prefixes, start, contentStart }
}

/** Properties that stand as attributes, without the studio's own and what belongs to RDF itself. */
function describe(prefixes: ReadonlyMap<string, string>, attributes: string): string {
  return [...attributes.matchAll(ATTRIBUTE)]
    .filter(([, key = '']) => {
      const isProperty = key.includes(':') && !key.startsWith('xmlns:') && !key.startsWith('xml:')
      return isProperty && !expanded(prefixes, key).startsWith(RDF) && !OWN.has(expanded(prefixes, key))
    })
    .map(([, key, value]) => `  ${key}=${value}`)
    .join('\n')
}

function expanded(prefixes: ReadonlyMap<string, string>, name: string): string {
  const [prefix = '', local = ''] = name.split(':')
  return `${prefixes.get(prefix)?.slice(1, -1) ?? ''} ${local}`
}

function element(prefixes: ReadonlyMap<string, string>, attributes: string, properties: readonly string[]): string {
  const bound = [...prefixes]
    .filter(([prefix]) => prefix !== 'rdf' && prefix !== 'x')
    .map(([prefix, address]) => `  xmlns:${prefix}=${address}`)
  const head = ['<rdf:Description rdf:about=""', ...bound, ...(attributes === '' ? [] : [attributes])].join('\n')
  return `${head}>\n${properties.join('\n')}\n</rdf:Description>`
}
