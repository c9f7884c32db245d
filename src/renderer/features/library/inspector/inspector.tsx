import { useStudioQuery } from '@renderer/data/use-studio-query'
import { failureOf } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { Skeleton } from '@renderer/ui/skeleton'
import { showToast } from '@renderer/ui/toast'
import { detach } from '@renderer/data/detach'
import type { AssetDetail } from '@shared/domain/asset'
import { Brush, Copy, ImagePlus, Info } from 'lucide-react'
import { countWords } from '../actions/count-words'
import type { LibraryActions } from '../actions/use-library-actions'
import { FileSection } from './file-section'
import { LineageSection } from './lineage-section'
import { UsesSection } from '../uses/uses-section'
import { NoteSection } from './note-section'
import { MarkControls } from '../marks/mark-controls'
import { RatingStars } from './rating-stars'
import { ForeignSection } from './foreign-section'
import { RecipeSection } from './recipe-section'
import { TagsSection } from './tags-section'

export interface InspectorProps {
  readonly assetId: string | null
  /** How many items are selected, for when it is not one. */
  readonly count: number
  readonly actions: LibraryActions
  readonly onOpen: (assetId: string) => void
  readonly onShowCollection: (collectionId: string) => void
}

/** All about one item: what it shows, how it was made, where it comes from, what the file is. */
export function Inspector({ assetId, count, ...rest }: InspectorProps) {
  if (assetId === null) {
    return count > 1 ? (
      <EmptyState icon={<Info />} title={`${countWords(count)} selected`} text="Select one to see how it was made." />
    ) : (
      <EmptyState icon={<Info />} title="Nothing selected" text="Select an item to see how it was made." />
    )
  }
  return <Details assetId={assetId} {...rest} />
}

interface DetailsProps {
  readonly assetId: string
  readonly actions: LibraryActions
  readonly onOpen: (assetId: string) => void
  readonly onShowCollection: (collectionId: string) => void
}

function Details({ assetId, actions, onOpen, onShowCollection }: DetailsProps) {
  const detail = useStudioQuery('library.detail', { assetId }, { keepsPrevious: true })
  if (detail.error) {
    return <FailureNotice failure={failureOf(detail.error)} onNextStep={() => void detail.refetch()} className="m-4" />
  }
  if (!detail.data) {
    return (
      <div className="flex flex-col gap-3 p-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-6 w-32" />
        <Skeleton className="h-40" />
      </div>
    )
  }
  const shown = detail.data
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Title detail={shown} />
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pb-3">
        <RatingStars rating={shown.rating} onRate={(rating) => actions.mark({ rating })} />
        <span className="flex gap-1">
          {shown.media === 'image' ? (
            <Button size="small" icon={<Brush />} onClick={actions.edit} tooltip="Edit in Canvas" keys="E">
              Edit
            </Button>
          ) : null}
          <Button
            size="small"
            icon={<ImagePlus />}
            onClick={actions.reference}
            tooltip="Use as reference in Create"
            keys="shift+R"
          >
            Reference
          </Button>
        </span>
      </div>
      <div className="px-4 pb-3">
        <MarkControls label={shown.label} pick={shown.pick} onMark={actions.mark} />
      </div>
      <TagsSection detail={shown} />
      <RecipeSection assetId={shown.id} onUse={actions.recall} />
      <ForeignSection detail={shown} onUse={actions.recall} />
      <LineageSection detail={shown} onOpen={onOpen} onShowAll={actions.lineage} />
      <UsesSection assetId={shown.id} onShowCollection={onShowCollection} />
      <NoteSection key={shown.id} assetId={shown.id} note={shown.note} />
      <FileSection detail={shown} onShowInFolder={actions.showInFolder} />
    </div>
  )
}

function Title({ detail }: { readonly detail: AssetDetail }) {
  const text = detail.title || detail.displayName
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    showToast({ title: 'Copied the text', tone: 'success' })
  }
  return (
    <div className="flex items-start gap-1 px-4 pt-3 pb-2">
      <p
        data-selectable
        className="max-h-40 min-w-0 flex-1 overflow-y-auto text-13 wrap-break-word whitespace-pre-wrap"
      >
        {text}
      </p>
      <IconButton label="Copy the text" size="small" icon={<Copy />} onClick={() => detach(copy(), 'copy the text')} />
    </div>
  )
}
