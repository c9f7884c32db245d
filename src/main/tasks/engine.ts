import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { setQueuePaused } from '../db/commands/task-pause'
import { countQueuedOfProfile, isQueuePaused, type TaskRecord } from '../db/queries/task-work'
import { publishTask, type TaskContext, type TaskEngineOptions } from './context'
import { createDownloader } from './downloader'
import { createLanes } from './lanes'
import { DEFAULT_LANE_LIMIT } from './limits'
import { cancelAtGateway, createPersonRequests, type PersonRequests, requireView } from './person-requests'
import { createPoller, type Poller } from './poller'
import { createOutcomeRecorder } from './record-outcome'
import { recoverTasks } from './recovery'
import { createSubmitter, type Submitter } from './submitter'
import { createTroubleReporter } from './trouble'

export interface TaskEngine extends PersonRequests {
  /** Recovers what the last run left and starts working. Nothing here depends on how that run ended. */
  readonly start: () => Promise<void>
  /** Forgets timers and writes nothing more; the next start recovers. */
  readonly stop: () => void
  /** A task was written by a service: shows it, and sends it when its lane has room. */
  readonly accept: (taskId: string) => Promise<TaskView>
  /** The network is back or the machine woke up: nothing waits for its back-off any longer. */
  readonly nudge: () => void
  readonly isPaused: () => boolean
  /** While paused nothing is sent; what runs goes on. Remembered over restarts. */
  readonly setPaused: (isPaused: boolean) => Promise<void>
}

/** Everything that happens to a task after it was written: claim, send, poll, download, and what a person asks for. */
export function createTaskEngine(options: TaskEngineOptions): TaskEngine {
  let isStopped = false
  const context: TaskContext = {
    ...options,
    random: options.random ?? Math.random,
    isStopped: () => isStopped,
    trouble: createTroubleReporter(options.news.noticeRaised, options.clock.monotonicMs),
  }
  const laneLimit = options.laneLimit ?? DEFAULT_LANE_LIMIT
  const lanes = createLanes(laneLimit)
  const downloader = createDownloader(context)
  const poller: Poller = createPoller({ context, onOutputsNoted: downloader.collect, onLeft: () => submitter.wake() })
  const pause = createPause(context, () => submitter.wake())
  const recordOutcome = createOutcomeRecorder({
    context,
    lanes,
    onAccepted: async (taskId) => {
      await poller.watch(taskId, 'fresh')
      await cancelAtGateway(context, taskId)
    },
    onOutputsNoted: downloader.collect,
    onKeyFailure: pause.stopBatch,
  })
  const submitter: Submitter = createSubmitter({ context, lanes, laneLimit, isPaused: pause.isPaused, recordOutcome })

  return {
    ...createPersonRequests({ context, lanes, submitter, poller, downloader }),
    isPaused: pause.isPaused,
    setPaused: pause.setPaused,
    start: async () => {
      await pause.load()
      const { polling } = await recoverTasks(context)
      for (const taskId of polling) await poller.watch(taskId, 'resume')
      await downloader.resume()
      submitter.wake()
    },
    stop: () => {
      isStopped = true
      submitter.stop()
      poller.stop()
      downloader.stop()
    },
    accept: async (taskId) => {
      await publishTask(context, taskId)
      const view = await requireView(context, taskId)
      if (view.state === 'polling') await poller.watch(taskId, 'now')
      else submitter.wake()
      return view
    },
    nudge: () => {
      lanes.open()
      submitter.wake()
      poller.catchUp()
    },
  }
}

interface Pause {
  readonly load: () => Promise<void>
  readonly isPaused: () => boolean
  readonly setPaused: (isPaused: boolean) => Promise<void>
  readonly stopBatch: (record: TaskRecord, failure: Failure) => Promise<void>
}

function createPause({ db, news }: TaskContext, onResumed: () => void): Pause {
  let isPaused = false
  const setPaused = async (isWanted: boolean): Promise<void> => {
    await setQueuePaused(db, isWanted)
    isPaused = isWanted
    news.pauseChanged(isPaused)
    if (!isPaused) onResumed()
  }
  return {
    load: async () => {
      isPaused = await isQueuePaused(db)
    },
    isPaused: () => isPaused,
    setPaused,
    /** No balance or a dead key stops a batch once, with one notice, instead of once per task. */
    stopBatch: async (record, failure) => {
      if (isPaused || (await countQueuedOfProfile(db, record.keyProfileId)) === 0) return
      await setPaused(true)
      news.noticeRaised({ ...failure, message: `${failure.message} The waiting tasks are paused.` })
    },
  }
}
