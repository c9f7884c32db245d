import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { collect } from '../actions/asset-actions'
import { countWords } from '../actions/count-words'
import { newStep } from '../actions/undo'
import { MembershipDialog, type MembershipRow } from './membership-dialog'
import { stateOf, useMemberships } from './use-memberships'
import { treeRows } from './tree-rows'

export interface ItemsDialogProps {
  readonly assetIds: readonly string[]
  readonly onClose: () => void
}

/** Which collections items are in; an item may be in many. */
export function CollectionsDialog({ assetIds, onClose }: ItemsDialogProps) {
  const collections = useStudioQuery('library.collections').data ?? []
  const memberships = useMemberships(assetIds)
  const manual = collections.filter(({ kind }) => kind === 'manual')
  const rows = treeRows(manual, () => true).map(({ node, level }) => ({
    id: node.id,
    name: node.name,
    level,
    state: stateOf(memberships?.collections.find(({ id }) => id === node.id)?.count ?? 0, assetIds),
  }))
  const toggle = (row: MembershipRow): void =>
    detach(collect(assetIds, row, row.state !== 'all'), 'change a collection')
  const create = async (name: string): Promise<void> => {
    const { collectionId } = await request('library.create-collection', {
      stepId: newStep(),
      kind: 'manual',
      name,
      parentId: null,
      search: '',
    })
    await collect(assetIds, { id: collectionId, name })
  }
  return (
    <MembershipDialog
      title={`Collections of ${countWords(assetIds.length)}`}
      placeholder="Find or make a collection"
      emptyWords="There are no collections yet. Type a name to make one."
      rows={rows}
      onToggle={toggle}
      onCreate={(name) => detach(create(name), 'make a collection')}
      onClose={onClose}
    />
  )
}
