import { app, BrowserWindow, dialog, nativeImage, safeStorage, shell, webContents } from 'electron'
import { AppError } from '@shared/domain/app-error'
import type { Clock, Dialogs, FileDrag, OtherPrograms, SecretStore, SystemShell } from './ports'
import { startProgram } from './start-program'

export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() }

/** Electron's key store. On Linux without a keyring it only pretends to encrypt, and is reported as such. */
export const electronSecretStore: SecretStore = {
  isEncrypted: isReallyEncrypted,
  seal: (secret) =>
    isReallyEncrypted()
      ? { blob: safeStorage.encryptString(secret), protection: 'os-encrypted' }
      : { blob: new TextEncoder().encode(secret), protection: 'plain' },
  open: (sealed) =>
    sealed.protection === 'os-encrypted'
      ? safeStorage.decryptString(Buffer.from(sealed.blob))
      : new TextDecoder().decode(sealed.blob),
}

function isReallyEncrypted(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}

export const electronDialogs: Dialogs = {
  pickFiles: async (title) =>
    (await dialog.showOpenDialog({ title, properties: ['openFile', 'multiSelections'] })).filePaths,
  pickFolder: async (title) => {
    const answer = await dialog.showOpenDialog({ title, properties: ['openDirectory', 'createDirectory'] })
    return answer.filePaths[0] ?? null
  },
  confirm: async ({ message, detail, confirmLabel }) => {
    const options = { message, detail, buttons: [confirmLabel, 'Cancel'], cancelId: 1, defaultId: 1, noLink: true }
    const window = BrowserWindow.getFocusedWindow()
    const answer = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options)
    return answer.response === 0
  },
}

const EXTERNAL_PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'mailto:'])

export const electronShell: SystemShell = {
  showInFolder: (path) => shell.showItemInFolder(path),
  openFolder: async (path) => {
    const problem = await shell.openPath(path)
    if (problem)
      throw new AppError({ code: 'not-found', message: `The folder could not be opened: ${problem}`, nextStep: 'none' })
  },
  moveToTrash: (path) => shell.trashItem(path),
  openExternal: async (url) => {
    const parsed = URL.canParse(url) ? new URL(url) : null
    if (!parsed || !EXTERNAL_PROTOCOLS.has(parsed.protocol)) {
      throw new AppError({
        code: 'unsafe-url',
        message: 'Only https and e-mail links can be opened.',
        nextStep: 'none',
      })
    }
    await shell.openExternal(parsed.href)
  },
}

/** A drag needs a picture under the pointer; an empty one makes the start throw on macOS. */
const FALLBACK_DRAG_ICON =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAF0lEQVR4nGNgYGD4TyEeNWDUgFEDaGYAAA5uAf+vDKJ7AAAAAElFTkSuQmCC'

export const electronFileDrag: FileDrag = {
  start: (windowId, paths, iconPath) => {
    const contents = webContents.fromId(windowId)
    const first = paths[0]
    if (!contents || !first) return
    const icon = iconPath ? nativeImage.createFromPath(iconPath) : nativeImage.createEmpty()
    contents.startDrag({
      file: first,
      files: [...paths],
      icon: icon.isEmpty() ? nativeImage.createFromDataURL(FALLBACK_DRAG_ICON) : icon.resize({ width: 96 }),
    })
  },
}

export const electronPrograms: OtherPrograms = {
  openFile: async (path) => {
    const problem = await shell.openPath(path)
    if (problem) {
      throw new AppError({
        code: 'not-found',
        message: `No program of this computer opened the file: ${problem}. Choose one with “Open with”.`,
        nextStep: 'none',
      })
    }
  },
  pickProgram: async () => {
    const answer = await dialog.showOpenDialog({ title: 'Open with', properties: ['openFile'] })
    return answer.filePaths[0] ?? null
  },
  start: startProgram,
  noteRecent: (path) => app.addRecentDocument(path),
  forgetRecent: () => app.clearRecentDocuments(),
}
