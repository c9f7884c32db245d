import type { MediaWorkerOrder } from '@shared/contracts/media-worker'
import type { MediaWorkerBridge } from '@shared/contracts/media-worker-channels'
import { assertNever } from '@shared/lib/assert-never'
import { UploadError } from './bytes'
import { composite, convertMask, convertToPng } from './masks'
import { lookOf } from './look'
import { drawSheet, renderPicture } from './sheets'
import { probe } from './probe'

declare global {
  interface Window {
    readonly mediaWorker: MediaWorkerBridge
  }
}

type RunOrder = Extract<MediaWorkerOrder, { order: 'run' }>

const running = new Map<string, AbortController>()

async function run(order: RunOrder, signal: AbortSignal): Promise<unknown> {
  switch (order.kind) {
    case 'thumbnail':
      return probe(order.input, signal)
    case 'look':
      return lookOf(order.input.assetId, signal)
    case 'mask-composite':
      return composite(order.input, signal)
    case 'mask-to-polarity':
      return convertMask(order.input, signal)
    case 'to-png':
      return convertToPng(order.input, signal)
    case 'render-picture':
      return renderPicture(order.input, signal)
    case 'contact-sheet':
      return drawSheet(order.input, signal)
    case 'export-mp4': {
      // Encoders are large and seldom needed; pictures must not wait for them to load.
      const { exportFilm } = await import('./film')
      const onProgress = (progress: number): void =>
        window.mediaWorker.report({ report: 'progress', jobId: order.jobId, progress })
      return exportFilm(order.input, { signal, onProgress })
    }
    default:
      return assertNever(order)
  }
}

async function obey(order: RunOrder): Promise<void> {
  const { jobId } = order
  const controller = new AbortController()
  running.set(jobId, controller)
  try {
    window.mediaWorker.report({ report: 'done', jobId, answer: await run(order, controller.signal) })
  } catch (error) {
    const reason = controller.signal.aborted ? 'canceled' : error instanceof UploadError ? 'upload' : 'undecodable'
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    window.mediaWorker.report({ report: 'failed', jobId, reason, message })
  } finally {
    running.delete(jobId)
  }
}

window.mediaWorker.onOrder((order) => {
  if (order.order === 'cancel') running.get(order.jobId)?.abort()
  else void obey(order)
})
window.mediaWorker.report({ report: 'ready' })
