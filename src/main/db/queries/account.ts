import type { ModelPrice } from '@shared/contracts/account'
import type { OfferedModel } from '@shared/domain/account'
import type { Database } from '../database'
import { type KeyProfileRow, type StoredKeyProfile, toStoredKeyProfile } from '../repositories/key-profile'
import { type ModelPriceRow, toModelPrice } from '../repositories/model-price'

export type { StoredKeyProfile } from '../repositories/key-profile'

/** All profiles that a person made, oldest first. */
export async function listKeyProfiles(db: Database): Promise<readonly StoredKeyProfile[]> {
  return db
    .all<KeyProfileRow>('account.list-profiles', 'SELECT * FROM key_profile ORDER BY created_at, id')
    .map(toStoredKeyProfile)
}

/** The models that a profile's gateway last said it has, by id. */
export async function listOfferedModels(db: Database, profileId: string): Promise<readonly OfferedModel[]> {
  return db
    .all<{ model_id: string; owned_by: string | null }>(
      'account.list-models',
      'SELECT model_id, owned_by FROM offered_model WHERE profile_id = ? ORDER BY model_id',
      [profileId],
    )
    .map((row) => ({ id: row.model_id, ownedBy: row.owned_by }))
}

export async function hasOfferedModels(db: Database, profileId: string): Promise<boolean> {
  return (
    db.get('account.has-models', 'SELECT 1 FROM offered_model WHERE profile_id = ? LIMIT 1', [profileId]) !== undefined
  )
}

/** The prices that a profile's gateway last gave. */
export async function listModelPrices(db: Database, profileId: string): Promise<readonly ModelPrice[]> {
  return db
    .all<ModelPriceRow>('account.list-prices', 'SELECT * FROM model_price WHERE profile_id = ? ORDER BY model_id', [
      profileId,
    ])
    .map(toModelPrice)
}
