import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeReadOnly, type ReadOnlyFolder } from '../fixtures/read-only-folder.ts'
import { drawPicture } from './harness/drawn-picture.ts'
import { dropFiles } from './harness/dropped-files.ts'
import { launchStudio, type Studio } from './harness/launch.ts'
import { call, until } from './harness/studio-page.ts'

let folder: string
let place: string
let studio: Studio
let readOnly: ReadOnlyFolder | null = null

const launch = async (): Promise<Studio> => {
  studio = await launchStudio(inject('launch'), { userDataDir: join(folder, 'profile') })
  return studio
}

const openLibrary = async (): Promise<void> => {
  await studio.window
    .getByRole('navigation')
    .first()
    .getByRole('button', { name: /^Library/ })
    .click()
  await studio.window.getByRole('searchbox', { name: 'Search the library' }).waitFor()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainhub-studio-faults-'))
  place = join(folder, 'place')
  await mkdir(place)
  await launch()
  await call(studio.window, 'studio.update-settings', { isFirstRunDone: true })
  await studio.window.reload()
  await studio.window.getByRole('navigation').first().waitFor()
})

afterAll(async () => {
  await studio.close()
  readOnly?.undo()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe('a folder that goes away while the grid shows it', () => {
  it('leaves its items as missing, with their pictures, and makes them whole when it is back', async () => {
    const { window, app } = studio
    for (const [index, name] of ['red.png', 'blue.png'].entries())
      await writeFile(join(place, name), await drawPicture(window, 'image/png', 300, 30 + index * 150))
    await openLibrary()
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, place)
    await call(window, 'library.index-folder')
    const pictures = window.getByRole('gridcell').locator('canvas[data-drawn]')
    await pictures.nth(1).waitFor()

    await rename(place, `${place}-away`)
    await window.getByRole('gridcell').getByText('Missing').nth(1).waitFor()
    // The small pictures are the studio's own: they stay.
    expect(await pictures.count()).toBe(2)
    await window.getByRole('gridcell').first().click()
    await window.getByText('The file is not where it was.').waitFor()
    await window.getByRole('button', { name: 'More', exact: true }).click()
    await window.getByRole('menuitem', { name: 'Indexed folders' }).click()
    await window.getByRole('dialog').getByText('The folder is not there').waitFor()
    await window.getByRole('dialog').getByText('2 files, 2 missing').waitFor()

    await rename(`${place}-away`, place)
    await window.getByRole('dialog').getByText('2 files, watched').waitFor()
    await window.keyboard.press('Escape')
    await window.getByText('The file is not where it was.').waitFor({ state: 'detached' })
    await until(
      'cells that are whole',
      () => window.getByRole('gridcell').getByText('Missing').count(),
      (count) => count === 0,
    )
    expect(await pictures.count()).toBe(2)
  })
})

describe('a library that cannot be written', () => {
  it('opens to be looked at, says so, and refuses what would change it', async (context) => {
    const dropped = join(folder, 'dropped.png')
    await writeFile(dropped, await drawPicture(studio.window, 'image/png', 200, 90))
    await studio.close()
    readOnly = makeReadOnly(join(folder, 'profile', 'library'))
    const { whyNot } = readOnly
    const { window } = await launch()
    if (whyNot !== null) context.skip(whyNot)
    await window.getByRole('alert').getByText('The library folder cannot be written to.').waitFor()
    await openLibrary()
    const pictures = window.getByRole('gridcell').locator('canvas[data-drawn]')
    await pictures.nth(1).waitFor()
    await dropFiles(window, [dropped])
    await window
      .locator('[role$=dialog]')
      .filter({ hasText: /cannot be written to/ })
      .first()
      .waitFor()
    const refused = await call(window, 'storyboard.create-project', { title: 'no' }).catch((error: unknown) => error)
    expect(String(refused)).toContain('read-only: The library folder cannot be written to.')
    expect((await call(window, 'library.buckets', { filter: {} })).total).toBe(2)
  })
})
