import type { Recipe } from '../media/recipe'
import type { Journal } from './journal'
import type { Ledger } from './ledger'

export type TaskFamily =
  | 'midjourney'
  | 'video'
  | 'kling'
  | 'suno'
  | 'sora'
  | 'luma'
  | 'runway'
  | 'minimax'
  | 'wan'
  | 'volc'
  | 'fal'
  | 'replicate'
  | 'tencent'

export interface DemoTask {
  readonly id: string
  readonly family: TaskFamily
  readonly key: string
  /** The family's word for the operation, such as IMAGINE or text2video. */
  readonly action: string
  readonly model: string
  readonly prompt: string
  readonly submittedAtMs: number
  readonly startsAtMs: number
  readonly finishesAtMs: number
  readonly outcome: 'success' | 'fail' | 'never'
  /** A status word to answer in place of the true one, until changed. */
  readonly statusWord: string | null
  readonly failReason: string
  readonly chargeId: string | null
  readonly isSettled: boolean
  /** Waits for a second call of the user; time stands still. */
  readonly isWaitingForInput: boolean
  readonly outputs: Readonly<Record<string, Recipe>>
  /** What the family needs to remember for its answers. */
  readonly details: Readonly<Record<string, string | number | boolean>>
}

export interface TaskState {
  readonly phase: 'waiting-for-input' | 'queued' | 'running' | 'succeeded' | 'failed'
  /** 0 to 1. */
  readonly progress: number
}

export function stateOf(task: DemoTask, nowMs: number): TaskState {
  if (task.isWaitingForInput) return { phase: 'waiting-for-input', progress: 0 }
  if (nowMs < task.startsAtMs) return { phase: 'queued', progress: 0 }
  const progress = Math.min(0.99, (nowMs - task.startsAtMs) / Math.max(1, task.finishesAtMs - task.startsAtMs))
  if (task.outcome === 'never' || nowMs < task.finishesAtMs) return { phase: 'running', progress }
  return task.outcome === 'fail' ? { phase: 'failed', progress: 1 } : { phase: 'succeeded', progress: 1 }
}

/** Tasks live by the clock: their state follows from their times, also after a restart. */
export class Tasks {
  private readonly tasks: Map<string, DemoTask>
  private readonly journal: Journal
  private readonly ledger: Ledger

  constructor(journal: Journal, ledger: Ledger) {
    this.journal = journal
    this.ledger = ledger
    this.tasks = new Map(journal.all<DemoTask>('tasks'))
  }

  save(task: DemoTask): void {
    this.tasks.set(task.id, task)
    this.journal.put('tasks', task.id, task)
  }

  /** The task as the key's owner may see it. */
  find(family: TaskFamily, id: string, key: string): DemoTask | null {
    const task = this.tasks.get(id)
    if (task === undefined || task.family !== family || task.key !== key) return null
    return this.settle(task)
  }

  findAny(id: string): DemoTask | null {
    const task = this.tasks.get(id)
    return task === undefined ? null : this.settle(task)
  }

  all(): readonly DemoTask[] {
    return [...this.tasks.values()].map((task) => this.settle(task))
  }

  /** Gives the money of a failed task back, once. */
  private settle(task: DemoTask): DemoTask {
    if (task.isSettled || stateOf(task, Date.now()).phase !== 'failed') return task
    if (task.chargeId !== null) this.ledger.refund(task.chargeId)
    const settled: DemoTask = { ...task, isSettled: true }
    this.save(settled)
    return settled
  }
}
