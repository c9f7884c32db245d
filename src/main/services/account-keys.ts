import { AppError } from '@shared/domain/app-error'
import type { StoredKeyProfile } from '../db/queries/account'
import { createLogger } from '../log/logger'
import type { SecretStore } from '../platform/ports'

const log = createLogger('account')

/** What of a key is written to its row. */
export type SealedKey = Pick<StoredKeyProfile, 'keyBlob' | 'keyTail' | 'protection'>

const NO_KEY: SealedKey = { keyBlob: null, keyTail: null, protection: null }

/** Opens and seals keys. A session-only key lives in this closure and nowhere else. */
export interface KeyRing {
  readonly seal: (profileId: string, key: string, withoutEncryption: 'session-only' | 'plain') => SealedKey
  /** @throws AppError `no-key` when there is none or the system does not give it back */
  readonly open: (profile: StoredKeyProfile) => string
  /** Last four characters, or null where no key can be used now. */
  readonly tailOf: (profile: StoredKeyProfile) => string | null
  readonly forget: (profileId: string) => void
}

export function createKeyRing(secrets: SecretStore): KeyRing {
  const sessionKeys = new Map<string, string>()
  return {
    seal: (profileId, key, withoutEncryption) => {
      sessionKeys.delete(profileId)
      if (key === '') return NO_KEY
      if (!secrets.isEncrypted() && withoutEncryption === 'session-only') {
        sessionKeys.set(profileId, key)
        return { keyBlob: null, keyTail: null, protection: 'session-only' }
      }
      const sealed = secrets.seal(key)
      return { keyBlob: sealed.blob, keyTail: tail(key), protection: sealed.protection }
    },
    open: (profile) => {
      const sessionKey = sessionKeys.get(profile.id)
      if (sessionKey !== undefined) return sessionKey
      if (profile.keyBlob === null || profile.protection === null || profile.protection === 'session-only') {
        throw missingKey(profile)
      }
      try {
        return secrets.open({ blob: profile.keyBlob, protection: profile.protection })
      } catch (error) {
        log.warn('a stored key could not be opened', error)
        throw lockedKey(profile, error)
      }
    },
    tailOf: (profile) => {
      const sessionKey = sessionKeys.get(profile.id)
      return sessionKey === undefined ? profile.keyTail : tail(sessionKey)
    },
    forget: (profileId) => void sessionKeys.delete(profileId),
  }
}

/** Four characters of a short key would be most of it. */
function tail(key: string): string {
  return key.length >= 12 ? key.slice(-4) : ''
}

function missingKey(profile: StoredKeyProfile): AppError {
  const isGone = profile.protection === 'session-only'
  return new AppError({
    code: 'no-key',
    message: isGone
      ? `The key of “${profile.label}” was kept only until the studio closed. Paste it again in the settings.`
      : `“${profile.label}” has no key yet. Paste one in the settings.`,
    nextStep: 'open-settings',
    charge: 'not-charged',
  })
}

function lockedKey(profile: StoredKeyProfile, cause: unknown): AppError {
  return new AppError(
    {
      code: 'no-key',
      message: `The system’s key store did not give back the key of “${profile.label}”: it is locked or was changed. Unlock it, or paste the key again in the settings.`,
      nextStep: 'open-settings',
      charge: 'not-charged',
    },
    { cause },
  )
}
