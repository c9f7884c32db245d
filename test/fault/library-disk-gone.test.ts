import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backUpDatabase, listBackups } from '@main/db/backups'
import { loadAssetPage } from '../fakes/asset-page'
import { createFileSink } from '@main/log/file-sink'
import { asStorageError } from '@main/library/disk'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { plugInSmallDisk, type SmallDisk } from '../fixtures/small-disk'
import { addGeneration, DATABASE_WORKER, type Harness, openHarness, png } from '../integration/library-harness'

let disk: SmallDisk | string
let harness: Harness | null = null

beforeAll(() => {
  disk = plugInSmallDisk(12)
})
afterEach(() => {
  harness?.close()
  harness = null
})
afterAll(() => {
  if (typeof disk !== 'string') disk.remove()
})

async function openOn(there: SmallDisk, name: string): Promise<Harness> {
  harness = await openHarness({ root: join(there.place, name) })
  await harness.library.importing.importPaths([harness.put('first.png', png())])
  return harness
}

const cards = (library: Harness) => loadAssetPage(library.db, { filter: {}, limit: 10 })
const importOne = async (library: Harness, bytes = png()) => {
  const [file] = await library.library.importing.importPaths([library.put('second.png', bytes)])
  return file!.outcome
}

describe('the disk of an open library', () => {
  it('is pulled out: nothing is written into the place that is left, and all goes on when it is back', async (context) => {
    if (typeof disk === 'string') return context.skip(disk)
    const library = await openOn(disk, 'pulled')
    const [card] = await cards(library)
    disk.pullOut()
    try {
      expect(await importOne(library)).toMatchObject({
        failure: {
          code: 'not-found',
          message: expect.stringContaining('does not answer') as string,
          nextStep: 'retry',
        },
      })
      addGeneration(library.db)
      const name = await library.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png() })
      const output = {
        outputId: 'output-1',
        taskId: 'task-1',
        generationId: 'generation-1',
        ordinal: 0,
        media: 'image',
        mimeHint: null,
        title: null,
        keyProfileId: 'profile-1',
        postProcess: null,
      } as const
      // It was paid for: it waits and is not given up.
      expect(await library.library.outputs.storeStaged(output, name)).toMatchObject({
        kind: 'transient',
        failure: { code: 'not-found' },
      })
      expect(await library.library.files.whole(card!.id)).toEqual({ kind: 'none' })
      expect(existsSync(join(library.root, 'files'))).toBe(false)
      expect(await cards(library)).toHaveLength(1)
    } finally {
      rmSync(join(disk.place, 'pulled'), { recursive: true, force: true })
      disk.plugIn()
    }
    expect(await importOne(library)).toMatchObject({ isNew: true })
    expect(await library.library.files.whole(card!.id)).toMatchObject({ kind: 'file' })
    expect((await cards(library)).some(({ isMissing }) => isMissing)).toBe(false)
  })

  it('turns read-only: what is there is shown, files are refused in words, and taken once it is not', async (context) => {
    if (typeof disk === 'string') return context.skip(disk)
    const library = await openOn(disk, 'locked')
    const [card] = await cards(library)
    const { folders } = library.library.context
    disk.lock()
    try {
      for (const isStagingThere of [true, false]) {
        expect(existsSync(folders.staging)).toBe(isStagingThere)
        expect(await importOne(library)).toMatchObject({
          failure: { code: 'read-only', message: expect.stringContaining('cannot be written') as string },
        })
        disk.unlock()
        rmSync(folders.staging, { recursive: true, force: true })
        disk.lock()
      }
      expect(await library.library.files.whole(card!.id)).toMatchObject({ kind: 'file' })
    } finally {
      disk.unlock()
    }
    expect(await importOne(library)).toMatchObject({ isNew: true })
    expect(await cards(library)).toHaveLength(2)
  })
})

describe('a full disk', () => {
  it('loses lines of the log and nothing else, and the log goes on when there is space', async (context) => {
    if (typeof disk === 'string') return context.skip(disk)
    const path = join(disk.place, 'logs', 'studio.log')
    const sink = createFileSink(path)
    const say = (message: string): void => sink({ at: '', level: 'info', scope: 'test', message })
    say('before')
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain('before'))
    const filler = disk.fill()
    say('x'.repeat(200_000))
    await new Promise((resolve) => setTimeout(resolve, 600))
    rmSync(filler)
    say('after')
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain('after'))
  })

  it('lets no half backup count, says so, and keeps the one of before', async (context) => {
    if (typeof disk === 'string') return context.skip(disk)
    const library = await openOn(disk, 'backups')
    const options = {
      databasePath: join(library.root, 'studio.sqlite'),
      folder: join(library.root, 'backups'),
      workerPath: DATABASE_WORKER,
    }
    const before = await backUpDatabase(options, Date.now() - 86_400_000)
    const filler = disk.fill(64 * 1024)
    const refusal = await backUpDatabase(options, Date.now()).catch(asStorageError)
    expect(refusal).toMatchObject({ failure: { code: 'disk-full', nextStep: 'free-space' } })
    expect((await listBackups(options.folder)).map(({ name }) => name)).toEqual([before])
    expect(readdirSync(options.folder)).toEqual([before])
    expect(await cards(library)).toHaveLength(1)
    rmSync(filler)
    await backUpDatabase(options, Date.now())
    expect(await listBackups(options.folder)).toHaveLength(2)
  })
})
