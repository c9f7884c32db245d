import { visibleFields } from '@shared/catalog/projections/form'
import { assetIdsOf, listOfRows, rowsOf } from '@shared/catalog/projections/values'
import type { FieldKind, FieldSpec, ListKind, OperationSpec } from '@shared/catalog/types'
import type { AssetCard } from '@shared/domain/asset'
import type { Params } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'

export type AssetFieldKind = Extract<FieldKind, { readonly type: 'asset' }>

/** How a form hands its change on; the updater is for changes that come later, such as a finished import. */
export type ChangeParams = (next: Params | ((former: Params) => Params)) => void

/** The params with one value changed; `undefined` leaves the field to the gateway again. */
export function withParam(params: Params, key: string, value: unknown): Params {
  if (value === undefined) return Object.fromEntries(Object.entries(params).filter(([other]) => other !== key))
  return { ...params, [key]: value }
}

/** A slot's files as the catalog wants them: one id where only one fits, else a list; `undefined` for none. */
export function assetValue(ids: readonly string[], max: number): string | readonly string[] | undefined {
  if (ids.length === 0) return undefined
  return max > 1 ? ids : ids[0]
}

export interface Placement {
  readonly params: Params
  readonly placedIds: readonly string[]
  readonly left: readonly AssetCard[]
}

/**
 * Puts files into the first slots that take their kind and have room. A slot for a single file that is taken
 * gets the new one instead when no other slot is free, because that is what a drop on it would do.
 */
export function placeAssets(
  spec: OperationSpec,
  modelId: string,
  params: Params,
  cards: readonly AssetCard[],
): Placement {
  const fields = visibleFields(spec, modelId, params)
  const slots = assetFields(fields)
  const rowSlots = rowFields(fields)
  let next = params
  const placedIds: string[] = []
  const left: AssetCard[] = []
  for (const card of cards) {
    const fitting = slots.filter(({ kind }) => kind.media.includes(card.media))
    const slot =
      fitting.find(({ field, kind }) => assetIdsOf(next[field.key]).length < kind.max) ??
      fitting.find(({ field, kind }) => kind.max === 1 && !placedIds.some((id) => id === next[field.key]))
    if (!slot) {
      const rowSlot = rowSlots.find((candidate) => hasRoom(candidate, next, card))
      if (rowSlot) {
        next = withParam(next, rowSlot.key, withFileRow(rowSlot, next[rowSlot.key], card.id))
        placedIds.push(card.id)
      } else left.push(card)
      continue
    }
    const former = assetIdsOf(next[slot.field.key])
    const ids = slot.kind.max === 1 ? [card.id] : former.includes(card.id) ? former : [...former, card.id]
    next = withParam(next, slot.field.key, assetValue(ids, slot.kind.max))
    placedIds.push(card.id)
  }
  return { params: next, placedIds, left }
}

/** True when the operation has a slot for all of these kinds of media. */
export function takesMedia(spec: OperationSpec, media: readonly MediaKind[]): boolean {
  const taken = [...assetFields(spec.fields), ...rowFields(spec.fields).map(({ file }) => file)]
  return media.every((wanted) => taken.some(({ kind }) => kind.media.includes(wanted)))
}

/** A list whose rows hold a file each. */
interface RowSlot {
  readonly key: string
  readonly list: ListKind
  readonly file: { readonly field: FieldSpec; readonly kind: AssetFieldKind }
}

function rowFields(fields: readonly FieldSpec[]): readonly RowSlot[] {
  return fields.flatMap(({ key, kind }) => {
    const file = kind.type === 'list' ? assetFields(kind.fields)[0] : undefined
    return kind.type === 'list' && file ? [{ key, list: kind, file }] : []
  })
}

function hasRoom({ key, list, file }: RowSlot, params: Params, { media, id }: AssetCard): boolean {
  const rows = rowsOf(list, params[key])
  const isHeld = rows.some((row) => assetIdsOf(row[file.field.key]).includes(id))
  return !isHeld && rows.length < list.max && file.kind.media.includes(media)
}

function withFileRow({ list, file }: RowSlot, value: unknown, assetId: string): unknown {
  return listOfRows(list, [...rowsOf(list, value), { [file.field.key]: assetValue([assetId], file.kind.max) }])
}

/** Where the person's words go: the prompt, else the lyrics. */
export function wordsField(spec: OperationSpec): FieldSpec | undefined {
  return (
    spec.fields.find(({ kind }) => kind.type === 'prompt') ?? spec.fields.find(({ kind }) => kind.type === 'lyrics')
  )
}

/** The first picture of a form, which a mask of the same form belongs to. */
export function sourceAssetIdOf(spec: OperationSpec, params: Params): string | null {
  const slot = assetFields(spec.fields).find(({ kind }) => kind.media.includes('image'))
  return slot ? (assetIdsOf(params[slot.field.key])[0] ?? null) : null
}

function assetFields(
  fields: readonly FieldSpec[],
): readonly { readonly field: FieldSpec; readonly kind: AssetFieldKind }[] {
  return fields.flatMap((field) => (field.kind.type === 'asset' ? [{ field, kind: field.kind }] : []))
}
