import type { ModelPrice } from '@shared/contracts/account'
import type { OfferedModel } from '@shared/domain/account'
import type { Database } from '../database'
import type { StoredKeyProfile } from '../repositories/key-profile'

/** Writes a profile whole; `isActive` is set by {@link activateKeyProfile} alone. */
export async function saveKeyProfile(db: Database, profile: StoredKeyProfile): Promise<void> {
  db.run(
    'account.save-profile',
    `INSERT INTO key_profile (id, label, base_url, key_blob, key_tail, protection, created_at)
     VALUES (:id, :label, :baseUrl, :keyBlob, :keyTail, :protection, :createdAtMs)
     ON CONFLICT (id) DO UPDATE SET label = excluded.label, base_url = excluded.base_url,
       key_blob = excluded.key_blob, key_tail = excluded.key_tail, protection = excluded.protection`,
    {
      id: profile.id,
      label: profile.label,
      baseUrl: profile.baseUrl,
      keyBlob: profile.keyBlob,
      keyTail: profile.keyTail,
      protection: profile.protection,
      createdAtMs: profile.createdAtMs,
    },
  )
}

/** Makes one profile the active one; null leaves none, which means the demo. */
export async function activateKeyProfile(db: Database, profileId: string | null): Promise<void> {
  db.run('account.activate-profile', 'UPDATE key_profile SET is_active = (id IS :profileId)', {
    profileId,
  })
}

export async function deleteKeyProfile(db: Database, profileId: string): Promise<void> {
  db.transaction('account.delete-profile', () => {
    db.run('account.delete-models', 'DELETE FROM offered_model WHERE profile_id = ?', [profileId])
    db.run('account.delete-prices', 'DELETE FROM model_price WHERE profile_id = ?', [profileId])
    db.run('account.delete-profile-row', 'DELETE FROM key_profile WHERE id = ?', [profileId])
  })
}

export async function replaceOfferedModels(
  db: Database,
  profileId: string,
  models: readonly OfferedModel[],
  nowMs: number,
): Promise<void> {
  db.transaction('account.replace-models', () => {
    db.run('account.delete-models', 'DELETE FROM offered_model WHERE profile_id = ?', [profileId])
    for (const model of models) {
      db.run(
        'account.insert-model',
        'INSERT OR REPLACE INTO offered_model (profile_id, model_id, owned_by, fetched_at) VALUES (?, ?, ?, ?)',
        [profileId, model.id, model.ownedBy, nowMs],
      )
    }
  })
}

export async function replaceModelPrices(
  db: Database,
  profileId: string,
  prices: readonly ModelPrice[],
  nowMs: number,
): Promise<void> {
  db.transaction('account.replace-prices', () => {
    db.run('account.delete-prices', 'DELETE FROM model_price WHERE profile_id = ?', [profileId])
    for (const price of prices) {
      db.run(
        'account.insert-price',
        `INSERT OR REPLACE INTO model_price
           (profile_id, model_id, input_micro_usd_per_million, output_micro_usd_per_million, call_micro_usd, source, fetched_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [
          profileId,
          price.modelId,
          price.inputMicroUsdPerMillion,
          price.outputMicroUsdPerMillion,
          price.callMicroUsd,
          price.source,
          nowMs,
        ],
      )
    }
  })
}
