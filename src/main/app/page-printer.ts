import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BrowserWindow, type Session, session } from 'electron'
import { pageFile } from './app-protocol'
import { APP_SCHEME } from './schemes'

const PARTITION = 'chat-export'
const PAGE_ORIGIN = `${APP_SCHEME}://export`

/**
 * Prints a page of a folder to PDF in a hidden window without scripts, without network and with a session of its own,
 * in which only files of that folder exist.
 * @param page name of the page within the folder
 */
export async function printPage(folder: string, page: string): Promise<Uint8Array> {
  const own = session.fromPartition(`${PARTITION}-${crypto.randomUUID()}`)
  lockDown(own, folder)
  const window = new BrowserWindow({
    show: false,
    width: 800,
    height: 1_100,
    webPreferences: {
      session: own,
      javascript: false,
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  try {
    await window.loadURL(`${PAGE_ORIGIN}/${encodeURIComponent(page)}`)
    return await window.webContents.printToPDF({ printBackground: true, pageSize: 'A4' })
  } finally {
    window.destroy()
  }
}

function lockDown(own: Session, folder: string): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !details.url.startsWith(`${PAGE_ORIGIN}/`) }))
  own.protocol.handle(APP_SCHEME, async (request) => {
    const path = pageFile(join(folder), request.url)
    if (path === null) return new Response('Not found', { status: 404 })
    try {
      // The page brings its policy and its styles in itself; what its pictures are is seen by their bytes.
      const headers: Record<string, string> = path.endsWith('.html')
        ? { 'Content-Type': 'text/html; charset=utf-8' }
        : {}
      return new Response(await readFile(path), { headers })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}
