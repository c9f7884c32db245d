import { randomBytes } from 'node:crypto'
import { requestAsCode } from '@shared/catalog/projections/as-code'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import type { ConnectionState } from '@shared/domain/account'
import { AppError } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import type { InputFiles } from '../gateway/families/encode'
import { startCallbackServer } from '../gateway/callback-server'
import { adapterOf, shelfOf } from '../gateway/families/registry'
import type { Library } from '../library/library'
import { detach } from '../log/logger'
import { systemClock } from '../platform/electron-adapters'
import { createFileLinks } from '../services/file-links'
import { createCallbackService } from '../services/callback'
import { createContinuationService } from '../services/continuation'
import { createGenerationService } from '../services/generation'
import { createGenerationGateway } from '../services/generation-gateway'
import { createQueueService } from '../services/queue'
import { createSongUploads } from '../services/song-uploads'
import { createVendorItemService } from '../services/vendor-item'
import { createVendorWorkService } from '../services/vendor-work'
import { createTaskEngine } from '../tasks/engine'
import type { TaskClock } from '../tasks/ports'
import type { Core } from './compose-core'

const taskClock: TaskClock = {
  ...systemClock,
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Generations from the form to the file. `onTaskChanged` hears of every change after its commit. */
export function composeWork(core: Core, onTaskChanged: (task: TaskView) => void) {
  const { db, nextId, events, account, library, client, priceOf } = core
  const reportConnection = (profileId: string, connection: ConnectionState): void =>
    detach(account.reportConnection(profileId, connection), 'report the connection')
  const callback = createCallbackService({
    db,
    newSecret: () => randomBytes(24).toString('hex'),
    startServer: startCallbackServer,
    checkNow: (taskId) => engine.checkNow(taskId),
  })
  const engine = createTaskEngine({
    db,
    clock: taskClock,
    nextId,
    gateway: createGenerationGateway({
      client,
      adapterOf,
      inputs: inputFilesOf(library),
      fileLinks: createFileLinks({ db, clock: core.clock, client }),
      songUploads: createSongUploads({ db, clock: taskClock, nextId, client, postForm: core.postForm }),
      credentialsOf: account.credentialsOf,
      priceOf,
      callbackUrl: () => callback.url(),
      reportConnection,
    }),
    store: library.outputs,
    news: {
      taskChanged: (task) => {
        events.publish('task.changed', task)
        onTaskChanged(task)
      },
      pauseChanged: (isPaused) => events.publish('tasks.paused', { isPaused }),
      noticeRaised: (failure) => events.publish('notice.raised', { failure }),
    },
  })
  const generation = createGenerationService({
    db,
    clock: core.clock,
    nextId,
    engine,
    activeProfile: account.activeProfile,
    baseUrlOf: async (profileId) => (await account.credentialsOf(profileId)).baseUrl,
    prices: account.prices,
    resolveModel: core.resolveModel,
    asCode: ({ spec, modelId, params, inputs }, language, baseUrl) =>
      requestAsCode(language, {
        baseUrl,
        request: buildWireRequest(spec, modelId, params),
        fileNameOf: (assetId) => inputs.get(assetId)?.title,
      }),
  })
  const continuation = createContinuationService({
    db,
    events,
    submit: (request) => generation.submit(request),
    activeProfile: account.activeProfile,
  })
  const queue = createQueueService({ db, engine, resubmit: generation.retry })
  const { activeProfile, credentialsOf } = account
  const { clock } = core
  const vendorItem = createVendorItemService({
    db,
    clock,
    nextId,
    events,
    client,
    shelfOf,
    activeProfile,
    credentialsOf,
  })
  const vendorWork = createVendorWorkService({ db, client, adapterOf, activeProfile, credentialsOf })
  return { engine, generation, queue, vendorItem, vendorWork, continuation, callback, reportConnection }
}

/** Inputs of a request as files; masks in the colours that the vendor reads. */
function inputFilesOf(library: Library): InputFiles {
  return {
    fileOf: async (assetId) => {
      const file = await library.files.assetFile(assetId)
      if (file) return file
      throw new AppError({
        code: 'not-found',
        message: 'An input of this task is no longer in the library. Bring it back from the trash or choose another.',
        nextStep: 'edit-input',
        charge: 'not-charged',
      })
    },
    maskFileOf: library.conversion.convertMask,
  }
}
