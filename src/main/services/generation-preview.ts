import { buildWireRequest, isAssetPlaceholder, type PlannedRequest } from '@shared/catalog/projections/wire-request'
import type { RequestPreview } from '@shared/contracts/generation'
import type { Draft } from './generation-intake'

/** Exactly what would be sent, as a person can read it: files appear by their titles, the key not at all. */
export function previewOf(draft: Draft, baseUrl: string): RequestPreview {
  const planned = buildWireRequest(draft.spec, draft.modelId, draft.params)
  return {
    method: planned.method,
    url: `${baseUrl}${planned.path}${queryOf(planned)}`,
    body: planned.content === 'none' ? null : withFileNames(planned.body, draft),
    price: draft.estimate,
  }
}

function queryOf({ query }: PlannedRequest): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? '' : `?${text}`
}

function withFileNames(value: unknown, draft: Draft): unknown {
  if (isAssetPlaceholder(value)) return `‹file: ${draft.inputs.get(value.assetId)?.title ?? value.assetId}›`
  if (Array.isArray(value)) return value.map((entry: unknown) => withFileNames(entry, draft))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withFileNames(entry, draft)]))
}
