import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { placeAssets } from '@renderer/parts/operation-form/params'
import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'
import type { AssetCard } from '@shared/domain/asset'
import { switchForm } from './form-switch'
import { operationTaking } from './taking-operation'
import type { CreateForm } from './use-create-form'

export interface References {
  /** Library items. */
  readonly add: (assetIds: readonly string[]) => void
  /** Files on their way into the library. */
  readonly take: (work: Promise<ImportOutcome>) => void
}

/** Puts pictures, clips and sounds into the form, and changes the operation where the open one takes none. */
export function useReferences(form: CreateForm): References {
  const place = (cards: readonly AssetCard[]): void => {
    const media = [...new Set(cards.map((card) => card.media))]
    const spec = operationTaking(form.spec, form.modelId, media)
    if (!spec) {
      showToast({ title: 'No operation takes this as a reference', tone: 'danger' })
      return
    }
    const modelId = spec.models.includes(form.modelId) || spec === form.spec ? form.modelId : (spec.models[0] ?? '')
    const isSwitch = spec !== form.spec
    const switched = isSwitch ? switchForm(form, spec, modelId, null) : { params: form.params, dropped: [] }
    const placement = placeAssets(spec, modelId, switched.params, cards)
    const details = [
      ...switched.dropped.map(({ label, value }) => `Dropped ${label}: ${value}`),
      ...(placement.left.length > 0 ? [`${placement.left.length} more did not fit.`] : []),
    ]
    const title = isSwitch ? `Switched to ${spec.title}, which takes it` : 'Not everything had a place'
    form.replace(
      { spec, modelId, params: placement.params },
      isSwitch || details.length > 0 ? { title, details } : null,
    )
  }
  const add = async (assetIds: readonly string[]): Promise<void> => {
    if (assetIds.length > 0) place(await request('library.cards', { assetIds: [...assetIds] }))
  }
  const take = async (work: Promise<ImportOutcome>): Promise<void> => {
    const { imported, duplicates, refused } = await work
    for (const { name, failure } of refused) {
      showToast({ title: `${name} was not added`, description: failure.message, tone: 'danger' })
    }
    const cards = [...imported, ...duplicates]
    if (cards.length > 0) place(cards)
  }
  return {
    add: (assetIds) => detach(add(assetIds), 'use as reference'),
    take: (work) => detach(take(work), 'import references'),
  }
}
