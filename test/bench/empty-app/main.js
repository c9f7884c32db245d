// The reference of start and memory: one window as the studio opens it, with nothing in it.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { contextIsolation: true, nodeIntegration: false, sandbox: true, backgroundThrottling: false },
  })
  window.once('ready-to-show', () => window.show())
  const address = process.env.BENCH_PAGE
  return address ? window.loadURL(address) : window.loadFile(join(import.meta.dirname, 'index.html'))
})
