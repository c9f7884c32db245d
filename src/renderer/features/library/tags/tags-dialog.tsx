import { detach } from '@renderer/data/detach'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { tag } from '../actions/asset-actions'
import { countWords } from '../actions/count-words'
import type { ItemsDialogProps } from '../collections/collections-dialog'
import { MembershipDialog, type MembershipRow } from '../collections/membership-dialog'
import { treeRows } from '../collections/tree-rows'
import { stateOf, useMemberships } from '../collections/use-memberships'

/** Which tags items have. */
export function TagsDialog({ assetIds, onClose }: ItemsDialogProps) {
  const tags = useStudioQuery('library.tags').data ?? []
  const memberships = useMemberships(assetIds)
  const rows = treeRows(tags, () => true).map(({ node, level }) => ({
    id: String(node.id),
    name: node.name,
    level,
    state: stateOf(memberships?.tags.find(({ id }) => id === node.id)?.count ?? 0, assetIds),
  }))
  const toggle = ({ id, name, state }: MembershipRow): void =>
    detach(tag(assetIds, state === 'all' ? { remove: [Number(id)] } : { add: [name] }), 'change tags')
  return (
    <MembershipDialog
      title={`Tags of ${countWords(assetIds.length)}`}
      placeholder="Find or make a tag; places/lisbon nests"
      emptyWords="There are no tags yet. Type a name to make one."
      rows={rows}
      onToggle={toggle}
      onCreate={(name) => detach(tag(assetIds, { add: [name] }), 'give a tag')}
      onClose={onClose}
    />
  )
}
