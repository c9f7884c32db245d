import type { MenuEntry } from '@renderer/ui/menu'
import type { MediaKind } from '@shared/domain/media'
import {
  Brush,
  Copy,
  Download,
  Eye,
  FolderOpen,
  ImagePlus,
  MessageSquare,
  RotateCcw,
  Trash2,
  Undo2,
} from 'lucide-react'
import type { LibraryActions } from './use-library-actions'

/** What the menu is about: `media` is the kind of all of them, or null where they differ or are not known. */
export interface MenuSubject {
  readonly count: number
  readonly media: MediaKind | null
  readonly isTrash: boolean
}

const RATINGS = [5, 4, 3, 2, 1, 0] as const

/** The menu of items, in the order that all views keep. */
export function itemEntries(subject: MenuSubject, actions: LibraryActions): readonly MenuEntry[] {
  if (subject.isTrash) return trashEntries(actions)
  const onlyOne = subject.count === 1 ? undefined : 'For one item at a time'
  const onlyPicture = onlyOne ?? (subject.media === 'image' ? undefined : 'For pictures')
  return [
    { id: 'open', label: 'Open', icon: <Eye />, keys: 'enter', disabledReason: onlyOne, onSelect: actions.open },
    {
      id: 'edit',
      label: 'Edit in Canvas',
      icon: <Brush />,
      keys: 'E',
      disabledReason: onlyPicture,
      onSelect: actions.edit,
    },
    { id: 'reference', label: 'Use as reference', icon: <ImagePlus />, keys: 'U', onSelect: actions.reference },
    { id: 'chat', label: 'Attach to a chat', icon: <MessageSquare />, onSelect: actions.chat },
    {
      id: 'recall',
      label: 'Recall the recipe',
      icon: <RotateCcw />,
      keys: 'R',
      disabledReason: onlyOne,
      onSelect: actions.recall,
    },
    { kind: 'separator', id: 'files' },
    {
      id: 'folder',
      label: 'Show in folder',
      icon: <FolderOpen />,
      keys: 'mod+shift+R',
      disabledReason: onlyOne,
      onSelect: actions.showInFolder,
    },
    {
      id: 'copy',
      label: 'Copy picture',
      icon: <Copy />,
      keys: 'mod+C',
      disabledReason: onlyPicture,
      onSelect: actions.copy,
    },
    { id: 'save', label: 'Save as…', icon: <Download />, keys: 'mod+S', onSelect: actions.save },
    { kind: 'separator', id: 'rate' },
    ...RATINGS.map((rating) => ({
      id: `rate-${rating}`,
      label: rating === 0 ? 'No rating' : '★'.repeat(rating),
      keys: String(rating),
      onSelect: () => actions.rate(rating),
    })),
    { kind: 'separator', id: 'end' },
    { id: 'trash', label: 'Move to trash', icon: <Trash2 />, keys: 'delete', isDanger: true, onSelect: actions.remove },
  ]
}

function trashEntries(actions: LibraryActions): readonly MenuEntry[] {
  return [
    { id: 'open', label: 'Open', icon: <Eye />, keys: 'enter', onSelect: actions.open },
    { id: 'restore', label: 'Put back', icon: <Undo2 />, keys: 'delete', onSelect: actions.remove },
  ]
}
