import { findOperation } from '@shared/catalog/operations'
import { listPriceOf } from '@shared/catalog/prices/list-prices'
import { estimatePrice } from '@shared/catalog/projections/price'
import { promptOf } from '@shared/catalog/projections/prompt-of'
import { reasonsNotReady } from '@shared/catalog/projections/readiness'
import { inputAssetIds } from '@shared/catalog/projections/values'
import type { OperationSpec } from '@shared/catalog/types'
import type { ModelPrice } from '@shared/contracts/account'
import { AppError } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import { type InputFacts, loadInputFacts } from '../db/queries/generation'
import type { Database } from '../db/database'

/** A form as main understands it; nothing in it came from the page unchecked. */
export interface Draft {
  readonly spec: OperationSpec
  readonly modelId: string
  readonly params: Params
  readonly prompt: string
  readonly inputAssetIds: readonly string[]
  readonly inputs: ReadonlyMap<string, InputFacts>
  readonly estimate: Price
}

export interface DraftRequest {
  readonly operationId: string
  readonly modelId: string
  readonly params: Params
}

/** Reads a form and prices it. @throws AppError `not-found` for an operation that is not in the catalog */
export async function readDraft(db: Database, request: DraftRequest, prices: readonly ModelPrice[]): Promise<Draft> {
  const spec = requireOperation(request.operationId)
  const { modelId, params } = request
  const ids = inputAssetIds(spec, params)
  const own = new Map(prices.map((price) => [price.modelId, price]))
  return {
    spec,
    modelId,
    params,
    prompt: promptOf(spec, params),
    inputAssetIds: ids,
    inputs: await loadInputFacts(db, ids),
    estimate: estimatePrice(spec, modelId, params, (id) => own.get(id) ?? listPriceOf(id)),
  }
}

/** The same verdict as the button's. @throws AppError `not-ready` with the first reason */
export function assertReady(draft: Draft): void {
  const [reason] = reasonsNotReady(draft.spec, draft.modelId, draft.params, draft.inputs)
  if (!reason) return
  throw new AppError({
    code: 'not-ready',
    message: reason.message,
    nextStep: 'edit-input',
    charge: 'not-charged',
    ...(reason.field === undefined ? {} : { field: reason.field }),
  })
}

export function requireOperation(operationId: string): OperationSpec {
  const spec = findOperation(operationId)
  if (spec) return spec
  throw new AppError({
    code: 'not-found',
    message: `This version of the studio does not know the operation “${operationId.slice(0, 80)}”.`,
    nextStep: 'none',
    charge: 'not-charged',
  })
}
