import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { registerSchemes } from './app/schemes'
import { secureWebContents } from './app/security'
import { startStudio } from './app/start'
import { detach } from './log/logger'

registerSchemes()
// Root on Linux starts with --no-sandbox, where Chromium refuses a sandbox for its helpers; windows still ask for theirs.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
secureWebContents(app)

if (app.requestSingleInstanceLock()) {
  const outFolder = dirname(dirname(fileURLToPath(import.meta.url)))
  detach(
    app.whenReady().then(() => startStudio(outFolder)),
    'start the studio',
  )
} else {
  app.quit()
}
