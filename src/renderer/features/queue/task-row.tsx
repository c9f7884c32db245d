import { describePrice, formatMicroUsd } from '@renderer/lib/format-money'
import { formatAge } from '@renderer/lib/format-time'
import { followNextStep, leadsToSettings } from '@renderer/lib/navigation'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { useNow } from '@renderer/lib/use-now'
import { classNames } from '@renderer/ui/class-names'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Price } from '@renderer/ui/price'
import { ProgressBar } from '@renderer/ui/progress-bar'
import type { AssetCard } from '@shared/domain/asset'
import type { TaskView } from '@shared/domain/task'
import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'
import { openResult } from './open-result'
import type { QueueGroup } from './queue-groups'
import { TaskActions } from './task-actions'
import { taskWords } from './task-words'
import { UnknownActions } from './unknown-actions'
import { findOperation } from '@shared/catalog/operations'

export interface TaskRowProps {
  readonly task: TaskView
  readonly group: QueueGroup
  /** The library's card of its first result; absent while there is none. */
  readonly card: AssetCard | undefined
  /** Focus props of the list. */
  readonly rowProps: ComponentProps<'li'>
  /** Scrolled to and marked once. */
  readonly isWanted: boolean
}

export function TaskRow({ task, group, card, rowProps, isWanted }: TaskRowProps) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isWanted) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isWanted])
  const nowMs = useNow(group === 'running')
  return (
    <li
      ref={row}
      {...rowProps}
      aria-label={`${nameOf(task)}, ${task.modelId}`}
      onDoubleClick={() => openResult(task)}
      className={classNames('rounded-panel border bg-raised p-3', isWanted ? 'border-accent-ink' : 'border-line')}
    >
      <div className="flex items-center gap-3">
        <TaskPicture task={task} group={group} card={card} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-13">{nameOf(task)}</p>
          <p className="mt-0.5 flex min-w-0 items-center gap-1.5 text-12 text-muted">
            <StateIcon task={task} group={group} />
            <span className="truncate tabular-nums">{taskWords(task, nowMs)}</span>
          </p>
          {group === 'running' ? (
            <ProgressBar value={task.progress} label={`Progress of ${nameOf(task)}`} className="mt-2" />
          ) : null}
        </div>
        <TaskFacts task={task} nowMs={nowMs} />
        <TaskActions task={task} group={group} />
      </div>
      {group === 'unknown' ? <UnknownActions task={task} /> : null}
      {group === 'failed' && task.failure ? (
        <FailureNotice
          failure={task.failure}
          onNextStep={leadsToSettings(task.failure.nextStep) ? followNextStep : undefined}
          className="mt-3"
        />
      ) : null}
    </li>
  )
}

function TaskPicture({ task, group, card }: Pick<TaskRowProps, 'task' | 'group' | 'card'>) {
  return (
    <MediaThumb
      src={card ? thumbnailUrl(card.id, 320) : ''}
      kind={task.outputs[0]?.media ?? 'image'}
      state={card?.thumbnail ?? (group === 'running' ? 'pending' : 'none')}
      label={task.prompt}
      className="size-12 shrink-0"
    />
  )
}

function TaskFacts({ task, nowMs }: { readonly task: TaskView; readonly nowMs: number }) {
  return (
    <div className="w-44 shrink-0 text-right text-12 whitespace-nowrap text-muted">
      <p className="truncate" title={task.modelId}>
        {task.modelId}
      </p>
      <p>
        {task.chargedMicroUsd === null ? (
          <Price {...describePrice(task.estimate)} />
        ) : (
          `${formatMicroUsd(task.chargedMicroUsd)} charged`
        )}
        {' · '}
        {formatAge(task.createdAtMs, nowMs)}
      </p>
    </div>
  )
}

interface StateLook {
  readonly icon: LucideIcon
  readonly className: string
}

const LOOKS: Readonly<Record<QueueGroup, StateLook>> = {
  unknown: { icon: CircleHelp, className: 'text-warning' },
  running: { icon: LoaderCircle, className: 'animate-spin' },
  waiting: { icon: CircleDashed, className: '' },
  failed: { icon: CircleX, className: 'text-danger' },
  done: { icon: CircleCheck, className: 'text-success' },
}

function StateIcon({ task, group }: { readonly task: TaskView; readonly group: QueueGroup }) {
  if (task.state === 'canceled') return <CircleSlash aria-hidden className="size-3.5 shrink-0" />
  const { icon: Icon, className } = LOOKS[group]
  return <Icon aria-hidden className={classNames('size-3.5 shrink-0', className)} />
}

/** Its words, else what it does. */
function nameOf(task: TaskView): string {
  return task.prompt || (findOperation(task.operationId)?.title ?? task.operationId)
}
