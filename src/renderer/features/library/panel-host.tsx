import { detach } from '@renderer/data/detach'
import type { AssetMarks } from '@shared/domain/library-order'
import { assertNever } from '@shared/lib/assert-never'
import type { LibraryPanel } from './actions/use-library-actions'
import { CollectionsDialog } from './collections/collections-dialog'
import { CompareView } from './compare/compare-view'
import { CullingView } from './culling/culling-view'
import { LineageView } from './lineage/lineage-view'
import { RecipeDiffDialog } from './lineage/recipe-diff-dialog'
import { RelateDialog } from './lineage/relate-dialog'
import { TagsDialog } from './tags/tags-dialog'
import { UsedDialog } from './uses/used-dialog'

export interface PanelHostProps {
  readonly panel: LibraryPanel
  readonly onMark: (assetId: string, marks: AssetMarks) => void
  readonly onOpen: (assetId: string) => void
  readonly onShowCollection: (collectionId: string) => void
  readonly onTrash: (assetIds: readonly string[]) => Promise<void>
  readonly onClose: () => void
}

/** What covers the view; dialogs stand over it instead. */
export function coversView({ kind }: LibraryPanel): boolean {
  return kind === 'compare' || kind === 'culling' || kind === 'lineage'
}

/** Shows the task that is open. */
export function PanelHost({ panel, onMark, onOpen, onShowCollection, onTrash, onClose }: PanelHostProps) {
  switch (panel.kind) {
    case 'tags':
      return <TagsDialog assetIds={panel.assetIds} onClose={onClose} />
    case 'collections':
      return <CollectionsDialog assetIds={panel.assetIds} onClose={onClose} />
    case 'compare':
      return <CompareView assetIds={panel.assetIds} onMark={onMark} onClose={onClose} />
    case 'culling':
      return <CullingView session={panel.session} onLeave={onClose} />
    case 'lineage':
      return (
        <LineageView
          assetId={panel.assetId}
          onOpen={(assetId) => {
            onClose()
            onOpen(assetId)
          }}
          onClose={onClose}
        />
      )
    case 'relate':
      return <RelateDialog assetIds={panel.assetIds} onClose={onClose} />
    case 'recipes':
      return <RecipeDiffDialog firstId={panel.assetIds[0]} secondId={panel.assetIds[1]} onClose={onClose} />
    case 'used':
      return (
        <UsedDialog
          counts={panel.counts}
          assetIds={panel.assetIds}
          onShowCollection={onShowCollection}
          onConfirm={() => {
            onClose()
            detach(onTrash(panel.assetIds), 'move used items to the trash')
          }}
          onClose={onClose}
        />
      )
    default:
      return assertNever(panel)
  }
}
