import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database'
import { libraryRevision } from '../db/queries/asset'
import { loadAssetBuckets } from '../db/queries/asset-buckets'
import { listCollections } from '../db/queries/library-order'

/** How many items each smart collection holds, by its id. */
export type SmartCounts = Readonly<Record<string, number>>

const LEAST_PAUSE_MS = 20
/** So many times as long as a count took, others have the database to themselves. */
const REST = 4

/**
 * Counts smart collections one by one with a rest between them, so that nobody who types or scrolls waits for it. One
 * pass runs at a time; whoever asks while one runs gets the next, because the library may have changed meanwhile.
 */
export function createSmartCounts(db: Database): () => Promise<SmartCounts> {
  let known: { readonly key: string; readonly counts: SmartCounts } | null = null
  let running: Promise<SmartCounts> | null = null
  let waiting: Promise<SmartCounts> | null = null

  const countAll = async (): Promise<SmartCounts> => {
    const smart = (await listCollections(db)).filter(({ kind }) => kind === 'smart')
    const key = JSON.stringify([await libraryRevision(db), smart.map(({ id, search }) => [id, search])])
    if (known?.key === key) return known.counts
    const counts: Record<string, number> = {}
    for (const { id, search } of smart) {
      const startMs = performance.now()
      const buckets = await loadAssetBuckets(db, { search })
      counts[id] = buckets.reduce((sum, { count }) => sum + count, 0)
      await pause(Math.max(LEAST_PAUSE_MS, REST * (performance.now() - startMs)))
    }
    known = { key, counts }
    return counts
  }
  const begin = (): Promise<SmartCounts> => {
    running = countAll().finally(() => {
      running = null
    })
    return running
  }
  const next = async (former: Promise<SmartCounts>): Promise<SmartCounts> => {
    await former.catch(() => undefined)
    waiting = null
    return begin()
  }
  return () => {
    if (!running) return begin()
    waiting ??= next(running)
    return waiting
  }
}
