import { request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { offerOf } from '@renderer/parts/operation-form/drop-offer'
import type { ImportOutcome } from '@shared/contracts/library'
import type { MediaKind } from '@shared/domain/media'

const TAKEN: readonly MediaKind[] = ['image', 'video']

export type TakeOffer = 'none' | 'welcome' | 'wrong'

/** What dropping this on the board would do, known before the drop. */
export function takeOfferOf(transfer: DataTransfer): TakeOffer {
  return offerOf({ types: transfer.types, items: transfer.items }, TAKEN)
}

/** Words of the lit zone. */
export function takeDropWords(offer: TakeOffer, shotNumber: number | null): string {
  if (offer === 'wrong') return 'Shots take pictures and clips only'
  return shotNumber === null ? 'Drop to add as new shots at the end' : `Use as a take of shot ${shotNumber}`
}

/** Brings dropped files into the library, or the picture behind a dropped link. */
export function importDropped(transfer: DataTransfer): Promise<ImportOutcome> {
  const files = [...transfer.files]
  if (files.length > 0) return importFiles(files)
  const url = transfer
    .getData('text/uri-list')
    .split('\n')
    .find((line) => line !== '' && !line.startsWith('#'))
  return request('library.import-url', { url: (url ?? '').trim() })
}
