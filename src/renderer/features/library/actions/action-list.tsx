import { openWithEntry } from '@renderer/parts/asset-files/file-entries'
import type { MenuEntry } from '@renderer/ui/menu'
import type { ChosenProgram } from '@shared/contracts/library-programs'
import { COLOUR_LABELS, type CardStack } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import {
  Brush,
  Columns2,
  Copy,
  Crown,
  Diff,
  Download,
  Eye,
  Flag,
  FlagOff,
  FolderMinus,
  FolderOpen,
  FolderPlus,
  GitFork,
  ImagePlus,
  Images,
  Layers,
  Link2,
  ListChecks,
  MessageSquare,
  PackageOpen,
  RotateCcw,
  Shuffle,
  Star,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react'
import { MOST_COMPARED } from '../compare/stage-props'
import { LabelDot } from '../marks/label-dot'
import { LABEL_KEYS, LABEL_WORDS } from '../marks/label-words'
import type { LibraryActions } from './use-library-actions'

/** What the menu is about: `media` is the kind of all of them, or null where they differ or are not known. */
export interface MenuSubject {
  readonly count: number
  readonly media: MediaKind | null
  readonly stack: CardStack | null
  readonly isTrash: boolean
  readonly isInCollection: boolean
  /** Programs that were chosen before. */
  readonly programs: readonly ChosenProgram[]
}

const RATINGS = [5, 4, 3, 2, 1, 0] as const

/** The menu of items, in the order that all views keep: open, edit, use as, show, copy, rate, move, delete. */
export function itemEntries(subject: MenuSubject, actions: LibraryActions): readonly MenuEntry[] {
  if (subject.isTrash) return trashEntries(actions)
  return [
    ...openEntries(subject, actions),
    { kind: 'separator', id: 'files' },
    ...fileEntries(subject, actions),
    { kind: 'separator', id: 'rate' },
    markEntry(actions),
    { id: 'tags', label: 'Tags…', icon: <Tag />, keys: 'T', onSelect: actions.editTags },
    { kind: 'separator', id: 'move' },
    { id: 'collections', label: 'Collections…', icon: <FolderPlus />, keys: 'B', onSelect: actions.editCollections },
    ...(subject.isInCollection
      ? [{ id: 'take-out', label: 'Take out of this collection', icon: <FolderMinus />, onSelect: actions.takeOut }]
      : []),
    ...stackEntries(subject, actions),
    { kind: 'separator', id: 'end' },
    { id: 'trash', label: 'Move to trash', icon: <Trash2 />, keys: 'delete', isDanger: true, onSelect: actions.remove },
  ]
}

const onlyOne = ({ count }: MenuSubject): string | undefined => (count === 1 ? undefined : 'For one item at a time')

const onlyPicture = (subject: MenuSubject): string | undefined =>
  onlyOne(subject) ?? (subject.media === 'image' ? undefined : 'For pictures')

function openEntries(subject: MenuSubject, actions: LibraryActions): readonly MenuEntry[] {
  const one = onlyOne(subject)
  return [
    { id: 'open', label: 'Open', icon: <Eye />, keys: 'enter', disabledReason: one, onSelect: actions.open },
    {
      id: 'edit',
      label: 'Edit in Canvas',
      icon: <Brush />,
      keys: 'E',
      disabledReason: onlyPicture(subject),
      onSelect: actions.edit,
    },
    {
      id: 'similar',
      label: 'Find similar',
      icon: <Images />,
      disabledReason:
        one ?? (subject.media === 'image' || subject.media === 'video' ? undefined : 'For pictures and clips'),
      onSelect: actions.findSimilar,
    },
    { id: 'reference', label: 'Use as reference', icon: <ImagePlus />, keys: 'shift+R', onSelect: actions.reference },
    { id: 'chat', label: 'Attach to a chat', icon: <MessageSquare />, onSelect: actions.chat },
    {
      id: 'recall',
      label: 'Make again…',
      icon: <RotateCcw />,
      keys: 'R',
      disabledReason: one,
      onSelect: actions.recall,
    },
    {
      id: 'other-model',
      label: 'Make with another model…',
      icon: <Shuffle />,
      disabledReason: one,
      onSelect: actions.otherModel,
    },
    { kind: 'separator', id: 'looks' },
    {
      id: 'compare',
      label: 'Compare',
      icon: <Columns2 />,
      keys: 'M',
      disabledReason: subject.count > 1 && subject.count <= MOST_COMPARED ? undefined : 'Select two to nine items',
      onSelect: actions.compare,
    },
    {
      id: 'recipes',
      label: 'Compare the recipes',
      icon: <Diff />,
      disabledReason: subject.count === 2 ? undefined : 'Select two items',
      onSelect: actions.compareRecipes,
    },
    { id: 'lineage', label: 'Lineage', icon: <GitFork />, keys: 'L', disabledReason: one, onSelect: actions.lineage },
    {
      id: 'relate',
      label: 'Relate…',
      icon: <Link2 />,
      disabledReason: subject.count === 2 ? undefined : 'Select two items',
      onSelect: actions.relate,
    },
    { id: 'cull', label: 'Cull…', icon: <ListChecks />, keys: 'C', onSelect: actions.cull },
  ]
}

function fileEntries(subject: MenuSubject, actions: LibraryActions): readonly MenuEntry[] {
  return [
    {
      id: 'folder',
      label: 'Show in folder',
      icon: <FolderOpen />,
      keys: 'mod+shift+R',
      disabledReason: onlyOne(subject),
      onSelect: actions.showInFolder,
    },
    openWithEntry({
      programs: subject.programs,
      defaultDisabledReason: onlyOne(subject),
      onDefault: actions.openFile,
      onProgram: actions.openWith,
      onChoose: () => actions.openWith(),
    }),
    copyEntry(subject, actions),
    { id: 'save', label: 'Save as…', icon: <Download />, keys: 'mod+S', onSelect: actions.save },
    { id: 'export', label: 'Export…', icon: <PackageOpen />, keys: 'mod+shift+E', onSelect: actions.exportSet },
  ]
}

/** The first key copies the picture where it is one picture, and the files where it is more. */
function copyEntry(subject: MenuSubject, actions: LibraryActions): MenuEntry {
  const isOnePicture = onlyPicture(subject) === undefined
  return {
    kind: 'submenu',
    id: 'copy',
    label: 'Copy',
    icon: <Copy />,
    entries: [
      {
        id: 'copy-picture',
        label: 'Picture',
        keys: 'mod+C',
        disabledReason: onlyPicture(subject),
        onSelect: actions.copyPicture,
      },
      {
        id: 'copy-files',
        label: subject.count === 1 ? 'File' : 'Files',
        keys: isOnePicture ? 'mod+alt+F' : 'mod+C',
        onSelect: actions.copyFiles,
      },
      {
        id: 'copy-recipe',
        label: 'Recipe',
        keys: 'mod+alt+C',
        disabledReason: onlyOne(subject),
        onSelect: actions.copyRecipe,
      },
      {
        id: 'copy-paths',
        label: subject.count === 1 ? 'Path' : 'Paths',
        keys: 'mod+shift+C',
        onSelect: actions.copyPaths,
      },
    ],
  }
}

function markEntry(actions: LibraryActions): MenuEntry {
  return {
    kind: 'submenu',
    id: 'mark',
    label: 'Rate and mark',
    icon: <Star />,
    entries: [
      ...RATINGS.map((rating) => ({
        id: `rate-${rating}`,
        label: rating === 0 ? 'No rating' : '★'.repeat(rating),
        keys: String(rating),
        onSelect: () => actions.mark({ rating }),
      })),
      { kind: 'separator', id: 'picks' },
      { id: 'pick', label: 'Pick', icon: <Flag />, keys: 'P', onSelect: () => actions.mark({ pick: 1 }) },
      { id: 'reject', label: 'Reject', icon: <FlagOff />, keys: 'X', onSelect: () => actions.mark({ pick: -1 }) },
      { id: 'undecide', label: 'Undecided', keys: 'U', onSelect: () => actions.mark({ pick: 0 }) },
      { kind: 'separator', id: 'labels' },
      ...COLOUR_LABELS.map((label) => ({
        id: label,
        label: LABEL_WORDS[label],
        icon: <LabelDot label={label} />,
        keys: LABEL_KEYS[label],
        onSelect: () => actions.mark({ label }),
      })),
      { id: 'no-label', label: 'No colour', onSelect: () => actions.mark({ label: null }) },
    ],
  }
}

function stackEntries({ count, stack }: MenuSubject, actions: LibraryActions): readonly MenuEntry[] {
  if (!stack) {
    if (count < 2) return []
    return [{ id: 'stack', label: 'Stack', icon: <Layers />, keys: 'mod+G', onSelect: actions.stack }]
  }
  const isTop = stack.isWinner ? 'It is the winner already' : undefined
  return [
    {
      kind: 'submenu',
      id: 'stack',
      label: 'Stack',
      icon: <Layers />,
      entries: [
        {
          id: 'stack-open',
          label: stack.isOpen ? 'Close the stack' : 'Open the stack',
          keys: 'S',
          onSelect: actions.toggleStack,
        },
        {
          id: 'stack-winner',
          label: 'Make it the winner',
          icon: <Crown />,
          keys: 'shift+S',
          disabledReason: count === 1 ? isTop : 'For one item at a time',
          onSelect: actions.chooseWinner,
        },
        { id: 'stack-leave', label: 'Take out of the stack', onSelect: actions.leaveStack },
        ...(count > 1
          ? [{ id: 'stack-new', label: 'Stack the selected', keys: 'mod+G', onSelect: actions.stack }]
          : []),
        { id: 'unstack', label: 'Dissolve the stack', keys: 'mod+shift+G', onSelect: actions.unstack },
      ],
    },
  ]
}

function trashEntries(actions: LibraryActions): readonly MenuEntry[] {
  return [
    { id: 'open', label: 'Open', icon: <Eye />, keys: 'enter', onSelect: actions.open },
    { id: 'restore', label: 'Put back', icon: <Undo2 />, keys: 'delete', onSelect: actions.remove },
  ]
}
