import type { BenchCase } from '../harness/bench.ts'
import { withChatStudio } from '../harness/chat-studio.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'

const OPENINGS = 20

/** P17: the quick window of a running studio, from the call to the frame in which its field can be written in. */
export const quickCase: BenchCase = {
  id: 'P17',
  run: (context) =>
    withChatStudio(context, async (studio) => {
      await studio.inPage(SET_SHORTCUT)
      const openedMs = await studio.inMain<readonly number[]>(OPEN, OPENINGS)
      await studio.inMain(SHOW_TRAY_ICONS, null)
      await studio.inPage(TURN_TRAY_ON)
      const fromTrayMs = await studio.inMain<readonly number[]>(CLOSE_STUDIO + OPEN, OPENINGS)
      const line = { id: 'P17', unit: 'ms' }
      return [
        judge({
          ...line,
          name: `the quick window, from the call to a field with the focus, slowest of ${OPENINGS}`,
          ours: Math.max(...openedMs),
          budgets: [{ maxOurs: 150 }],
        }),
        judge({ ...line, name: 'the same, median', ours: median(openedMs) }),
        judge({
          ...line,
          name: 'the same with nothing but the icon in the tray, slowest',
          ours: Math.max(...fromTrayMs),
          budgets: [{ maxOurs: 150 }],
        }),
      ]
    }),
}

const SET_SHORTCUT = `
  const { data } = JSON.parse(await window.studio.request('quick.set-shortcut', { shortcut: 'CommandOrControl+Alt+F9' }))
  if (data.shortcut === null) throw new Error('The shortcut was not taken: ' + JSON.stringify(data))
`

/** As the session bus of a desktop with icons would answer; a machine that measures has none. */
const SHOW_TRAY_ICONS = `
  const { chmodSync, mkdtempSync, writeFileSync } = require('node:fs')
  const { delimiter, join } = require('node:path')
  const folder = mkdtempSync(join(require('node:os').tmpdir(), 'bench-bus-'))
  writeFileSync(join(folder, 'dbus-send'), '#!/bin/sh\\necho true\\n')
  chmodSync(join(folder, 'dbus-send'), 0o755)
  process.env.PATH = folder + delimiter + process.env.PATH
`

const TURN_TRAY_ON = `
  const { data } = JSON.parse(await window.studio.request('tray.set', { isOn: true }))
  if (!data?.isOn) throw new Error('No icon in the tray: ' + JSON.stringify(data))
`

const CLOSE_STUDIO = `
  for (const window of require('electron').BrowserWindow.getAllWindows()) if (window.getTitle() !== 'Quick chat') window.close()
`

/** The call is that of a second start with --quick, which opens the window as the shortcut does. */
const OPEN = `
  const { app, BrowserWindow } = require('electron')
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  await wait(2000)
  const quick = BrowserWindow.getAllWindows().find((window) => window.getTitle() === 'Quick chat')
  for (const window of BrowserWindow.getAllWindows()) if (window !== quick) window.minimize()
  const drawn = \`new Promise((resolve) => {
    const look = () => requestAnimationFrame(() =>
      document.activeElement?.matches('[data-composer]') ? resolve() : look())
    look()
  })\`
  const elapsedMs = []
  for (let opening = 0; opening < value; opening += 1) {
    quick.hide()
    await wait(500)
    const startedAtMs = performance.now()
    app.emit('second-instance', {}, ['--quick'])
    await quick.webContents.executeJavaScript(drawn)
    elapsedMs.push(performance.now() - startedAtMs)
  }
  return elapsedMs
`
