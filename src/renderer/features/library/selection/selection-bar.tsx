import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Columns2, Download, FolderPlus, ImagePlus, Layers, Tag, Trash2, Undo2, X } from 'lucide-react'
import { countWords } from '../actions/count-words'
import type { LibraryActions } from '../actions/use-library-actions'
import { MarkControls } from '../marks/mark-controls'
import { RatingStars } from '../inspector/rating-stars'

export interface SelectionBarProps {
  readonly count: number
  readonly isTrash: boolean
  readonly actions: LibraryActions
  readonly onClear: () => void
}

/** What can be done with several items; it floats, so that the grid does not jump. */
export function SelectionBar({ count, isTrash, actions, onClear }: SelectionBarProps) {
  return (
    <div className="@container/bar pointer-events-none absolute inset-x-0 bottom-4 z-10 flex justify-center px-2">
      <div
        role="toolbar"
        aria-label="Selected items"
        className="pointer-events-auto flex items-center gap-1 rounded-panel bg-raised p-2 pl-4 shadow-popup"
      >
        <span aria-live="polite" className="mr-2 text-13 font-medium whitespace-nowrap tabular-nums">
          {countWords(count)} selected
        </span>
        {isTrash ? (
          <Button icon={<Undo2 />} onClick={actions.remove}>
            Put back
          </Button>
        ) : (
          <>
            <RatingStars rating={0} onRate={(rating) => actions.mark({ rating })} />
            <span className="hidden @min-[860px]/bar:block">
              <MarkControls onMark={actions.mark} />
            </span>
            <IconButton label="Tags…" keys="T" icon={<Tag />} onClick={actions.editTags} />
            <IconButton label="Collections…" keys="B" icon={<FolderPlus />} onClick={actions.editCollections} />
            <IconButton label="Compare" keys="M" icon={<Columns2 />} onClick={actions.compare} />
            <IconButton label="Stack" keys="mod+G" icon={<Layers />} onClick={actions.stack} />
            <IconButton
              label="Use as references in Create"
              keys="shift+R"
              icon={<ImagePlus />}
              onClick={actions.reference}
            />
            <IconButton label="Save copies to a folder" keys="mod+S" icon={<Download />} onClick={actions.save} />
            <IconButton label="Move to the studio’s trash" keys="delete" icon={<Trash2 />} onClick={actions.remove} />
          </>
        )}
        <IconButton label="Clear the selection" keys="esc" icon={<X />} onClick={onClear} />
      </div>
    </div>
  )
}
