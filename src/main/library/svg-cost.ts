/** What drawing an SVG would cost: a few hundred bytes of `<use>` ask a browser for more elements than fit in memory. */
export interface SvgCost {
  /** Elements that are drawn once every reference is followed. */
  readonly elements: number
  /** How deep they lie in one another then. */
  readonly depth: number
}

interface SvgNode {
  readonly name: string
  readonly attributes: string
  readonly children: SvgNode[]
}

/** Deeper than any drawing program nests; following stops here, so that nothing runs on for ever. */
export const MAX_SVG_DEPTH = 1_000

/** Comments, sections, instructions and tags; each alternative begins differently, so that no text makes it slow. */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<\?[\s\S]*?(?:\?>|$)|<(\/?)([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/g
const REFERENCE = /\bhref\s*=\s*(?:"\s*#([^"]*)"|'\s*#([^']*)')|url\(\s*["']?\s*#([^"')]*)/g

/** Counts without drawing. Nested references multiply, as they do in a browser; circles are not followed. */
export function svgCost(text: string): SvgCost {
  const { root, depth, byId } = readNodes(text)
  if (depth > MAX_SVG_DEPTH) return { elements: Infinity, depth }
  const styled = referencesOfStyles(text)
  const known = new Map<SvgNode, SvgCost>()
  const open = new Set<SvgNode>()
  const costOf = (node: SvgNode, level: number): SvgCost => {
    const found = known.get(node)
    if (found) return found
    if (open.has(node)) return { elements: 0, depth: 0 }
    if (level > MAX_SVG_DEPTH) return { elements: Infinity, depth: level }
    open.add(node)
    const parts = [...node.children, ...referencesOf(node, styled).flatMap((id) => byId.get(id) ?? [])]
    let [elements, deepest] = [1, 0]
    for (const part of parts) {
      const cost = costOf(part, level + 1)
      elements += cost.elements
      deepest = Math.max(deepest, cost.depth)
    }
    open.delete(node)
    const cost = { elements, depth: deepest + 1 }
    known.set(node, cost)
    return cost
  }
  return costOf(root, 0)
}

function readNodes(text: string): {
  readonly root: SvgNode
  readonly depth: number
  readonly byId: ReadonlyMap<string, SvgNode>
} {
  const root: SvgNode = { name: '', attributes: '', children: [] }
  const path = [root]
  const byId = new Map<string, SvgNode>()
  let depth = 0
  for (const [token, closing, name, attributes = ''] of text.matchAll(TOKEN)) {
    if (name === undefined) continue
    if (closing === '/') {
      if (path.length > 1) path.pop()
      continue
    }
    const node: SvgNode = { name, attributes, children: [] }
    path.at(-1)?.children.push(node)
    const id = /(?:^|\s)id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
    if (id !== undefined && !byId.has(id)) byId.set(id, node)
    if (token.endsWith('/>')) continue
    path.push(node)
    depth = Math.max(depth, path.length - 1)
  }
  return { root, depth, byId }
}

type StyledReferences = ReadonlyMap<string, readonly string[]>

/** What rules of style sheets refer to, by the class, id or name that each is for. */
function referencesOfStyles(text: string): StyledReferences {
  const found = new Map<string, string[]>()
  for (const [, sheet = ''] of text.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi)) {
    for (const [, selectors = '', body = ''] of sheet.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
      const ids = idsIn(body)
      if (ids.length === 0) continue
      for (const name of selectors.match(/[.#]?[\w-]+|\*/g) ?? []) found.set(name, [...(found.get(name) ?? []), ...ids])
    }
  }
  return found
}

function referencesOf({ name, attributes }: SvgNode, styled: StyledReferences): readonly string[] {
  const own = idsIn(attributes)
  if (styled.size === 0) return own
  const classes = /(?:^|\s)class\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]?.split(/\s+/) ?? []
  const id = /(?:^|\s)id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
  const names = ['*', name, ...classes.map((word) => `.${word}`), ...(id === undefined ? [] : [`#${id}`])]
  return [...own, ...names.flatMap((word) => styled.get(word) ?? [])]
}

const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(REFERENCE)].map(([, double, single, inUrl]) => (double ?? single ?? inUrl ?? '').trim())
