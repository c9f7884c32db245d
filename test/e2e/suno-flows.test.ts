import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio
let userDataDir: string

const create = (page: Page): Locator => page.locator('[data-view="create"]')

const submit = (page: Page, operationId: string, modelId: string, params: Record<string, unknown>) =>
  call(page, 'generation.submit', {
    clientRequestId: crypto.randomUUID(),
    operationId,
    modelId,
    params,
    origin: { kind: 'create' },
  })

beforeAll(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-suno-'))
  studio = await launchStudio(inject('launch'), { userDataDir })
  await connectTo(studio.window, gateway)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

describe('songs with Suno', () => {
  it('takes a song there, is killed in the middle, goes on after the start, and pays once', async () => {
    const params = { prompt: '[Verse]\nSnow on the wall\n[Chorus]\nCarry me home', title: 'Harbour', tags: 'folk' }
    const first = await submit(studio.window, 'suno.music.custom', 'chirp-v4', params)
    const song = (await untilTask(studio.window, first.id, 'succeeded')).outputs[0]?.assetId
    const match = { method: 'GET', pathRegex: '^/suno/uploads/audio/[^/]+$' }
    await gateway.control('POST', 'faults', { match, effect: { kind: 'hold' } })
    const cover = { song, title: 'In jazz', tags: 'jazz' }
    const task = await submit(studio.window, 'suno.music.upload-cover', 'chirp-v4-tau', cover)
    await studio.window.keyboard.press('ControlOrMeta+5')
    await create(studio.window).getByText('Suno checks the song (4 of 5) · free').waitFor()
    await studio.kill9()
    await gateway.control('POST', 'release', {})
    studio = await launchStudio(inject('launch'), { userDataDir })
    await studio.window.getByRole('navigation').first().waitFor()
    await untilTask(studio.window, task.id, 'succeeded')
    expect(await gateway.charges()).toHaveLength(2)
  })

  it('shows the words in step with the sound, and goes to the line that the keyboard chooses', async () => {
    const { window } = studio
    await window.keyboard.press('ControlOrMeta+5')
    const card = create(window).getByRole('article').last()
    await card.getByRole('group', { name: 'Take 1' }).getByRole('button', { name: 'Timed lyrics' }).click()
    const lyrics = create(window).getByRole('list', { name: 'Lyrics' })
    await lyrics.waitFor()
    const lines = lyrics.getByRole('button')
    await until(
      'the lines of the song',
      () => lines.allInnerTexts(),
      (texts) => texts.includes('Carry me home'),
    )
    await lines.first().focus()
    await window.keyboard.press('End')
    await window.keyboard.press('Enter')
    await until(
      'the last line to be the one that is sung',
      () => lines.last().getAttribute('aria-current'),
      (current) => current === 'true',
    )
    expect(await lyrics.getAttribute('aria-live')).toBeNull()
  })
})
