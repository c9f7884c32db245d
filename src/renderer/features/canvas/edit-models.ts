import { OPERATIONS } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'

export interface EditModel {
  /** `operation|model`, the value of the select. */
  readonly value: string
  readonly label: string
  readonly operation: OperationSpec
  readonly modelId: string
}

/**
 * Everything that can edit a picture. Operations with a mask of their own come first; the others repaint the
 * whole picture, and the composite keeps what lies outside the mask.
 */
export const EDIT_MODELS: readonly EditModel[] = (['mask-edit', 'edit'] as const).flatMap((intent) =>
  OPERATIONS.filter((operation) => operation.intent === intent && takesOnePicture(operation)).flatMap((operation) =>
    operation.models.map((modelId) => ({
      value: `${operation.id}|${modelId}`,
      label: intent === 'mask-edit' ? `${modelId} · reads the mask` : modelId,
      operation,
      modelId,
    })),
  ),
)

function takesOnePicture(operation: OperationSpec): boolean {
  return operation.fields.some(({ kind }) => kind.type === 'asset' && kind.media.includes('image') && kind.min <= 1)
}
