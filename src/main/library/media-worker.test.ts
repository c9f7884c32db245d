import { describe, expect, it } from 'vitest'
import type { MediaWorkerOrder } from '@shared/contracts/media-worker'
import { createMediaWorker, type MediaWorkerPageEvents } from './media-worker'

type RunOrder = Extract<MediaWorkerOrder, { order: 'run' }>
const ANSWER = { width: 1, height: 1, durationMs: null, small: 'token', large: null }
const input = (assetId: string) => ({ assetId, media: 'image' as const, mime: 'image/png' })

/** Pages that are told by the asset's name what to do. */
function stage() {
  const pages: { events: MediaWorkerPageEvents; isClosed: boolean; orders: RunOrder[] }[] = []
  const worker = createMediaWorker({
    timeoutsMs: { thumbnail: 60, start: 60, 'export-mp4': 60 },
    idleCloseMs: 10_000,
    openPage: (events) => {
      const page = { events, isClosed: false, orders: [] as RunOrder[] }
      pages.push(page)
      queueMicrotask(() => events.onReport({ report: 'ready' }))
      return {
        send: (order) => {
          if (order.order !== 'run') return
          page.orders.push(order)
          const name = 'assetId' in order.input ? order.input.assetId : ''
          if (name === 'good') events.onReport({ report: 'done', jobId: order.jobId, answer: ANSWER })
          if (name === 'odd') events.onReport({ report: 'done', jobId: order.jobId, answer: { width: 'wide' } })
          if (name === 'bad')
            events.onReport({ report: 'failed', jobId: order.jobId, reason: 'undecodable', message: 'broken' })
          if (name === 'killer') events.onGone('crashed', 'oom')
        },
        close: () => {
          page.isClosed = true
        },
      }
    },
  })
  return { worker, pages }
}

describe('createMediaWorker', () => {
  it('opens one page for many jobs', async () => {
    const { worker, pages } = stage()
    await Promise.all([worker.run('thumbnail', input('good')), worker.run('thumbnail', input('good'))])
    expect(pages).toHaveLength(1)
  })

  it('goes on in a fresh page after a death, and says who was there', async () => {
    const { worker, pages } = stage()
    const bystander = worker.run('thumbnail', input('slow'))
    await expect(worker.run('thumbnail', input('killer'))).rejects.toMatchObject({ trouble: 'died' })
    await expect(bystander).rejects.toMatchObject({ trouble: 'died' })
    expect(await worker.run('thumbnail', input('good'))).toEqual(ANSWER)
    expect(pages.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  it('throws a page away that hangs', async () => {
    const { worker, pages } = stage()
    await expect(worker.run('thumbnail', input('hangs'))).rejects.toMatchObject({ trouble: 'timed-out' })
    expect(pages[0]?.isClosed).toBe(true)
  })

  it('does not take long work that reports progress for a hang', async () => {
    const { worker, pages } = stage()
    const seen: number[] = []
    const parts = { parts: [], width: 2, height: 2, framesPerSecond: 30 }
    const film = worker.run('export-mp4', parts, { onProgress: (progress) => seen.push(progress) })
    await Promise.resolve()
    const page = pages[0]!
    for (const progress of [0.2, 0.4, 0.6]) {
      await new Promise((resolve) => setTimeout(resolve, 40))
      page.events.onReport({ report: 'progress', jobId: page.orders[0]!.jobId, progress })
    }
    page.events.onReport({ report: 'done', jobId: page.orders[0]!.jobId, answer: { uploadToken: 'film' } })
    expect(await film).toEqual({ uploadToken: 'film' })
    expect(seen).toEqual([0.2, 0.4, 0.6])
  })

  it('believes no answer of a wrong shape', async () => {
    const { worker } = stage()
    await expect(worker.run('thumbnail', input('odd'))).rejects.toMatchObject({ trouble: 'internal' })
  })

  it('says what is the file’s own fault', async () => {
    const { worker } = stage()
    await expect(worker.run('thumbnail', input('bad'))).rejects.toMatchObject({ trouble: 'undecodable' })
  })

  it('ends a cancelled job at once', async () => {
    const { worker } = stage()
    const abort = new AbortController()
    const job = worker.run('thumbnail', input('slow'), { signal: abort.signal })
    abort.abort()
    await expect(job).rejects.toMatchObject({ trouble: 'canceled' })
  })
})
