// Stands in for Electron's own default_app, which the fallback runtime lacks: `electron [flags] <folder> [flags]`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

function readArguments(argv) {
  const preloads = []
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index]
    if (argument === '-r' || argument === '--require') {
      index += 1
      preloads.push(argv[index])
    } else if (!argument.startsWith('-')) {
      return { appFolder: resolve(argument), preloads }
    }
  }
  return { appFolder: undefined, preloads }
}

function describe(appFolder) {
  const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))
  const name = manifest.productName ?? manifest.name
  if (manifest.version) app.setVersion(manifest.version)
  if (name) app.setName(name)
  app.setDesktopName?.(manifest.desktopName ?? `${name}.desktop`)
  app.setAppPath(appFolder)
  return join(appFolder, manifest.main ?? 'index.js')
}

const { appFolder, preloads } = readArguments(process.argv.slice(1))
if (appFolder === undefined) {
  process.stderr.write('usage: electron [flags] <app folder> [flags]\n')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
for (const preload of preloads) require(resolve(preload))
try {
  // Awaited, so that Electron holds back `ready` until the app's own top level has run, as it does for a plain app.
  await import(pathToFileURL(describe(appFolder)).href)
} catch (error) {
  process.stderr.write(`The app in ${appFolder} could not be started: ${error?.stack ?? error}\n`)
  process.exit(1)
}
