import { takesMedia } from '@renderer/parts/operation-form/params'
import { operationsFor } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import type { MediaKind } from '@shared/domain/media'

/**
 * The operation that should take a dropped file: the open one where it can, else the one nearest to it. Masked
 * edits are left out, because they need a mask first.
 */
export function operationTaking(
  open: OperationSpec,
  modelId: string,
  media: readonly MediaKind[],
): OperationSpec | null {
  if (takesMedia(open, media)) return open
  const candidates = operationsFor({}).filter(
    (operation) => takesMedia(operation, media) && !operation.fields.some(({ kind }) => kind.type === 'mask'),
  )
  const rank = (operation: OperationSpec): number =>
    (operation.output === open.output ? 4 : 0) +
    (operation.models.includes(modelId) ? 2 : 0) +
    (operation.family === open.family ? 1 : 0)
  return candidates.toSorted((one, other) => rank(other) - rank(one))[0] ?? null
}
