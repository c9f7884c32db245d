import { AppError } from '@shared/domain/app-error'
import type { KeyProfile } from '@shared/domain/account'
import type { Database } from '../db/database'
import { listKeyProfiles, type StoredKeyProfile } from '../db/queries/account'
import type { GatewayCredentials } from '../gateway/types'
import { isLoopbackUrl, requireBaseUrl } from './account-base-url'
import type { KeyRing } from './account-keys'

export const DEMO_PROFILE_ID = 'demo'
export const ENVIRONMENT_PROFILE_ID = 'environment'
export const DEFAULT_BASE_URL = 'https://api.chainhub.tech'

/** The embedded gateway; starting it twice answers with the same address. */
export interface DemoGatewayPort {
  readonly start: () => Promise<{ readonly origin: string; readonly demoKey: string }>
}

/** A key that whoever runs the machine gave by `CHAINHUB_API_KEY` and `CHAINHUB_BASE_URL`; it wins over all profiles. */
export interface AccountEnvironment {
  readonly key?: string | undefined
  readonly baseUrl?: string | undefined
}

export interface ProfileDirectoryOptions {
  readonly db: Database
  readonly keys: KeyRing
  readonly demo: DemoGatewayPort
  readonly environment: AccountEnvironment
}

/** Every profile there is: the environment's, those a person made, and the demo. Exactly one is active. */
export function createProfileDirectory(options: ProfileDirectoryOptions) {
  const { db, keys, demo } = options
  const environment = readEnvironment(options.environment)

  const stored = (): Promise<readonly StoredKeyProfile[]> => listKeyProfiles(db)
  const findStored = async (profileId: string): Promise<StoredKeyProfile> => {
    const profile = (await stored()).find((candidate) => candidate.id === profileId)
    if (!profile)
      throw new AppError({
        code: 'not-found',
        message: 'This key profile does not exist any more.',
        nextStep: 'open-settings',
      })
    return profile
  }
  const toView = (profile: StoredKeyProfile, isActive: boolean): KeyProfile => ({
    id: profile.id,
    label: profile.label,
    baseUrl: profile.baseUrl,
    keyTail: keys.tailOf(profile),
    protection: profile.protection,
    isActive,
    isDemo: false,
  })

  return {
    environment,
    findStored,

    async list(): Promise<readonly KeyProfile[]> {
      const profiles = await stored()
      const activeId = environment
        ? ENVIRONMENT_PROFILE_ID
        : (profiles.find((profile) => profile.isActive)?.id ?? DEMO_PROFILE_ID)
      return [
        ...(environment ? [environmentView(environment)] : []),
        ...profiles.map((profile) => toView(profile, profile.id === activeId)),
        demoView(activeId === DEMO_PROFILE_ID),
      ]
    },

    async activeId(): Promise<string> {
      if (environment) return ENVIRONMENT_PROFILE_ID
      return (await stored()).find((profile) => profile.isActive)?.id ?? DEMO_PROFILE_ID
    },

    async view(profileId: string): Promise<KeyProfile> {
      const found = (await this.list()).find((profile) => profile.id === profileId)
      return found ?? toView(await findStored(profileId), false)
    },

    async credentialsOf(profileId: string): Promise<GatewayCredentials> {
      if (profileId === DEMO_PROFILE_ID) {
        const { origin, demoKey } = await demo.start()
        return { profileId, baseUrl: origin, key: demoKey, isLoopbackAllowed: true }
      }
      if (profileId === ENVIRONMENT_PROFILE_ID && environment) {
        return { profileId, ...environment, isLoopbackAllowed: isLoopbackUrl(environment.baseUrl) }
      }
      const profile = await findStored(profileId)
      return {
        profileId,
        baseUrl: profile.baseUrl,
        key: keys.open(profile),
        isLoopbackAllowed: isLoopbackUrl(profile.baseUrl),
      }
    },
  }
}

interface EnvironmentProfile {
  readonly key: string
  readonly baseUrl: string
}

function readEnvironment({ key, baseUrl }: AccountEnvironment): EnvironmentProfile | null {
  const trimmed = key?.trim() ?? ''
  return trimmed === '' ? null : { key: trimmed, baseUrl: requireBaseUrl(baseUrl?.trim() || DEFAULT_BASE_URL) }
}

const environmentView = ({ key, baseUrl }: EnvironmentProfile): KeyProfile => ({
  id: ENVIRONMENT_PROFILE_ID,
  label: 'Environment',
  baseUrl,
  keyTail: key.length >= 12 ? key.slice(-4) : '',
  protection: 'environment',
  isActive: true,
  isDemo: false,
})

const demoView = (isActive: boolean): KeyProfile => ({
  id: DEMO_PROFILE_ID,
  label: 'Demo',
  baseUrl: '',
  keyTail: null,
  protection: null,
  isActive,
  isDemo: true,
})
