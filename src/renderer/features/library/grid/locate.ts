import type { AssetBucket } from '@shared/domain/asset'
import { type CardStore, CARDS_PER_PAGE } from './card-store'

/** "2026-11" of a time, in this machine's zone, as the library counts months. */
export function monthOf(atMs: number): string {
  const date = new Date(atMs)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** The index of an item that may not be loaded, or null when the filter does not show it. */
export async function locate(
  store: CardStore,
  buckets: readonly AssetBucket[],
  asset: { readonly id: string; readonly createdAtMs: number },
): Promise<number | null> {
  const known = store.indexOf(asset.id)
  if (known !== null) return known
  const month = monthOf(asset.createdAtMs)
  let startIndex = 0
  for (const bucket of buckets) {
    if (bucket.month !== month) {
      startIndex += bucket.count
      continue
    }
    for (let from = startIndex; from < startIndex + bucket.count; from += CARDS_PER_PAGE) {
      const cards = await store.load(from, Math.min(from + CARDS_PER_PAGE, startIndex + bucket.count))
      const offset = cards.findIndex((card) => card.id === asset.id)
      if (offset >= 0) return from + offset
      if ((cards.at(-1)?.createdAtMs ?? 0) < asset.createdAtMs) return null
    }
  }
  return null
}
