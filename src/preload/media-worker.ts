import type { MediaWorkerOrder } from '@shared/contracts/media-worker'
import {
  MEDIA_JOB_CHANNEL,
  MEDIA_REPORT_CHANNEL,
  type MediaWorkerBridge,
} from '@shared/contracts/media-worker-channels'
import { contextBridge, ipcRenderer } from 'electron'

const bridge: MediaWorkerBridge = {
  onOrder: (listener) => void ipcRenderer.on(MEDIA_JOB_CHANNEL, (_event, order: MediaWorkerOrder) => listener(order)),
  report: (report) => ipcRenderer.send(MEDIA_REPORT_CHANNEL, report),
}

contextBridge.exposeInMainWorld('mediaWorker', bridge)
