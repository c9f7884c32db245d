import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listVendorItems } from '@main/db/queries/vendor-item'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, readJson, startGateway } from './demo-harness'
import { openTaskStudio, PROFILE_ID, type TaskStudio } from './tasks-studio'

const STEPS = [
  ['POST', '/suno/uploads/audio'],
  ['POST', '/suno-uploads/'],
  ['POST', '/suno/uploads/audio/[^/]+/upload-finish'],
  ['GET', '/suno/uploads/audio/[^/]+'],
  ['POST', '/suno/uploads/audio/[^/]+/initialize-clip'],
] as const

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio(demo: Client, folder: string): Promise<TaskStudio> {
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey })
  open.push(studio)
  await studio.engine.start()
  return studio
}

const settled = (studio: TaskStudio, taskId: string): Promise<TaskView> =>
  pollUntil(
    () => studio.queue.get(taskId),
    ({ state }) => isTerminal(state),
  )

/** A song in the library, as if it were the person's own. */
async function ownSong(studio: TaskStudio, title = 'My own song'): Promise<string> {
  const params = { prompt: '[Verse]\nMine', title }
  const task = await studio.generation.submit({
    clientRequestId: studio.nextId(),
    operationId: 'suno.music.custom',
    modelId: 'chirp-v4',
    params,
    origin: { kind: 'create' },
  })
  return (await settled(studio, task.id)).outputs[0]?.assetId ?? ''
}

function restyle(studio: TaskStudio, song: string): Promise<TaskView> {
  return studio.generation.submit({
    clientRequestId: studio.nextId(),
    operationId: 'suno.music.upload-cover',
    modelId: 'chirp-v4-tau',
    params: { song, title: 'In jazz', tags: 'jazz' },
    origin: { kind: 'create' },
  })
}

async function counts(demo: Client): Promise<readonly number[]> {
  const { requests } = await readJson<{ requests: { method: string; path: string }[] }>(demo.admin('GET', 'requests'))
  return STEPS.map(
    ([method, path]) =>
      requests.filter((request) => request.method === method && new RegExp(`^${path}$`).test(request.path)).length,
  )
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'song-uploads-'))

/** The paid request and the song that it starts from: two charges in all. */
const CHARGES = 2

describe('a song of one’s own on its way to Suno', () => {
  it('goes through the five steps, says which, and pays for the new song only', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio)
    const task = await settled(studio, (await restyle(studio, song)).id)
    expect(task).toMatchObject({ state: 'succeeded', outputs: [{ media: 'audio' }, { media: 'audio' }] })
    expect(task.preparation).toBeUndefined()
    const told = studio.views.filter(({ id }) => id === task.id).map(({ preparation }) => preparation)
    expect([...new Set(told)].filter((words) => words !== undefined)).toEqual([
      'Asking Suno for an upload (1 of 5)',
      'Uploading the song (2 of 5)',
      'Reporting the upload (3 of 5)',
      'Suno checks the song (4 of 5)',
      'Making it a song there (5 of 5)',
    ])
    expect(await demo.charges()).toHaveLength(CHARGES)
    const names = (await listVendorItems(studio.db, PROFILE_ID, 'suno-clip')).map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['In jazz, take 1', 'In jazz, take 2', 'Recording: My own song.mp3']) as string[],
    )
  })

  it('is taken over once, however many songs are made of it', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio)
    await settled(studio, (await restyle(studio, song)).id)
    await settled(studio, (await restyle(studio, song)).id)
    const [permitted, sent, reported, , initialised] = await counts(demo)
    expect([permitted, sent, reported, initialised]).toEqual([1, 1, 1, 1])
  })

  it.each(STEPS.map(([method, path], index) => [index + 1, method, path] as const))(
    'goes on after the program was gone during step %i',
    async (step, method, path) => {
      const demo = await startGateway()
      const folder = newFolder()
      const first = await openStudio(demo, folder)
      const song = await ownSong(first)
      await demo.admin('POST', 'faults', { match: { method, pathRegex: `^${path}$` }, effect: { kind: 'hold' } })
      const task = await restyle(first, song)
      await pollUntil(
        () => readJson<{ held: unknown[] }>(demo.admin('GET', 'held')),
        ({ held }) => held.length === 1,
      )
      first.abandon()
      open.length = 0
      await demo.admin('POST', 'release', {})
      const second = await openStudio(demo, folder)
      expect(await settled(second, task.id)).toMatchObject({ state: 'succeeded' })
      const made = await counts(demo)
      expect(made.slice(0, step - 1).filter((_, index) => index !== 3)).toEqual(
        made
          .slice(0, step - 1)
          .filter((_, index) => index !== 3)
          .map(() => 1),
      )
      expect(await demo.charges()).toHaveLength(CHARGES)
    },
  )

  it('is given up for nothing while Suno still looks at it', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio)
    const match = { method: 'GET', pathRegex: '^/suno/uploads/audio/[^/]+$' }
    await demo.admin('POST', 'faults', {
      match,
      times: 0,
      effect: { kind: 'body', contentType: 'application/json', body: '{"status":"processing"}' },
    })
    const task = await restyle(studio, song)
    await pollUntil(
      () => studio.queue.get(task.id),
      ({ preparation }) => preparation?.includes('4 of 5') ?? false,
    )
    await studio.engine.cancel(task.id)
    expect(await settled(studio, task.id)).toMatchObject({ state: 'canceled' })
    expect(await demo.charges()).toHaveLength(1)
  })

  it('is refused for its content, uncharged, and begun anew by a retry', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio, 'demo-copyright')
    const task = await settled(studio, (await restyle(studio, song)).id)
    expect(task).toMatchObject({ state: 'failed', failure: { code: 'refused-content', charge: 'not-charged' } })
    expect(task.failure?.message).toContain('copyright')
    await settled(studio, (await restyle(studio, song)).id)
    expect((await counts(demo))[0]).toBe(2)
    expect(await demo.charges()).toHaveLength(1)
  })

  it('never goes to a place inside the private network, whatever the gateway says', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio)
    await demo.admin('POST', 'faults', {
      match: { method: 'POST', pathRegex: '^/suno/uploads/audio$' },
      effect: {
        kind: 'body',
        contentType: 'application/json',
        body: '{"id":"u","url":"http://10.0.0.7/upload","fields":{"key":"k"}}',
      },
    })
    const task = await settled(studio, (await restyle(studio, song)).id)
    expect(task).toMatchObject({ state: 'failed', failure: { code: 'unsafe-url', charge: 'not-charged' } })
  })

  it('asks for a new permission where the store does not take the old one', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, newFolder())
    const song = await ownSong(studio)
    const effect = { kind: 'status', status: 403, body: '<Error/>' }
    await demo.admin('POST', 'faults', { match: { pathPrefix: '/suno-uploads/' }, effect })
    const task = await settled(studio, (await restyle(studio, song)).id)
    expect(task).toMatchObject({ state: 'failed', failure: { nextStep: 'retry', charge: 'not-charged' } })
    const again = await studio.queue.retry({ taskId: task.id, clientRequestId: studio.nextId(), mayPayTwice: false })
    expect(await settled(studio, again.id)).toMatchObject({ state: 'succeeded' })
    expect((await counts(demo))[0]).toBe(2)
  })
})
