import type { OperationSpec } from '@shared/catalog/types'
import { AppError } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'

/**
 * The form of a picture that is asked for in the talk: the prompt, the attached pictures where the
 * operation takes some, and each field's default.
 * @throws AppError when the operation has no place for what was given
 */
export function makeParams(operation: OperationSpec, prompt: string, assetIds: readonly string[]): Params {
  const params: Record<string, unknown> = {}
  let areAssetsPlaced = assetIds.length === 0
  for (const field of operation.fields) {
    if (field.kind.type === 'prompt') params[field.key] = prompt
    else if (field.kind.type === 'asset' && field.kind.media.includes('image') && !areAssetsPlaced) {
      params[field.key] = field.kind.max > 1 ? assetIds : assetIds[0]
      areAssetsPlaced = field.kind.max >= assetIds.length
    } else if (field.default !== undefined) params[field.key] = field.default
  }
  if (areAssetsPlaced) return params
  throw new AppError({
    code: 'bad-parameter',
    message: `${operation.title} does not take ${assetIds.length === 1 ? 'a picture' : `${assetIds.length} pictures`}. Remove the attachment or choose another model.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}
