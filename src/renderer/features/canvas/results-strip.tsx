import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useTask } from '@renderer/data/tasks'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { navigate } from '@renderer/lib/navigation'
import { classNames } from '@renderer/ui/class-names'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { ContextMenu } from '@renderer/ui/menu'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { ProgressBar } from '@renderer/ui/progress-bar'
import type { CanvasDocument } from '@shared/domain/canvas'
import { isTerminal, type TaskView } from '@shared/domain/task'

export interface ResultsStripProps {
  readonly document: CanvasDocument
  /** Null while the picture itself is shown. */
  readonly comparedId: string | null
  readonly onCompare: (assetId: string | null) => void
  readonly onEditFurther: (assetId: string) => void
}

/** The source, edits that are under way, and finished ones; choosing one compares it with the source. */
export function ResultsStrip({ document, comparedId, onCompare, onEditFurther }: ResultsStripProps) {
  const newestTaskId = document.taskIds[0] ?? null
  const task = useNewestTask(newestTaskId)
  if (document.resultAssetIds.length === 0 && !task) return null
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line bg-surface p-2">
      {task?.failure && task.state === 'failed' ? (
        <FailureNotice
          failure={task.failure}
          onNextStep={() => navigate({ view: 'queue', taskId: task.id })}
          nextStepLabel="Show in the queue"
        />
      ) : null}
      <div className="flex items-center gap-2 overflow-x-auto p-1" role="listbox" aria-label="Edits of this picture">
        <Thumb
          assetId={document.sourceAssetId}
          label="Source"
          isChosen={comparedId === null}
          onChoose={() => onCompare(null)}
          onEditFurther={onEditFurther}
        />
        {task && !isTerminal(task.state) ? <RunningEdit task={task} /> : null}
        {document.resultAssetIds.map((assetId, index) => (
          <Thumb
            key={assetId}
            assetId={assetId}
            label={`Edit ${document.resultAssetIds.length - index}`}
            isChosen={comparedId === assetId}
            onChoose={() => onCompare(assetId)}
            onEditFurther={onEditFurther}
          />
        ))}
      </div>
    </div>
  )
}

function useNewestTask(taskId: string | null): TaskView | null {
  const live = useTask(taskId)
  const { data } = useStudioQuery('task.get', { taskId: taskId ?? '' }, { isEnabled: taskId !== null && live === null })
  return live ?? data ?? null
}

function RunningEdit({ task }: { readonly task: TaskView }) {
  return (
    <div className="flex h-16 w-28 shrink-0 flex-col justify-center gap-1 rounded-control bg-hover px-2">
      <span className="truncate text-11 text-muted">
        {task.state === 'unknown' ? 'unknown, see queue' : 'editing…'}
      </span>
      <ProgressBar value={task.progress} label="Progress of the edit" />
    </div>
  )
}

interface ThumbProps {
  readonly assetId: string
  readonly label: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onEditFurther: (assetId: string) => void
}

function Thumb({ assetId, label, isChosen, onChoose, onEditFurther }: ThumbProps) {
  const { data } = useStudioQuery('library.cards', { assetIds: [assetId] })
  const card = data?.[0]
  return (
    <ContextMenu
      entries={[
        { id: 'further', label: 'Edit this one further', onSelect: () => onEditFurther(assetId) },
        { id: 'library', label: 'Show in the library', onSelect: () => navigate({ view: 'library', assetId }) },
        {
          id: 'chat',
          label: 'Attach to a chat',
          onSelect: () => navigate({ view: 'chat', attachAssetIds: [assetId] }),
        },
      ]}
    >
      <button
        type="button"
        role="option"
        aria-selected={isChosen}
        aria-label={label}
        onClick={onChoose}
        onDoubleClick={() => onEditFurther(assetId)}
        className={classNames(
          'h-16 shrink-0 overflow-hidden rounded-control',
          isChosen && 'outline-2 outline-offset-1 outline-accent-ink',
        )}
      >
        <MediaThumb
          src={thumbnailUrl(assetId, 320)}
          kind="image"
          state={card?.thumbnail ?? 'pending'}
          label={label}
          className="h-16 w-20"
        />
      </button>
    </ContextMenu>
  )
}
