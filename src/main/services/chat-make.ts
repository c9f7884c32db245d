import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import type { OperationSpec } from '@shared/catalog/types'
import { AppError } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'

/**
 * The form of a picture that is asked for in the talk.
 * @throws AppError when the operation has no place for what was given
 */
export function makeParams(operation: OperationSpec, prompt: string, assetIds: readonly string[]): Params {
  const params = paramsFromWords(operation, prompt, assetIds)
  if (params) return params
  const given = assetIds.length === 0 ? 'needs a picture to start from' : `does not take ${countWords(assetIds.length)}`
  throw new AppError({
    code: 'bad-parameter',
    message: `${operation.title} ${given}. Change the attachments or choose another model.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}

const countWords = (count: number): string => (count === 1 ? 'a picture' : `${count} pictures`)
