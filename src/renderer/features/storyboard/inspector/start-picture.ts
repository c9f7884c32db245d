import { assetIdsOf } from '@shared/catalog/projections/values'
import { visibleFields } from '@shared/catalog/projections/form'
import { type AssetFieldKind, assetValue, withParam } from '@renderer/parts/operation-form/params'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import { chosenTake } from '../animatic/schedule'
import { numberedShots } from '../board/shot-order'

/** What a new take begins with: nothing, the shot's own take, or that of the shot before. */
export type StartFrom = 'nothing' | 'own' | 'previous'

export interface StartSlot {
  readonly key: string
  readonly label: string
  readonly kind: AssetFieldKind
  readonly isRequired: boolean
}

const ROLES: readonly AssetFieldKind['role'][] = ['first-frame', 'source', 'reference']

/** The place for the picture in an operation's form; null where it takes none. */
export function startSlot(spec: OperationSpec, modelId: string, params: Params): StartSlot | null {
  const slots = visibleFields(spec, modelId, params).flatMap(({ key, label, kind, isRequired }) =>
    kind.type === 'asset' && kind.media.includes('image')
      ? [{ key, label, kind, isRequired: isRequired === true }]
      : [],
  )
  for (const role of ROLES) {
    const slot = slots.find(({ kind }) => kind.role === role)
    if (slot) return slot
  }
  return slots[0] ?? null
}

export type StartPicture =
  | { readonly assetId: string }
  /** Why there is no picture to begin with. */
  | { readonly missing: string }

/** The picture that a start stands for; null for none, also for the first shot, which has none before it. */
export function startPicture(board: StoryboardDetail, shot: Shot, from: StartFrom): StartPicture | null {
  if (from === 'nothing') return null
  const shots = numberedShots(board)
  const index = shots.findIndex((entry) => entry.shot.id === shot.id)
  const source = from === 'own' ? shots[index] : shots[index - 1]
  if (!source) return null
  const take = chosenTake(source.shot)
  if (!take?.assetId) return { missing: `Shot ${source.number} has no take to start from.` }
  if (take.media !== 'image')
    return { missing: `The take of shot ${source.number} is a clip, and a picture is needed.` }
  return { assetId: take.assetId }
}

/** The form with the picture in its slot, in front of others that were put there. */
export function withStart(params: Params, slot: StartSlot | null, picture: StartPicture | null): Params {
  if (!slot || !picture || !('assetId' in picture)) return params
  const others = assetIdsOf(params[slot.key]).filter((id) => id !== picture.assetId)
  const ids = [picture.assetId, ...others].slice(0, slot.kind.max)
  return withParam(params, slot.key, assetValue(ids, slot.kind.max))
}
