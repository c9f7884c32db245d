import { join } from 'node:path'
import { MEDIA_JOB_CHANNEL, MEDIA_REPORT_CHANNEL } from '@shared/contracts/media-worker-channels'
import { mediaWorkerReportSchema } from '@shared/contracts/media-worker'
import { app, BrowserWindow, type IpcMainEvent } from 'electron'
import { originOf } from '../ipc/sender-gate'
import type { MediaWorkerPageEvents, OpenMediaWorkerPage } from '../library/media-worker'
import { createLogger, detach } from '../log/logger'
import { MEDIA_WORKER_ORIGIN } from './schemes'

const log = createLogger('media-worker')

export const mediaWorkerPreloadPathOf = (outFolder: string): string => join(outFolder, 'preload', 'media-worker.cjs')

/**
 * The hidden, sandboxed window in which every decode of media from outside happens. It has no Node, no network and no
 * route of the studio: only orders in, reports out, and `media://`.
 */
export function createMediaWorkerPages(preloadPath: string): OpenMediaWorkerPage {
  return (events) => {
    const window = new BrowserWindow({
      show: false,
      width: 64,
      height: 64,
      skipTaskbar: true,
      title: 'Media worker',
      webPreferences: {
        preload: preloadPath,
        contextIsolation: true,
        nodeIntegration: false,
        sandbox: true,
        webviewTag: false,
        spellcheck: false,
        // A hidden page's timers would otherwise be slowed down to one a second and worse.
        backgroundThrottling: false,
      },
    })
    listen(window, events)
    closeWithLastWindow(window)
    detach(window.loadURL(`${MEDIA_WORKER_ORIGIN}/media-worker.html`), 'load the media worker')
    return {
      send: (order) => {
        if (!window.isDestroyed()) window.webContents.send(MEDIA_JOB_CHANNEL, order)
      },
      close: () => {
        if (!window.isDestroyed()) window.destroy()
      },
    }
  }
}

function listen(window: BrowserWindow, events: MediaWorkerPageEvents): void {
  const { webContents } = window
  webContents.ipc.on(MEDIA_REPORT_CHANNEL, (event: IpcMainEvent, message: unknown) => {
    const isFromPage = event.senderFrame?.parent === null && originOf(event.senderFrame.url) === MEDIA_WORKER_ORIGIN
    const report = mediaWorkerReportSchema.safeParse(message)
    if (isFromPage && report.success) events.onReport(report.data)
    else log.warn('report of the media worker refused', { isFromPage })
  })
  webContents.on('render-process-gone', (_event, { reason }) => events.onGone('crashed', reason))
  webContents.on('unresponsive', () => log.warn('media worker does not respond'))
  window.on('closed', () => events.onGone('closed', 'the window was closed'))
}

/** A window that nobody sees must not keep the program alive; macOS lives on without windows anyway. */
function closeWithLastWindow(worker: BrowserWindow): void {
  if (process.platform === 'darwin') return
  const watched = new Set<BrowserWindow>()
  const closeWhenAlone = (): void => {
    const others = BrowserWindow.getAllWindows().filter((window) => window !== worker)
    if (others.length === 0 && !worker.isDestroyed()) worker.destroy()
  }
  const watch = (window: BrowserWindow): void => {
    if (window === worker || watched.has(window)) return
    watched.add(window)
    window.once('closed', closeWhenAlone)
  }
  const onCreated = (_event: unknown, window: BrowserWindow): void => watch(window)
  app.on('browser-window-created', onCreated)
  for (const window of BrowserWindow.getAllWindows()) watch(window)
  worker.once('closed', () => {
    app.removeListener('browser-window-created', onCreated)
    for (const window of watched) if (!window.isDestroyed()) window.removeListener('closed', closeWhenAlone)
  })
}
