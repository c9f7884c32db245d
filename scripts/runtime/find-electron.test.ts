import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { executableInDist, findInstalledElectron } from './find-electron.ts'

describe('findInstalledElectron', () => {
  let root = ''

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'find-electron-'))
  })
  afterEach(() => rm(root, { recursive: true }))

  async function put(path: string): Promise<string> {
    const file = join(root, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '')
    return file
  }

  const find = (overrideDistPath?: string, platform = 'linux') =>
    findInstalledElectron({ overrideDistPath, projectDir: root, platform })

  it("takes the person's choice before the installed package", async () => {
    await put('node_modules/electron/path.txt')
    await put('node_modules/electron/dist/electron')
    const chosen = await put('mine/electron')
    expect(find(join(root, 'mine'))).toEqual({ electronPath: chosen, source: 'ELECTRON_OVERRIDE_DIST_PATH' })
  })

  it('refuses a choice that leads nowhere instead of taking another Electron', async () => {
    await put('node_modules/electron/path.txt')
    await put('node_modules/electron/dist/electron')
    expect(() => find(join(root, 'nowhere'))).toThrow(/ELECTRON_OVERRIDE_DIST_PATH/)
  })

  it('takes the installed package when nothing was chosen', async () => {
    await put('node_modules/electron/path.txt')
    const installed = await put('node_modules/electron/dist/electron')
    expect(find('')?.electronPath).toBe(installed)
  })

  it('passes over a package whose installer was cut off while unpacking', async () => {
    await put('node_modules/electron/dist/electron')
    expect(find()).toBeUndefined()
  })

  it('knows where each platform keeps the executable', () => {
    expect(['linux', 'darwin', 'win32'].map(executableInDist)).toEqual([
      'electron',
      'Electron.app/Contents/MacOS/Electron',
      'electron.exe',
    ])
  })
})
