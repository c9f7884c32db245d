import type { MenuEntry } from '@renderer/ui/menu'
import type { TaskView } from '@shared/domain/task'
import type { CardActions } from './use-card-actions'

/** The actions of a card, or of one of its results, as entries of a menu. */
export function menuEntries(task: TaskView, assetId: string | null, actions: CardActions): readonly MenuEntry[] {
  return actions.of(task, assetId).map(({ id, label, icon, keys, disabledReason, run }) => ({
    id,
    label,
    icon,
    keys,
    disabledReason,
    onSelect: run,
  }))
}
