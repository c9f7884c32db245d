import { loadAssetDetail } from '@main/db/queries/asset'
import type { OpenMediaWorkerPage } from '@main/library/media-worker'
import { afterEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness, png, workerPage } from '../integration/library-harness'

let harness: Harness | null = null
afterEach(() => harness?.close())

const done = { width: null, height: null, durationMs: null, small: null, large: null }
const goodPage = workerPage(async () => done)

async function importPictures(count: number, openMediaWorkerPage: OpenMediaWorkerPage): Promise<Harness> {
  const opened = await openHarness({ openMediaWorkerPage })
  harness = opened
  const paths = Array.from({ length: count }, (_, index) => opened.put(`${index}.png`, png()))
  await opened.library.importing.importPaths(paths)
  await opened.library.thumbnails.settled()
  return opened
}

async function statesOf({ db }: Harness): Promise<readonly unknown[]> {
  const rows = db.all<{ id: string }>('test', 'SELECT id FROM asset')
  return Promise.all(rows.map(async ({ id }) => (await loadAssetDetail(db, id))?.thumbnail))
}

describe('thumbnails', () => {
  it('blame no file for a worker that does not start, wait instead, and go on when it does', async () => {
    let isBroken = true
    let opened = 0
    const studio = await importPictures(12, (events) => {
      opened += 1
      if (!isBroken) return goodPage(events)
      setImmediate(() => events.onGone('crashed', 'no page on this machine'))
      return { send: () => undefined, close: () => undefined }
    })
    expect(new Set(await statesOf(studio))).toEqual(new Set(['pending']))
    opened = 0
    studio.library.thumbnails.wake()
    await studio.library.thumbnails.settled()
    // Two jobs run at a time; no page is opened for the other ten.
    expect(opened).toBeLessThanOrEqual(2)
    isBroken = false
    studio.library.thumbnails.wake()
    await studio.library.thumbnails.settled()
    expect(new Set(await statesOf(studio))).toEqual(new Set(['none']))
  })

  it('are not tried for ever where they cannot be kept', async () => {
    let tries = 0
    const studio = await importPictures(1, (events) => {
      queueMicrotask(() => events.onReport({ report: 'ready' }))
      return {
        send: (order) => {
          if (order.order !== 'run') return
          tries += 1
          events.onReport({ report: 'failed', jobId: order.jobId, reason: 'upload', message: 'the disk is full' })
        },
        close: () => undefined,
      }
    })
    for (let count = 0; count < 20; count += 1) {
      studio.library.thumbnails.wake()
      await studio.library.thumbnails.settled()
    }
    expect(tries).toBe(3)
    expect(await statesOf(studio)).toEqual(['pending'])
  })
})
