import type { Failure } from '@shared/domain/app-error'
import type { TaskState } from '@shared/domain/task'
import { type NewOutput, noteOutputs } from '../db/commands/task-outputs'
import type { TaskFields } from '../db/commands/task-change'
import { commitChange, publishTask, type TaskContext } from './context'
import type { FoundVendorItem } from '@shared/domain/vendor-item'
import type { FoundOutput, FoundUsage } from './ports'

export interface CompletedWork {
  readonly taskId: string
  readonly from: readonly TaskState[]
  readonly outputs: readonly FoundOutput[]
  /** What the vendor keeps from now on; with it work without outputs is a success. */
  readonly items?: readonly FoundVendorItem[] | undefined
  readonly usage: FoundUsage | undefined
  /** A step that changes something at the vendor and rightly gives nothing back. */
  readonly mayBeEmpty?: boolean
  readonly set?: TaskFields
}

/**
 * The gateway is done. Bytes that came with the answer go to staging first, then rows, charge and the state
 * `downloading` are committed together. Work that gave no output, nothing kept at the vendor and no next step is a failure.
 * @returns true when the task is `downloading` now; work without outputs has succeeded at once
 * @throws when disk or database are full: nothing was noted then, and the caller tries again
 */
export async function noteCompletedWork(context: TaskContext, work: CompletedWork): Promise<boolean> {
  const { taskId, from } = work
  const items = work.items ?? []
  const hasResult = work.outputs.length + items.length + (work.set?.followUps?.length ?? 0) > 0
  if (!hasResult && work.mayBeEmpty !== true) {
    await commitChange(context, { taskId, from, to: 'failed', set: { ...work.set, failure: NO_OUTPUTS } })
    return false
  }
  const outputs: NewOutput[] = []
  for (const [ordinal, output] of work.outputs.entries()) outputs.push(await stageOutput(context, output, ordinal))
  if (context.isStopped()) return false
  const isNoted = await noteOutputs(context.db, {
    taskId,
    from,
    outputs,
    items: items.map((item) => ({ ...item, id: context.nextId() })),
    chargedMicroUsd: work.usage?.chargedMicroUsd,
    ledgerEntryId: context.nextId(),
    ...(work.set ? { set: work.set } : {}),
    nowMs: context.clock.nowMs(),
  })
  if (isNoted) await publishTask(context, taskId)
  return isNoted && outputs.length > 0
}

async function stageOutput(context: TaskContext, output: FoundOutput, ordinal: number): Promise<NewOutput> {
  const id = context.nextId()
  const { source } = output
  const base = { id, ordinal, media: output.media, mimeHint: output.mimeHint ?? null, title: output.title ?? null }
  if (source.kind === 'url') return { ...base, url: source.url, stagedName: null }
  return { ...base, url: null, stagedName: await context.store.stageInline(id, source) }
}

const NO_OUTPUTS: Failure = {
  code: 'gateway-fault',
  message: 'The gateway says the work is done but gave no result. Look at your usage there: it may have been charged.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}
