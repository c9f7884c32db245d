import { detach } from '@renderer/data/detach'
import type { PlaceCounts } from '@shared/domain/library-order'
import { Flag, FlagOff, Images, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { mark, moveToTrash } from '../actions/asset-actions'
import { NO_FILTER } from '../filters/filter-state'
import type { PlacesContext } from './place-actions'
import type { PlaceItem } from './place-row'

type Standing = 'all' | 'picked' | 'rejected' | 'trash'

const nothing = (): void => undefined

/** The places that are always there. */
export function standingItems(
  { filter, onChange }: PlacesContext,
  counts: PlaceCounts | undefined,
  /** False where a smart collection shows all of it. */
  isAllShown: boolean,
): { readonly top: readonly PlaceItem[]; readonly trash: readonly PlaceItem[] } {
  const item = (kind: Standing, label: string, icon: ReactNode, more: Partial<PlaceItem> = {}): PlaceItem => ({
    id: kind,
    label,
    icon,
    count: counts?.[kind] ?? null,
    level: 1,
    isSelected: filter.place.kind === kind && (kind !== 'all' || isAllShown),
    isExpanded: null,
    menu: [],
    onSelect: () => onChange({ ...NO_FILTER, place: { kind } }),
    ...more,
  })
  return {
    top: [
      item('all', 'All items', <Images />),
      item('picked', 'Picks', <Flag />, {
        onDropItems: (assetIds) => detach(mark(assetIds, { pick: 1 }), 'pick items'),
      }),
      item('rejected', 'Rejects', <FlagOff />, {
        onDropItems: (assetIds) => detach(mark(assetIds, { pick: -1 }), 'reject items'),
      }),
    ],
    trash: [
      item('trash', 'Trash', <Trash2 />, {
        onDropItems: (assetIds) => detach(moveToTrash(assetIds, nothing), 'move items to the trash'),
      }),
    ],
  }
}
