import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  cardOf,
  chargeCounts,
  chooseOperation,
  createView,
  dialogOf,
  finishTasks,
  followUp,
  generate,
  holdTasks,
  make,
  newTask,
  showCreate,
  tasksOf,
} from './harness/create-view'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const LYRICS = '[Verse]\nSnow on the wall\n[Chorus]\nCarry me home'

let gateway: TestGateway
let studio: Studio
let userDataDir: string
let songId: string
let recording: string

const start = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}
const form = (): Locator => createView(studio.window)
const take = (taskId: string, number: number): Locator =>
  cardOf(studio.window, taskId).getByRole('group', { name: `Take ${number}` })

beforeAll(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-suno-'))
  const page = await start()
  await connectTo(page, gateway)
  const params = { prompt: LYRICS, title: 'Harbour', tags: 'folk' }
  const song = await make(page, { operationId: 'suno.music.custom', modelId: 'chirp-v4', params })
  songId = song.id
  recording = song.outputs[0]?.assetId ?? ''
  await showCreate(page)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** A recording of one's own: it is held where Suno looks at it, before anything is paid. */
async function takeOver(): Promise<string> {
  const { window } = studio
  const match = { method: 'GET', pathRegex: '^/suno/uploads/audio/[^/]+$' }
  await gateway.control('POST', 'faults', { match, effect: { kind: 'hold' } })
  const cover = await call(window, 'generation.submit', {
    clientRequestId: crypto.randomUUID(),
    operationId: 'suno.music.upload-cover',
    modelId: 'chirp-v4-tau',
    params: { song: recording, title: 'In jazz', tags: 'jazz' },
    origin: { kind: 'create' },
  })
  await form().getByText('Suno checks the song (4 of 5) · free').waitFor()
  return cover.id
}

async function continueSong(): Promise<string> {
  const press = { from: take(songId, 1), label: 'Continue', operationId: 'suno.music.extend' }
  return followUp(studio.window, press, (dialog) =>
    dialog.getByRole('textbox', { name: 'Lyrics of the new part' }).fill('[Bridge]\nAnd the lamps go out'),
  )
}

async function replacePart(): Promise<string> {
  const press = { from: take(songId, 2), label: 'Replace a part', operationId: 'suno.music.infill' }
  return followUp(studio.window, press, async (dialog) => {
    await dialog.getByRole('textbox', { name: 'From second' }).fill('2')
    await dialog.getByRole('textbox', { name: 'To second' }).fill('5')
    await dialog.getByRole('textbox', { name: 'New lyrics' }).fill('Rain on the wall')
  })
}

const keepSinger = (): Promise<string> =>
  followUp(studio.window, { from: take(songId, 1), label: 'Singer', operationId: 'suno.persona.create' }, (dialog) =>
    dialog.getByRole('textbox', { name: 'Description' }).fill('Warm and low'),
  )

async function pressAtOnce(from: Locator, label: RegExp, operationId: string): Promise<string> {
  const before = await tasksOf(studio.window, operationId)
  await from.getByRole('button', { name: label }).click()
  return newTask(studio.window, operationId, before)
}

describe('songs with Suno', () => {
  it('go on after a kill in the middle of each step, and are paid once', async () => {
    await untilTask(studio.window, await keepSinger(), 'succeeded')
    await holdTasks(gateway)
    const [extendId, infillId] = [await continueSong(), await replacePart()]
    const coverId = await takeOver()
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'status', status: 503 },
    })
    const wavId = await pressAtOnce(take(songId, 2), /^WAV/, 'suno.wav')
    for (const taskId of [extendId, infillId]) await untilTask(studio.window, taskId, 'polling')
    await untilTask(studio.window, wavId, 'downloading')
    expect(await chargeCounts(gateway)).toMatchObject({ suno_music: 3 })

    await studio.kill9()
    await gateway.control('POST', 'release', {})
    await finishTasks(gateway)
    const page = await start()
    await showCreate(page)
    for (const taskId of [extendId, infillId, coverId, wavId]) await untilTask(page, taskId, 'succeeded')
    expect(await chargeCounts(gateway)).toMatchObject({ suno_music: 4 })
    expect(await gateway.countOf(`POST /suno/submit/music`)).toBe(4)

    // What the parts are for: each becomes a whole.
    const joins = [
      await pressAtOnce(take(extendId, 1), /^Join the parts/, 'suno.concat'),
      await pressAtOnce(take(infillId, 1), /^Join the parts/, 'suno.concat'),
    ]
    for (const taskId of joins) await untilTask(page, taskId, 'succeeded')
    expect(await chargeCounts(gateway)).toMatchObject({ suno_music: 6 })
    expect(studio.consoleErrors()).toEqual([])
  })

  it('are sung by the singer that was kept', async () => {
    const page = studio.window
    await chooseOperation(page, 'Suno: in a singer’s style')
    await form().getByRole('button', { name: 'Choose a singer…' }).click()
    const singers = dialogOf(page, 'Singer')
    await singers.getByRole('button', { name: /^Harbour/ }).click()
    await singers.getByRole('button', { name: 'Use', exact: true }).click()
    await form().getByRole('button', { name: 'Choose a song…' }).click()
    const songs = dialogOf(page, 'Song of the singer')
    await songs
      .getByRole('button', { name: /^Harbour, take 1/ })
      .first()
      .click()
    await songs.getByRole('button', { name: 'Use', exact: true }).click()
    await form().getByRole('textbox', { name: 'Lyrics' }).fill('[Verse]\nThe boats stay in')
    await form().getByRole('textbox', { name: 'Title' }).fill('Low tide')
    const sung = await untilTask(page, await generate(page, 'suno.music.persona'), 'succeeded')
    expect(sung.outputs).toMatchObject([{ media: 'audio' }, { media: 'audio' }])
  })

  it('show the words in step with the sound, and go to the line that the keyboard chooses', async () => {
    const page = studio.window
    const lyricsId = await pressAtOnce(take(songId, 1), /^Timed lyrics/, 'suno.timing')
    await untilTask(page, lyricsId, 'succeeded')
    const lyrics = createView(page).getByRole('list', { name: 'Lyrics' })
    await lyrics.waitFor()
    const lines = lyrics.getByRole('button')
    await until(
      'the lines of the song',
      () => lines.allInnerTexts(),
      (texts) => texts.includes('Carry me home'),
    )
    await lines.first().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await until(
      'the last line to be the one that is sung',
      () => lines.last().getAttribute('aria-current'),
      (current) => current === 'true',
    )
    expect(await lyrics.getAttribute('aria-live')).toBeNull()
  })
})
