'use strict'
// Loaded into the measured program before its own code (`electron -r`), the same for the studio and for every reference.
const { createRequire } = require('node:module')
const path = require('node:path')
const { app, BrowserWindow } = require('electron')

const requireOfProject = createRequire(path.join(__dirname, '..', '..', '..', 'package.json'))
const readySelector = process.env.BENCH_READY_SELECTOR
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor

/** Resolves in the page with the wall time at which the selector is there and a frame with it was made. */
const waitForSelector = (selector) => `new Promise((resolve) => {
  const isThere = () => document.querySelector(${JSON.stringify(selector)}) !== null
  const tell = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())))
  if (isThere()) return tell()
  const observer = new MutationObserver(() => {
    if (!isThere()) return
    observer.disconnect()
    tell()
  })
  observer.observe(document, { childList: true, subtree: true, attributes: true })
})`

const isStudioPage = (contents) => !contents.getURL().includes('media-worker')

function firstPage() {
  const window = BrowserWindow.getAllWindows().find(({ webContents }) => isStudioPage(webContents))
  if (!window) throw new Error('There is no window')
  return window.webContents
}

app.on('web-contents-created', (_event, contents) => {
  if (!readySelector) return
  contents.once('dom-ready', () => {
    if (!isStudioPage(contents)) return
    void contents
      .executeJavaScript(waitForSelector(readySelector))
      .then((atMs) => process.send({ kind: 'interactive', atMs }))
  })
})

async function run({ where, code, value }) {
  if (where === 'main') return new AsyncFunction('require', 'value', code)(requireOfProject, value)
  return firstPage().executeJavaScript(`(async (value) => { ${code} })(${JSON.stringify(value ?? null)})`, true)
}

process.on('message', (message) => {
  void run(message).then(
    (value) => process.send({ kind: 'answer', id: message.id, value }),
    (error) => process.send({ kind: 'answer', id: message.id, error: String(error?.stack ?? error) }),
  )
})
// The measured program must not outlive its benchmark.
process.on('disconnect', () => app.exit(0))
