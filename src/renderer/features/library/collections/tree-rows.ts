export interface TreeNode<Id extends string | number> {
  readonly id: Id
  readonly parentId: Id | null
}

export interface TreeRow<Id extends string | number, Node extends TreeNode<Id>> {
  readonly node: Node
  /** 1 at the top. */
  readonly level: number
  readonly hasChildren: boolean
}

/** Nodes beneath their parents, in their own order; what lies beneath a closed one is left out. A lost parent is none. */
export function treeRows<Id extends string | number, Node extends TreeNode<Id>>(
  nodes: readonly (Node & TreeNode<Id>)[],
  isOpen: (id: Id) => boolean,
): readonly TreeRow<Id, Node>[] {
  const known = new Set(nodes.map(({ id }) => id))
  const children = new Map<Id | null, Node[]>()
  for (const node of nodes) {
    const parentId = node.parentId !== null && known.has(node.parentId) ? node.parentId : null
    children.set(parentId, [...(children.get(parentId) ?? []), node])
  }
  const rowsOf = (parentId: Id | null, level: number): readonly TreeRow<Id, Node>[] =>
    (children.get(parentId) ?? []).flatMap((node) => [
      { node, level, hasChildren: children.has(node.id) },
      ...(isOpen(node.id) ? rowsOf(node.id, level + 1) : []),
    ])
  return rowsOf(null, 1)
}
