import { visibleFields } from '@shared/catalog/projections/form'
import { assetIdsOf } from '@shared/catalog/projections/values'
import type { FieldKind, FieldSpec, OperationSpec } from '@shared/catalog/types'
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
  const slots = assetFields(visibleFields(spec, modelId, params))
  let next = params
  const placedIds: string[] = []
  const left: AssetCard[] = []
  for (const card of cards) {
    const fitting = slots.filter(({ kind }) => kind.media.includes(card.media))
    const slot =
      fitting.find(({ field, kind }) => assetIdsOf(next[field.key]).length < kind.max) ??
      fitting.find(({ field, kind }) => kind.max === 1 && !placedIds.some((id) => id === next[field.key]))
    if (!slot) {
      left.push(card)
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
  const slots = assetFields(spec.fields)
  return media.every((wanted) => slots.some(({ kind }) => kind.media.includes(wanted)))
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
