import { chmod, mkdir, mkdtemp, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { plainPng } from './harness/bad-files'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

const COUNT = 3

let studio: Studio
let page: Page
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-manners-'))
  studio = await launchStudio(inject('launch'), { args: ['--host-resolver-rules=MAP * ~NOTFOUND'] })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await press('ControlOrMeta+3')
  await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
  await dropFiles(page, [await drawPictures('pictures', 20)])
  await items(COUNT)
  await watchSystem()
})
afterAll(async () => studio?.close())
beforeEach(async () => {
  await firstCell().focus()
  await firstCell().and(page.locator(':focus')).waitFor()
  await press('Escape')
})

const press = (keys: string): Promise<void> => page.keyboard.press(keys)
const firstCell = (): Locator => page.getByRole('gridcell').first()
const items = (count: number): Promise<void> => page.getByText(`${count} items`, { exact: true }).waitFor()
const viewer = (): Locator => page.getByRole('group', { name: 'Viewer' })

async function drawPictures(name: string, side: number): Promise<string> {
  const target = join(folder, name)
  await mkdir(target)
  for (let index = 0; index < COUNT; index += 1) {
    await writeFile(join(target, `${name} ${index}.png`), plainPng(side + index))
  }
  return target
}

/** What the program asks the system for is noted; nothing of it can be seen in a test otherwise. */
async function watchSystem(): Promise<void> {
  await studio.app.evaluate(({ BrowserWindow, shell }) => {
    const asked = { opened: [] as string[], shown: [] as string[], dragged: [] as string[][] }
    Object.assign(globalThis, { asked })
    shell.openPath = async (path) => {
      asked.opened.push(path)
      return ''
    }
    shell.showItemInFolder = (path) => void asked.shown.push(path)
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.startDrag = (item) => void asked.dragged.push(item.files ?? [item.file])
    }
  })
}

interface Asked {
  readonly opened: readonly string[]
  readonly shown: readonly string[]
  readonly dragged: readonly (readonly string[])[]
}

const asked = (): Promise<Asked> => studio.app.evaluate(() => Reflect.get(globalThis, 'asked') as Asked)

/** A list of files in the system's clipboard, in one of the forms of file managers, as any program reads it. */
const clipboardList = (format: string): Promise<string> =>
  studio.app.evaluate(async ({ clipboard }, type) => {
    if ('readImage' in clipboard) return (Reflect.get(clipboard, 'read') as unknown as (name: string) => string)(type)
    const raw = `electron application/osclipboard;format="${type}"`
    for (const item of await clipboard.read()) {
      if (item.types.includes(raw)) return ((await item.getType(raw)) as Blob).text()
    }
    return ''
  }, format)

/** Puts such a list there, as a file manager does. */
async function copyInFileManager(paths: readonly string[], format: string): Promise<void> {
  const list = paths.map((path) => pathToFileURL(path).href)
  const text = format === 'text/uri-list' ? list.join('\r\n') : ['copy', ...list].join('\n')
  await studio.app.evaluate(
    async ({ clipboard, ClipboardItem }, [type, content]) => {
      if ('readImage' in clipboard) {
        ;(Reflect.get(clipboard, 'writeBuffer') as (name: string, bytes: Buffer) => void).call(
          clipboard,
          type,
          Buffer.from(content),
        )
        return
      }
      const raw = `electron application/osclipboard;format="${type}"`
      await clipboard.write([new ClipboardItem({ [raw]: new Blob([content]) })])
    },
    [format, text] as const,
  )
}

describe.runIf(process.platform === 'linux')('files in the clipboard', () => {
  it('are copied with good names as a file manager does, from one key', async () => {
    await press('ControlOrMeta+A')
    await page.getByText(`${COUNT} items selected`).first().waitFor()
    await press('ControlOrMeta+c')
    await page.getByText(`Copied ${COUNT} files`).first().waitFor()
    const [verb, ...addresses] = (await clipboardList('x-special/gnome-copied-files')).split('\n')
    expect(verb).toBe('copy')
    const sizes = await Promise.all(addresses.map(async (address) => (await readFile(fileURLToPath(address))).length))
    expect(new Set(sizes)).toEqual(new Set([20, 21, 22].map((side) => plainPng(side).length)))
    expect(addresses.map((address) => basename(fileURLToPath(address)))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^pictures 0 .*\.png$/)]),
    )
    // The studio itself takes them for what they are.
    const { duplicates } = await call(page, 'library.import-clipboard')
    expect(duplicates).toHaveLength(COUNT)
  })

  it.each(['text/uri-list', 'x-special/gnome-copied-files'])('are pasted from a file manager (%s)', async (format) => {
    const name = `pasted ${format.replace('/', ' ')}`
    const pasted = await drawPictures(name, format === 'text/uri-list' ? 60 : 80)
    const before = (await call(page, 'library.places')).all
    await copyInFileManager(
      (await readdir(pasted)).map((file) => join(pasted, file)),
      format,
    )
    await press('ControlOrMeta+v')
    await items(before + COUNT)
    // What was brought in is taken out again by undo, and back by its opposite.
    await press('ControlOrMeta+z')
    await items(before)
    await press('ControlOrMeta+Shift+z')
    await items(before + COUNT)
    expect((await call(page, 'library.places')).all).toBe(before + COUNT)
  })
})

describe('other programs', () => {
  it('open an item from the keyboard: the system’s, and one that is chosen; what that saves comes back', async () => {
    await press('Home')
    const cell = firstCell().and(page.locator(':focus'))
    await cell.waitFor()
    const assetId = (await cell.getAttribute('data-asset-id')) ?? ''
    await press('ControlOrMeta+Enter')
    const { opened } = await until('a program to be asked for', asked, (seen) => seen.opened.length === 1)
    expect(basename(opened[0] ?? '')).toMatch(/\.png$/)

    const program = await writeProgram()
    await studio.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, program)
    const { all } = await call(page, 'library.places')
    await press('ControlOrMeta+Shift+Enter')
    await page.getByText('Opened in paint').first().waitFor()
    await items(all + 1)
    const { children } = await call(page, 'library.detail', { assetId })
    expect(children).toMatchObject([{ relation: 'edit' }])
    // By the mouse, and offered again by its name.
    await firstCell().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Open with' }).hover()
    await page.getByRole('menuitem', { name: 'paint', exact: true }).click()
    await page.getByRole('menu').first().waitFor({ state: 'detached' })
    await until(
      'the program to be started again',
      () => readFile(join(folder, 'started'), 'utf8'),
      (text) => text === 'xx',
    )
  })

  it('get a file out of the viewer by a drag, its folder and its path by keys', async () => {
    await press('Enter')
    await viewer().waitFor()
    const handle = viewer().getByRole('button', { name: /^The file: drag it/ })
    const box = await handle.boundingBox()
    if (!box) throw new Error('no handle')
    await page.mouse.move(box.x + 10, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, box.y + 90, { steps: 5 })
    await page.mouse.up()
    const { dragged } = await until('a drag', asked, (seen) => seen.dragged.length > 0)
    expect((await readFile(dragged[0]?.[0] ?? '')).subarray(1, 4).toString()).toBe('PNG')
    await press('ControlOrMeta+Shift+r')
    await until('the folder', asked, (seen) => seen.shown.length === 1)
    await press('ControlOrMeta+Shift+c')
    await page.getByText('Copied the path').first().waitFor()
    const path = await studio.app.evaluate(({ clipboard }) => clipboard.readText())
    expect((await asked()).shown).toEqual([path])
    await handle.focus()
    expect.soft(await seriousFindings(page)).toEqual([])
    await press('Escape')
    await viewer().waitFor({ state: 'detached' })
  })

  it('is listed among what was opened last', async () => {
    await until(
      'what was opened to be noted',
      () => call(page, 'library.recent'),
      (cards) => cards.length > 0,
    )
    await press('ControlOrMeta+k')
    const field = page.getByRole('combobox').and(page.locator(':focus'))
    await field.waitFor()
    await page.keyboard.type('Recently opened')
    await page
      .getByRole('option', { name: /Recently opened/ })
      .first()
      .waitFor()
    await press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Recently opened' })
    await dialog.getByRole('group', { name: 'Found items' }).getByRole('button').first().waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    const first = dialog.getByRole('group', { name: 'Found items' }).getByRole('button').first()
    await first.focus()
    await first.and(page.locator(':focus')).waitFor()
    await press('Space')
    await page.getByRole('button', { name: 'Show in the library' }).waitFor()
    await press('Space')
    await page.getByRole('button', { name: 'Show in the library' }).waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Clear the list' }).click()
    await dialog.getByText('Nothing was opened yet').waitFor()
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(studio.consoleErrors()).toEqual([])
  })
})

describe('the library’s own files', () => {
  it('that come back while one looks are shown again, without leaving', async () => {
    // One that was not opened yet: of the others the page has the bytes.
    await press('End')
    const cell = page.getByRole('gridcell').last().and(page.locator(':focus'))
    await cell.waitFor()
    const assetId = (await cell.getAttribute('data-asset-id')) ?? ''
    const { sha256, extension } = await call(page, 'library.detail', { assetId })
    const stored = join(
      await libraryFolder(),
      'files',
      sha256.slice(0, 2),
      sha256.slice(2, 4),
      `${sha256}.${extension}`,
    )
    await rename(stored, `${stored}.away`)
    await press('Enter')
    const alert = viewer().getByRole('alert')
    await alert.waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await rename(`${stored}.away`, stored)
    await viewer().getByRole('button', { name: 'Try again' }).focus()
    await viewer().getByRole('button', { name: 'Try again' }).and(page.locator(':focus')).waitFor()
    await press('Enter')
    await alert.waitFor({ state: 'detached' })
    await until(
      'the picture itself',
      () =>
        viewer()
          .locator('img')
          .first()
          .evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
      (isShown) => isShown,
    )
    await press('Escape')
    await viewer().waitFor({ state: 'detached' })
  })

  it('lie in dated folders under their titles, once that is switched on in the settings', async () => {
    await press('ControlOrMeta+,')
    const data = page.getByRole('tab', { name: 'Data' }).or(page.getByRole('button', { name: 'Data', exact: true }))
    await data.first().click()
    const toggle = page.getByRole('switch', { name: 'Keep a folder with readable names' })
    await toggle.waitFor()
    await toggle.focus()
    await press('Space')
    await page.getByRole('switch', { name: 'Keep a folder with readable names', checked: true }).waitFor()
    const root = join(await libraryFolder(), 'works')
    const { all } = await call(page, 'library.places')
    const names = await until(
      'a name for each work',
      () => readdir(root, { recursive: true }).catch(() => []),
      (found) => found.filter((name) => name.endsWith('.png')).length === all,
    )
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^\d{4}.\d{4}-\d{2}.pictures 0\.png$/)]))
    expect.soft(await seriousFindings(page)).toEqual([])
    expect(studio.consoleErrors().filter((line) => !line.includes('404'))).toEqual([])
  })
})

const libraryFolder = async (): Promise<string> => (await call(page, 'safety.state')).libraryFolder

/** A program that saves another picture over what it is given. */
async function writeProgram(): Promise<string> {
  const program = join(folder, 'paint.sh')
  const saved = join(folder, 'saved.png')
  await writeFile(saved, plainPng(123))
  await writeFile(
    program,
    `#!/bin/sh\nprintf x >> '${join(folder, 'started')}'\ncp '${saved}' "$1.part" && mv "$1.part" "$1"\n`,
  )
  await chmod(program, 0o755)
  return program
}
