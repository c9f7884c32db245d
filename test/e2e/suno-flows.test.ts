import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TaskView } from '@shared/domain/task'
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
  pickFiles,
  showCreate,
  tasksOf,
} from './harness/create-view'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const LYRICS = '[Verse]\nSnow on the wall\n[Chorus]\nCarry me home'
const SONG = {
  operationId: 'suno.music.custom',
  modelId: 'chirp-v4',
  params: { prompt: LYRICS, title: 'Harbour', tags: 'folk' },
} as const
/** Two recordings, so that what Suno has taken over of one does not serve the other. */
const HUMMED = 'A tune that was hummed in the kitchen, for as long as the kettle took.'
const SUNG = 'A song that was sung on the pier, with the wind in the microphone.'

let gateway: TestGateway
let studio: Studio
let userDataDir: string
let songId: string

const start = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}
const form = (): Locator => createView(studio.window)
const field = (name: string): Locator => form().getByRole('textbox', { name: new RegExp(`^${name}( optional)?$`) })
const take = (taskId: string, number: number): Locator =>
  cardOf(studio.window, taskId).getByRole('group', { name: `Take ${number}` })

beforeAll(async () => {
  gateway = await startTestGateway({ isSketching: true })
  await gateway.control('POST', 'accounts', { key: gateway.demoKey, balanceUsd: 1000 })
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-suno-'))
  const page = await start()
  await connectTo(page, gateway)
  const voice = { voice_id: 'oversea_male1', voice_language: 'en' }
  const speech = { operationId: 'kling.tts', modelId: 'kling-audio' }
  const [song] = await Promise.all([
    make(page, SONG),
    make(page, { ...speech, params: { ...voice, text: HUMMED } }),
    make(page, { ...speech, params: { ...voice, text: SUNG } }),
  ])
  songId = song.id
  await showCreate(page)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Out of an idea, out of lyrics with and without a voice, and words alone: answers with their tasks. */
async function makeNewSongs(): Promise<readonly string[]> {
  const page = studio.window
  await chooseOperation(page, 'Suno: song from an idea')
  await field('Idea').fill('A ferry that leaves too early')
  const fromIdea = await generate(page, 'suno.music.inspiration')

  await chooseOperation(page, 'Suno: song from lyrics')
  await field('Lyrics').fill('[Verse]\nThe ropes are off')
  await field('Title').fill('Ropes')
  await field('Style').fill('shanty')
  const fromLyrics = await generate(page, 'suno.music.custom')

  await field('Lyrics').fill('[Instrumental]')
  await field('Title').fill('Without a word')
  await form()
    .getByRole('switch', { name: /^Without vocals/ })
    .click()
  await form()
    .getByRole('switch', { name: /^Without vocals/, checked: true })
    .waitFor()
  const withoutVocals = await generate(page, 'suno.music.custom')

  return [fromIdea, fromLyrics, withoutVocals]
}

async function writeLyrics(): Promise<string> {
  await chooseOperation(studio.window, 'Suno: lyrics')
  await field('Topic').fill('a lighthouse in fog')
  return generate(studio.window, 'suno.lyrics')
}

/** Suno takes the recording over first; the new part is ordered when it has it. */
async function continueRecording(): Promise<string> {
  const page = studio.window
  await chooseOperation(page, 'Suno: continue your own song')
  await pickFiles(page, form(), 'Your song', [HUMMED])
  await field('From second').fill('3')
  await field('Lyrics of the new part').fill('[Verse]\nAnd the kettle sings')
  await field('Title').fill('Kettle')
  return generate(page, 'suno.music.upload-extend')
}

/** A recording of one's own: it is held where Suno looks at it, before anything is paid. */
async function restyleRecording(): Promise<string> {
  const page = studio.window
  const match = { method: 'GET', pathRegex: '^/suno/uploads/audio/[^/]+$' }
  await gateway.control('POST', 'faults', { match, effect: { kind: 'hold' } })
  await chooseOperation(page, 'Suno: restyle your own song')
  await pickFiles(page, form(), 'Your song', [SUNG])
  await field('New style').fill('jazz')
  await field('Title').fill('In jazz')
  const cover = await generate(page, 'suno.music.upload-cover')
  await cardOf(page, cover).getByText('Suno checks the song (4 of 5) · free').waitFor()
  return cover
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

async function taskIds(): Promise<readonly string[]> {
  const { tasks } = await call(studio.window, 'task.list', { limit: 200 })
  return tasks.map(({ id }) => id).sort()
}

/** A song as long as its words say, from a gateway that does not sketch. */
async function makeAtLength(): Promise<TaskView> {
  await gateway.close()
  gateway = await startTestGateway()
  await connectTo(studio.window, gateway)
  const song = await make(studio.window, SONG)
  await showCreate(studio.window)
  return song
}

describe('songs with Suno', () => {
  it('go on after a kill in the middle of each step, and are paid once', async () => {
    await untilTask(studio.window, await keepSinger(), 'succeeded')
    await holdTasks(gateway)
    const uploadExtendId = await continueRecording()
    const newSongIds = await makeNewSongs()
    const lyricsId = await writeLyrics()
    const [extendId, infillId] = [await continueSong(), await replacePart()]
    const songIds = [uploadExtendId, ...newSongIds, extendId, infillId]
    for (const taskId of [...songIds, lyricsId]) await untilTask(studio.window, taskId, 'polling')
    const coverId = await restyleRecording()
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'status', status: 503 },
    })
    const wavId = await pressAtOnce(take(songId, 2), /^WAV/, 'suno.wav')
    await untilTask(studio.window, wavId, 'downloading')
    const paid = await chargeCounts(gateway)
    const ordered = await taskIds()
    expect(paid).toMatchObject({ suno_music: 1 + songIds.length, suno_lyrics: 1 })

    await studio.kill9()
    await gateway.control('POST', 'release', {})
    await finishTasks(gateway)
    const page = await start()
    await showCreate(page)
    for (const taskId of [...songIds, coverId]) {
      const { outputs } = await untilTask(page, taskId, 'succeeded')
      expect(outputs).toMatchObject([{ media: 'audio' }, { media: 'audio' }])
    }
    expect((await untilTask(page, wavId, 'succeeded')).outputs).toMatchObject([{ media: 'audio' }])
    expect((await untilTask(page, lyricsId, 'succeeded')).outputs).toMatchObject([{ media: 'text' }])
    expect(await taskIds()).toEqual(ordered)
    expect(await chargeCounts(gateway)).toEqual({ ...paid, suno_music: 2 + songIds.length })
    expect(await gateway.countOf('POST /suno/submit/music')).toBe(2 + songIds.length)
    expect(await gateway.countOf('POST /suno/submit/lyrics')).toBe(1)
    expect(await gateway.countOf('POST /suno-uploads/')).toBe(2)

    // What the parts are for: each becomes a whole.
    const joins = [
      await pressAtOnce(take(extendId, 1), /^Join the parts/, 'suno.concat'),
      await pressAtOnce(take(infillId, 1), /^Join the parts/, 'suno.concat'),
    ]
    for (const taskId of joins) await untilTask(page, taskId, 'succeeded')
    expect(await chargeCounts(gateway)).toEqual({ ...paid, suno_music: 4 + songIds.length })
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
    const song = await makeAtLength()
    const lyricsId = await pressAtOnce(take(song.id, 1), /^Timed lyrics/, 'suno.timing')
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
