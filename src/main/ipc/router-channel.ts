import { ipcMain, type IpcMainInvokeEvent } from 'electron'

/** Connects one channel to its answer; a channel that has one gets the new one; the only place besides the media worker's that touches Electron's raw channels. */
export function serveChannel(
  channel: string,
  answer: (event: IpcMainInvokeEvent, ...values: readonly unknown[]) => Promise<unknown>,
): void {
  ipcMain.removeHandler(channel)
  ipcMain.handle(channel, answer)
}
