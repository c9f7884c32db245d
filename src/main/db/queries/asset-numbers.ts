import type { AssetCard } from '@shared/domain/asset'
import type { Database } from '../database'
import { loadAssetCards } from './asset'

export async function numberOfAsset(db: Database, assetId: string): Promise<number | null> {
  return db.get<{ number: number }>('asset.number', 'SELECT number FROM asset WHERE id = ?', [assetId])?.number ?? null
}

/** Cards in the order of the numbers; what is gone is left out. */
export async function loadCardsByNumber(db: Database, numbers: readonly number[]): Promise<readonly AssetCard[]> {
  const rows = db.all<{ id: string }>(
    'asset.ids-of-numbers',
    'SELECT asset.id FROM json_each(?) AS wanted JOIN asset ON asset.number = wanted.value ORDER BY wanted.key',
    [JSON.stringify(numbers)],
  )
  return loadAssetCards(
    db,
    rows.map(({ id }) => id),
  )
}
