import { listPriceOf } from '@shared/catalog/prices/list-prices'
import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { OperationSpec } from '@shared/catalog/types'
import type { ModelPrice } from '@shared/contracts/account'
import { AppError } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'

export type EstimateMaking = (operation: OperationSpec, modelId: string, params: Params) => Promise<Price>

/** What something made in a talk costs: by the gateway's own list, else by the shipped one. */
export const createMakingEstimate =
  (prices: () => Promise<readonly ModelPrice[]>): EstimateMaking =>
  async (operation, modelId, params) => {
    const own = new Map((await prices()).map((price) => [price.modelId, price]))
    return estimatePrice(operation, modelId, params, (id) => own.get(id) ?? listPriceOf(id))
  }

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
