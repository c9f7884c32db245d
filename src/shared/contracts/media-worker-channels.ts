import type { MediaWorkerOrder, MediaWorkerReport } from './media-worker'

/** Between main and the media worker's page: ids and small JSON only; bytes go by `media://`. */
export const MEDIA_JOB_CHANNEL = 'media-worker:job'
export const MEDIA_REPORT_CHANNEL = 'media-worker:report'

/** The whole surface of the media worker's preload. */
export interface MediaWorkerBridge {
  readonly onOrder: (listener: (order: MediaWorkerOrder) => void) => void
  readonly report: (report: MediaWorkerReport) => void
}
