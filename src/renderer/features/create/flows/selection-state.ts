import type { TaskStep } from '@shared/contracts/generation'
import { isTerminal } from '@shared/domain/task'

export interface MarkPoint {
  readonly x: number
  readonly y: number
}

export interface MarkedFrame {
  readonly frameIndex: number
  readonly points: readonly MarkPoint[]
  /** Pictures of the marked area, as the vendor last gave them. */
  readonly maskAssetIds: readonly string[]
}

export interface Selection {
  readonly frames: readonly MarkedFrame[]
  /** The clip with what is marked; null where nothing was previewed since the last change. */
  readonly previewAssetId: string | null
  /** A step is on its way. */
  readonly isBusy: boolean
  /** Why the newest step came to nothing. */
  readonly failure: TaskStep['task']['failure']
}

const PREFIX = 'kling.multi_elements.'

/** What stands marked in a session: its steps in order, each one a task that is in the database. */
export function selectionOf(steps: readonly TaskStep[]): Selection {
  const frames = new Map<number, MarkedFrame>()
  let previewAssetId: string | null = null
  const own = steps.filter(({ task }) => task.operationId.startsWith(PREFIX))
  for (const step of own) {
    if (step.task.state !== 'succeeded') continue
    const name = step.task.operationId.slice(PREFIX.length)
    if (name === 'preview') {
      previewAssetId = assetsOf(step)[0] ?? null
      continue
    }
    previewAssetId = null
    if (name === 'clear') frames.clear()
    else applyMarks(frames, step, name === 'delete')
  }
  const newest = own.at(-1)?.task
  return {
    frames: [...frames.values()].sort((one, other) => one.frameIndex - other.frameIndex),
    previewAssetId,
    isBusy: own.some(({ task }) => !isTerminal(task.state) && task.state !== 'unknown'),
    failure: newest?.state === 'failed' || newest?.state === 'unknown' ? newest.failure : null,
  }
}

function applyMarks(frames: Map<number, MarkedFrame>, step: TaskStep, isRemoval: boolean): void {
  const frameIndex = Number(step.params['frame_index'])
  const known = frames.get(frameIndex)?.points ?? []
  const given = pointsIn(step.params['points'])
  const points = isRemoval
    ? known.filter((point) => !given.some((other) => isSamePoint(point, other)))
    : [...known, ...given]
  if (points.length === 0) frames.delete(frameIndex)
  else frames.set(frameIndex, { frameIndex, points, maskAssetIds: assetsOf(step) })
}

/** The vendor takes a mark away only by exactly the numbers that set it. */
export function isSamePoint(one: MarkPoint, other: MarkPoint): boolean {
  return one.x === other.x && one.y === other.y
}

function pointsIn(value: unknown): readonly MarkPoint[] {
  return (Array.isArray(value) ? (value as readonly Partial<MarkPoint>[]) : []).flatMap(({ x, y }) =>
    typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : [],
  )
}

function assetsOf({ task }: TaskStep): readonly string[] {
  return task.outputs.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
}
