import { EVENT_CHANNEL, FILE_CHANNEL, REQUEST_CHANNEL, type StudioBridge } from '@shared/contracts/bridge'
import type { StudioEventMessage } from '@shared/contracts/events'
import { contextBridge, ipcRenderer, webUtils } from 'electron'

const bridge: StudioBridge = {
  request: (route, payload) => ipcRenderer.invoke(REQUEST_CHANNEL, route, payload),
  subscribe: (listener) => {
    const forward = (_event: unknown, message: StudioEventMessage): void => listener(message)
    ipcRenderer.on(EVENT_CHANNEL, forward)
    return () => void ipcRenderer.removeListener(EVENT_CHANNEL, forward)
  },
  fileTokens: async (files) => {
    const paths = files.map((file) => pathOf(file)).filter((path) => path !== '')
    const tokens: unknown = paths.length > 0 ? await ipcRenderer.invoke(FILE_CHANNEL, paths) : []
    return Array.isArray(tokens) ? tokens.filter((token) => typeof token === 'string') : []
  },
}

/** Only a File that the system handed over has a path; anything else gives an empty string or throws. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
  } catch {
    return ''
  }
}

contextBridge.exposeInMainWorld('studio', bridge)
