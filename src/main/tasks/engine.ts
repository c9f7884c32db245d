import { AppError, type Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { setQueuePaused } from '../db/commands/task-pause'
import { loadTaskView } from '../db/queries/task'
import { countQueuedOfProfile, countRivals, isQueuePaused, loadRemoteIds, loadTaskRecord, type TaskRecord } from '../db/queries/task-work'
import { createLogger, detach } from '../log/logger'
import { callOf, commitChange, publishTask, type TaskContext, type TaskEngineOptions } from './context'
import { createDownloader } from './downloader'
import { createLanes } from './lanes'
import { DEFAULT_LANE_LIMIT } from './limits'
import { createPoller } from './poller'
import { createOutcomeRecorder } from './record-outcome'
import { recoverTasks } from './recovery'
import { createSubmitter } from './submitter'

const log = createLogger('tasks')

export type TaskEngine = ReturnType<typeof createTaskEngine>

/** Everything that happens to a task after it was written: claim, send, poll, download, and what a person asks for. */
export function createTaskEngine(options: TaskEngineOptions) {
  let isStopped = false
  let isPaused = false
  const context: TaskContext = { ...options, random: options.random ?? Math.random, isStopped: () => isStopped }
  const { db, gateway, news } = context
  const laneLimit = options.laneLimit ?? DEFAULT_LANE_LIMIT
  const lanes = createLanes(laneLimit)
  const downloader = createDownloader(context)
  const poller = createPoller({ context, onOutputsNoted: downloader.collect, onLeft: () => submitter.wake() })

  const setPaused = async (isWanted: boolean): Promise<void> => {
    await setQueuePaused(db, isWanted)
    isPaused = isWanted
    news.pauseChanged(isPaused)
    if (!isPaused) submitter.wake()
  }

  /** No balance or a dead key stops a batch once, with one notice, instead of once per task. */
  const stopBatch = async (record: TaskRecord, failure: Failure): Promise<void> => {
    if (isPaused || (await countQueuedOfProfile(db, record.keyProfileId)) === 0) return
    await setPaused(true)
    news.noticeRaised({ ...failure, message: `${failure.message} The waiting tasks are paused.` })
  }

  const submitter = createSubmitter({
    context,
    lanes,
    laneLimit,
    isPaused: () => isPaused,
    recordOutcome: createOutcomeRecorder({
      context,
      lanes,
      onAccepted: async (taskId) => {
        await poller.watch(taskId, 'fresh')
        await cancelAtGateway(taskId)
      },
      onOutputsNoted: downloader.collect,
      onKeyFailure: stopBatch,
    }),
  })

  const recordOf = async (taskId: string): Promise<TaskRecord> => {
    const record = await loadTaskRecord(db, taskId)
    if (!record) throw refusal('not-found', 'This task does not exist.')
    return record
  }
  const viewOf = async (taskId: string): Promise<TaskView> => {
    const view = await loadTaskView(db, taskId)
    if (!view) throw refusal('not-found', 'This task does not exist.')
    return view
  }

  const cancelAtGateway = async (taskId: string): Promise<void> => {
    const record = await recordOf(taskId)
    if (!record.isCancelRequested || record.remote === null) return
    const answer = await gateway.cancel(callOf(record), record.remote)
    log.info('asked the gateway to stop a task', { taskId, answer })
  }

  /** Goes on with a task that was `unknown` and whose work was found. */
  const follow = async (taskId: string, remote: NonNullable<TaskRecord['remote']>): Promise<void> => {
    const isFound = await commitChange(context, { taskId, from: ['unknown'], to: 'polling', set: { remote, failure: null } })
    if (isFound) await poller.watch(taskId, 'now')
  }

  return {
    isPaused: (): boolean => isPaused,
    setPaused,

    /** Recovers what the last run left and starts working. Nothing here depends on how that run ended. */
    async start(): Promise<void> {
      isPaused = await isQueuePaused(db)
      const { polling } = await recoverTasks(context)
      for (const taskId of polling) await poller.watch(taskId, 'resume')
      await downloader.resume()
      submitter.wake()
    },

    /** Forgets timers and writes nothing more; the next start recovers. */
    stop(): void {
      isStopped = true
      submitter.stop()
      poller.stop()
      downloader.stop()
    },

    /** A task was written by a service: shows it and sends it when its lane has room. */
    async accept(taskId: string): Promise<TaskView> {
      await publishTask(context, taskId)
      const view = await viewOf(taskId)
      if (view.state === 'polling') await poller.watch(taskId, 'now')
      else submitter.wake()
      return view
    },

    /** The network or the key is better now: nothing waits for its back-off any longer. */
    nudge(): void {
      lanes.open()
      submitter.wake()
    },

    async cancel(taskId: string): Promise<TaskView> {
      const wasWaiting = await commitChange(context, { taskId, from: ['queued', 'waiting-input'], to: 'canceled', set: { isCancelRequested: true } })
      if (!wasWaiting) {
        for (const state of ['submitting', 'polling'] as const) {
          await commitChange(context, { taskId, from: [state], to: state, set: { isCancelRequested: true } })
        }
        poller.noteCancelRequested(taskId)
        await cancelAtGateway(taskId)
      }
      return viewOf(taskId)
    },

    async lookUp(taskId: string): Promise<{ readonly task: TaskView; readonly finding: string }> {
      const record = await recordOf(taskId)
      if (record.state !== 'unknown') throw refusal('conflict', 'The outcome of this task is known; there is nothing to look up.')
      if (record.remote !== null) {
        await follow(taskId, record.remote)
        return { task: await viewOf(taskId), finding: 'The gateway knows this task. The studio is asking for it again.' }
      }
      const found = await gateway.lookUp(callOf(record), {
        remoteIds: await loadRemoteIds(db, record.keyProfileId),
        rivals: await countRivals(db, record),
      })
      if (found.kind === 'found') await follow(taskId, found.remote)
      return { task: await viewOf(taskId), finding: found.finding }
    },

    async giveUp(taskId: string): Promise<TaskView> {
      const record = await recordOf(taskId)
      const isGivenUp = await commitChange(context, { taskId, from: ['unknown'], to: 'failed', set: { failure: GIVEN_UP } })
      if (!isGivenUp) throw refusal('conflict', `Only a task of unknown outcome can be given up; this one is ${record.state}.`)
      return viewOf(taskId)
    },

    async checkNow(taskId: string): Promise<TaskView> {
      const record = await recordOf(taskId)
      if (record.state === 'polling') await poller.watch(taskId, 'now')
      else if (record.state === 'downloading') await downloader.collect(taskId)
      else if (record.state === 'queued') {
        await commitChange(context, { taskId, from: ['queued'], to: 'queued', set: { notBeforeMs: 0 } })
        lanes.open()
        submitter.wake()
      }
      return viewOf(taskId)
    },
  }
}

const GIVEN_UP: Failure = {
  code: 'outcome-unknown',
  message: 'Given up: whether the gateway accepted it was never found out.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

function refusal(code: 'not-found' | 'conflict', message: string): AppError {
  return new AppError({ code, message, nextStep: 'none' })
}
