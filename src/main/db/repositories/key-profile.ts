import type { KeyProtection } from '@shared/domain/account'

export interface KeyProfileRow {
  readonly id: string
  readonly label: string
  readonly base_url: string
  readonly key_blob: Uint8Array | null
  readonly key_tail: string | null
  readonly protection: Exclude<KeyProtection, 'environment'> | null
  readonly is_active: number
  readonly created_at: number
}

/** A profile as it lies on disk; the key is sealed and only the account service opens it. */
export interface StoredKeyProfile {
  readonly id: string
  readonly label: string
  readonly baseUrl: string
  readonly keyBlob: Uint8Array | null
  readonly keyTail: string | null
  readonly protection: Exclude<KeyProtection, 'environment'> | null
  readonly isActive: boolean
  readonly createdAtMs: number
}

export const toStoredKeyProfile = (row: KeyProfileRow): StoredKeyProfile => ({
  id: row.id,
  label: row.label,
  baseUrl: row.base_url,
  keyBlob: row.key_blob,
  keyTail: row.key_tail,
  protection: row.protection,
  isActive: row.is_active === 1,
  createdAtMs: row.created_at,
})
