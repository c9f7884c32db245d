import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { plainPng } from './harness/bad-files'
import { dropFiles } from './harness/dropped-files'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

/** Only root may mount a small disk; elsewhere a real one would have to be filled. */
let whyNot: string | null = null
let folder: string
let disk: string
let gateway: TestGateway
let studio: Studio | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-full-disk-'))
  disk = join(folder, 'profile', 'library')
  await mkdir(disk, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'pipe' })
  } catch (error) {
    whyNot = `no small disk can be mounted here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
  gateway = await startTestGateway()
})

afterAll(async () => {
  await studio?.kill9()
  await gateway.close()
  if (whyNot === null) execFileSync('umount', ['-l', disk], { stdio: 'pipe' })
  await rm(folder, { recursive: true, force: true })
})

describe('a full disk', () => {
  it('is said in words, takes nothing away, and everything goes on when there is space', async (context) => {
    if (whyNot !== null) context.skip(whyNot)
    studio = await launchStudio(inject('launch'), { userDataDir: join(folder, 'profile') })
    const page = studio.window
    await connectTo(page, gateway)
    const pictures = await writePictures()
    await page
      .getByRole('navigation')
      .first()
      .getByRole('button', { name: /^Library/ })
      .click()
    await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
    await dropFiles(page, [pictures.first])
    await page.getByRole('gridcell').first().waitFor()

    await fillUp()
    await dropFiles(page, [pictures.second])
    await page
      .locator('[role$=dialog]')
      .filter({ hasText: /disk is full/i })
      .first()
      .waitFor()
    expect(await page.getByRole('gridcell').count()).toBe(1)

    // A question that cannot be written down is not sent, and stays where it was typed.
    await page.getByRole('navigation').first().getByRole('button', { name: /^Chat/ }).click()
    const composer = page.getByRole('textbox', { name: 'Message' })
    const question = `A question of some length. ${'It is long. '.repeat(40_000)}`
    await composer.fill(question)
    await composer.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/disk is full/i)
      .first()
      .waitFor()
    expect(await composer.inputValue()).toBe(question)
    expect(await gateway.charges()).toEqual([])

    await rm(join(disk, 'filler'))
    await composer.press('Enter')
    await page.locator('article[data-state="complete"][aria-label^="Answer"]').waitFor()
    await page
      .getByRole('navigation')
      .first()
      .getByRole('button', { name: /^Library/ })
      .click()
    await dropFiles(page, [pictures.second])
    await until(
      'both pictures',
      () => page.getByRole('gridcell').count(),
      (count) => count === 2,
    )
    expect((await call(page, 'library.buckets', { filter: {} })).total).toBe(2)
    expect(await gateway.charges()).toHaveLength(1)
  })
})

async function writePictures(): Promise<{ readonly first: string; readonly second: string }> {
  const [first, second] = [join(folder, 'first.png'), join(folder, 'second.png')]
  await writeFile(first, plainPng(32))
  await writeFile(second, plainPng(48))
  return { first, second }
}

/** Takes the last page of the disk. */
async function fillUp(): Promise<void> {
  const { bavail, bsize } = await statfs(disk)
  // The program may take some of it meanwhile: running out is the aim here, not a fault.
  await writeFile(join(disk, 'filler'), randomBytes(bavail * bsize)).catch((error: unknown) => {
    if (!String(error).includes('ENOSPC')) throw error
  })
}
