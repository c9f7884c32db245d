import { formatAge } from '@renderer/lib/format-time'
import { useNow } from '@renderer/lib/use-now'
import { useFreshTask } from '@renderer/data/tasks'
import { Price } from '@renderer/ui/price'
import { ContextMenu } from '@renderer/ui/menu'
import { findOperation } from '@shared/catalog/operations'
import type { FollowUp, TaskView } from '@shared/domain/task'
import { memo } from 'react'
import { FollowUpBar } from './follow-up-bar'
import { menuEntries } from './menu-entries'
import { NextLine } from './next-line'
import { ResultBody } from './result-body'
import type { CardActions } from './use-card-actions'
import { paidWords } from '@renderer/parts/task-card/paid-words'
import { taskWords } from '@renderer/parts/task-card/task-words'

export interface ResultCardProps {
  readonly task: TaskView
  /** The prompt, for a button's result the one that it goes back to. */
  readonly words: string
  readonly actions: CardActions
  readonly isTabStop: boolean
  readonly onFocus: (taskId: string) => void
  readonly onFollowUp: (task: TaskView, followUp: FollowUp) => void
}

/** One run: what came of it above, its words and facts below. */
export const ResultCard = memo(function ResultCard({
  task: listed,
  words,
  actions,
  isTabStop,
  onFocus,
  onFollowUp,
}: ResultCardProps) {
  const task = useFreshTask(listed)
  const title = findOperation(task.operationId)?.title ?? task.operationId
  return (
    <ContextMenu entries={menuEntries(task, null, actions)}>
      <article
        data-task-id={task.id}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={() => onFocus(task.id)}
        aria-label={`${words || title}, ${task.modelId}, ${taskWords(task, task.createdAtMs)}`}
        className="flex flex-col overflow-hidden rounded-panel border border-line bg-raised"
      >
        <ResultBody task={task} actions={actions} />
        <div className="flex flex-col gap-1 px-3 pt-2 pb-2.5">
          <p data-selectable className="truncate-lines-2 text-13 wrap-break-word" title={words}>
            {words || title}
          </p>
          <Facts task={task} title={title} />
        </div>
        {task.next ? <NextLine next={task.next} /> : null}
        {task.followUps.length > 0 ? (
          <FollowUpBar task={task} onPress={(followUp) => onFollowUp(task, followUp)} />
        ) : null}
      </article>
    </ContextMenu>
  )
})

function Facts({ task, title }: { readonly task: TaskView; readonly title: string }) {
  const nowMs = useNow(true, 30_000)
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-12 text-muted">
      <span className="min-w-0 truncate" title={`${title} · ${task.modelId}`}>
        {task.modelId || title}
      </span>
      <span className="ml-auto shrink-0 tabular-nums">
        <Price {...paidWords(task)} />
      </span>
      <span className="shrink-0 tabular-nums">· {formatAge(task.createdAtMs, nowMs)}</span>
    </p>
  )
}
