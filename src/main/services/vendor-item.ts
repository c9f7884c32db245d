import type { RouteParsedRequest } from '@shared/contracts/routes'
import type { VendorItemList } from '@shared/contracts/vendor-item'
import type { KeyProfile } from '@shared/domain/account'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { FoundVendorItem, VendorItem, VendorItemKind } from '@shared/domain/vendor-item'
import { markItemDeleted, saveListedItems } from '../db/commands/vendor-item'
import type { Database } from '../db/database'
import {
  listItemsOfTask,
  listSceneSamples,
  listVendorItems,
  loadVendorItem,
  type OwnedVendorItem,
} from '../db/queries/vendor-item'
import type { GatewayClient } from '../gateway/client'
import type { GatewayCredentials, VendorShelf, WireRequest } from '../gateway/types'
import type { Clock, EventPublisher, NextId } from '../platform/ports'

export interface VendorItemServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly nextId: NextId
  readonly events: EventPublisher
  readonly client: Pick<GatewayClient, 'query' | 'send'>
  readonly shelfOf: (kind: VendorItemKind) => { readonly family: string; readonly shelf: VendorShelf } | null
  readonly activeProfile: () => Promise<KeyProfile>
  readonly credentialsOf: (profileId: string) => Promise<GatewayCredentials>
}

export type VendorItemService = ReturnType<typeof createVendorItemService>

/** Nobody keeps more than this; a vendor whose pages never end is asked no further. */
const MAX_PAGES = 20

/** Things kept at vendors: what the studio knows of them, and the vendors' own lists and deletions. */
export function createVendorItemService(options: VendorItemServiceOptions) {
  const { db, clock, nextId, events, client } = options

  const fetchList = async (
    shelf: VendorShelf,
    requestOf: (page: number) => WireRequest,
    credentials: GatewayCredentials,
  ): Promise<readonly FoundVendorItem[]> => {
    const found: FoundVendorItem[] = []
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const outcome = await client.query(requestOf(page), credentials)
      if (outcome.kind !== 'answered') throw new AppError(withWords(outcome.failure))
      const list = shelf.readList?.(outcome.answer)
      if (!list) throw new AppError(NO_LIST)
      found.push(...list.items)
      if (list.entryCount < shelf.pageSize) break
    }
    return found
  }

  /** A list that the gateway does not route costs only itself: the other one may work. */
  const fetchAll = async (shelf: VendorShelf, credentials: GatewayCredentials) => {
    const items: FoundVendorItem[] = []
    const failures: unknown[] = []
    for (const requestOf of shelf.lists ?? []) {
      try {
        items.push(...(await fetchList(shelf, requestOf, credentials)))
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0 && failures.length === shelf.lists?.length) throw failures[0]
    return { items, isComplete: failures.length === 0 }
  }

  const requireItem = async (id: string): Promise<OwnedVendorItem> => {
    const item = await loadVendorItem(db, id)
    if (!item) throw new AppError({ code: 'not-found', message: 'This is not in the list any more.', nextStep: 'none' })
    return item
  }

  const removeAtVendor = async (item: OwnedVendorItem): Promise<void> => {
    const remove = options.shelfOf(item.kind)?.shelf.remove
    const readRemoval = options.shelfOf(item.kind)?.shelf.readRemoval
    if (!remove) throw new AppError(CANNOT_REMOVE)
    const outcome = await client.send(remove(item.remoteId), await options.credentialsOf(item.keyProfileId))
    const failure = outcome.kind === 'answered' ? readRemoval?.(outcome.answer) : outcome.failure
    if (failure) throw new AppError(failure)
  }

  return {
    list: async (kind: VendorItemKind): Promise<VendorItemList> => {
      const shelf = options.shelfOf(kind)?.shelf
      return {
        items: await listVendorItems(db, (await options.activeProfile()).id, kind),
        canRefresh: (shelf?.lists ?? []).length > 0,
        canRemove: shelf?.remove !== undefined,
      }
    },

    sceneSamples: () => listSceneSamples(db),
    ofTask: (taskId: string): Promise<readonly VendorItem[]> => listItemsOfTask(db, taskId),

    /** @throws AppError where no list of the vendor could be read */
    refresh: async (kind: VendorItemKind): Promise<{ readonly found: number }> => {
      const place = options.shelfOf(kind)
      if (!place?.shelf.lists) throw new AppError(NO_LIST)
      const { id: keyProfileId } = await options.activeProfile()
      const { items, isComplete } = await fetchAll(place.shelf, await options.credentialsOf(keyProfileId))
      await saveListedItems(db, {
        items: items.filter((item) => item.kind === kind).map((item) => ({ ...item, id: nextId() })),
        kind,
        family: place.family,
        keyProfileId,
        isComplete,
        nowMs: clock.nowMs(),
      })
      events.publish('vendor-items.changed', { kind })
      return { found: items.length }
    },

    remove: async ({ id, where }: RouteParsedRequest<'vendor-item.remove'>): Promise<null> => {
      const item = await requireItem(id)
      if (where === 'vendor') await removeAtVendor(item)
      await markItemDeleted(db, id, clock.nowMs())
      events.publish('vendor-items.changed', { kind: item.kind })
      return null
    },
  }
}

const withWords = (failure: Failure): Failure => ({
  ...failure,
  message: `The vendor's list could not be fetched. ${failure.message}`,
})

const NO_LIST: Failure = {
  code: 'gateway-fault',
  message: 'This gateway shows no list of what the vendor keeps. An identifier can be typed in all the same.',
  nextStep: 'none',
  charge: 'not-charged',
}

const CANNOT_REMOVE: Failure = {
  code: 'conflict',
  message: 'The vendor has no request to delete this. It can be taken off the list here.',
  nextStep: 'none',
  charge: 'not-charged',
}
