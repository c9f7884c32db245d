import { findOperation } from '@shared/catalog/operations'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { ListedFamily, VendorWorkFilter, VendorWorkPage } from '@shared/domain/vendor-work'
import type { KeyProfile } from '@shared/domain/account'
import type { Database } from '../db/database'
import { loadKnownWork } from '../db/queries/task-work'
import type { GatewayClient } from '../gateway/client'
import type { FamilyAdapter, GatewayCredentials } from '../gateway/types'

export interface VendorWorkServiceOptions {
  readonly db: Database
  readonly client: Pick<GatewayClient, 'query'>
  readonly adapterOf: (family: ListedFamily) => FamilyAdapter
  readonly activeProfile: () => Promise<KeyProfile>
  readonly credentialsOf: (profileId: string) => Promise<GatewayCredentials>
}

export type VendorWorkService = ReturnType<typeof createVendorWorkService>

/** Tasks that a vendor lists for the key of today, whoever started them. Looking costs nothing. */
export function createVendorWorkService(options: VendorWorkServiceOptions) {
  return {
    /** @throws AppError where the vendor gives no list */
    list: async (family: ListedFamily, filter: VendorWorkFilter): Promise<VendorWorkPage> => {
      const { listing } = options.adapterOf(family)
      const operation = filter.operationId === undefined ? undefined : findOperation(filter.operationId)
      if (!listing || (filter.operationId !== undefined && operation?.family !== family)) throw new AppError(NO_LIST)
      const profile = await options.activeProfile()
      const request = listing.request(filter, operation)
      const outcome = await options.client.query(request, await options.credentialsOf(profile.id))
      if (outcome.kind !== 'answered') throw new AppError(isNotThere(outcome.failure) ? NO_LIST : outcome.failure)
      const works = listing.read(outcome.answer)
      if (works === null) throw new AppError(NO_LIST)
      const remoteIds = works.map(({ remoteId }) => remoteId)
      const known = await loadKnownWork(options.db, profile.id, remoteIds)
      return {
        works: works.map((work) => ({
          ...work,
          isKnown: known.has(work.remoteId),
          assetId: known.get(work.remoteId) ?? null,
        })),
        hasMore: works.length >= listing.pageSize,
      }
    },
  }
}

const isNotThere = ({ httpStatus }: Failure): boolean => httpStatus === 404 || httpStatus === 405

const NO_LIST: Failure = {
  code: 'gateway-fault',
  message: 'This gateway shows no list of tasks. A task can be fetched by its number all the same.',
  nextStep: 'none',
}
