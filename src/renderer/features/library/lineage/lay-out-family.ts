import type { Lineage, LineageEdge, LineageNode } from '@shared/domain/library-lineage'

export const NODE = { widthPx: 132, heightPx: 168 } as const
const GAP = { xPx: 72, yPx: 20 } as const

export interface PlacedNode {
  readonly node: LineageNode
  readonly leftPx: number
  readonly topPx: number
}

export interface PlacedEdge {
  readonly edge: LineageEdge
  /** An SVG path from the parent's right edge to the child's left one. */
  readonly path: string
  readonly labelLeftPx: number
  readonly labelTopPx: number
}

export interface FamilyLayout {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly widthPx: number
  readonly heightPx: number
}

/** Generations from left to right, each in a column of its own, every column in the middle. */
export function layOutFamily({ nodes, edges }: Lineage): FamilyLayout {
  const columns = columnsOf(nodes)
  const highest = Math.max(1, ...columns.map((column) => column.length))
  const heightPx = highest * (NODE.heightPx + GAP.yPx) - GAP.yPx
  const placed = columns.flatMap((column, index) => {
    const columnPx = column.length * (NODE.heightPx + GAP.yPx) - GAP.yPx
    return column.map((node, row) => ({
      node,
      leftPx: index * (NODE.widthPx + GAP.xPx),
      topPx: (heightPx - columnPx) / 2 + row * (NODE.heightPx + GAP.yPx),
    }))
  })
  const places = new Map(placed.map((each) => [each.node.card.id, each]))
  return {
    nodes: placed,
    edges: edges.flatMap((edge) => placeEdge(edge, places.get(edge.parentId), places.get(edge.childId))),
    widthPx: columns.length * (NODE.widthPx + GAP.xPx) - GAP.xPx,
    heightPx,
  }
}

function columnsOf(nodes: readonly LineageNode[]): readonly (readonly LineageNode[])[] {
  const generations = [...new Set(nodes.map(({ generation }) => generation))].toSorted((a, b) => a - b)
  return generations.map((generation) => nodes.filter((node) => node.generation === generation))
}

function placeEdge(edge: LineageEdge, parent?: PlacedNode, child?: PlacedNode): readonly PlacedEdge[] {
  if (!parent || !child) return []
  const from = { x: parent.leftPx + NODE.widthPx, y: parent.topPx + NODE.heightPx / 2 }
  const to = { x: child.leftPx, y: child.topPx + NODE.heightPx / 2 }
  const bendPx = Math.max(GAP.xPx / 2, (to.x - from.x) / 2)
  return [
    {
      edge,
      path: `M ${from.x} ${from.y} C ${from.x + bendPx} ${from.y}, ${to.x - bendPx} ${to.y}, ${to.x} ${to.y}`,
      labelLeftPx: (from.x + to.x) / 2,
      labelTopPx: (from.y + to.y) / 2,
    },
  ]
}

/** Where an arrow key leads: up and down within a generation, left to a parent, right to a child. */
export function memberByKey(layout: FamilyLayout, id: string, key: string): string | null {
  const current = layout.nodes.find(({ node }) => node.card.id === id)
  if (!current) return null
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const column = layout.nodes.filter(({ leftPx }) => leftPx === current.leftPx)
    return column[column.indexOf(current) + (key === 'ArrowDown' ? 1 : -1)]?.node.card.id ?? null
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null
  const ids = layout.edges.flatMap(({ edge: { parentId, childId } }) => {
    if (key === 'ArrowLeft') return childId === id ? [parentId] : []
    return parentId === id ? [childId] : []
  })
  const nearest = layout.nodes
    .filter(({ node }) => ids.includes(node.card.id))
    .toSorted((a, b) => Math.abs(a.topPx - current.topPx) - Math.abs(b.topPx - current.topPx))
  return nearest[0]?.node.card.id ?? null
}
