import { OPERATIONS } from '@shared/catalog/operations'
import { type AssetFacts, reasonsNotReady } from '@shared/catalog/projections/readiness'
import { buildWireRequest, isAssetPlaceholder } from '@shared/catalog/projections/wire-request'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { VENDOR_ITEM_KINDS } from '@shared/domain/vendor-item'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOCUMENTED_CALLS, type Members, schemaFaults } from '../fakes/documented-calls'
import { sensibleForm } from '../fakes/random-forms'
import { type FormMaterial, minimalForm } from '../fakes/whole-forms'

const PICTURE: AssetFacts = { media: 'image', mime: 'image/png', byteSize: 1000, width: 512, height: 512 }
const SOUND: AssetFacts = { media: 'audio', mime: 'audio/mpeg', byteSize: 1000, width: null, height: null }
const MATERIAL: FormMaterial = {
  assets: { image: ['one', 'two'], video: ['clip'], audio: ['sound'], text: [] },
  maskId: 'mask',
  facts: new Map([
    ['one', PICTURE],
    ['two', PICTURE],
    ['mask', PICTURE],
    ['clip', { ...PICTURE, media: 'video', mime: 'video/mp4' }],
    ['sound', SOUND],
  ]),
  kept: Object.fromEntries(
    VENDOR_ITEM_KINDS.map((kind) => [kind, ['900719925474099312', 'https://kept.example/2.png']]),
  ),
}
/** Words that belong in every form of an operation. */
const GIVEN: Readonly<Record<string, Params>> = { 'kling.multi_elements': { edit_mode: 'removal' } }

/** A ready form: the smallest one, and of the random values each that leaves it ready. */
function readyForm(spec: OperationSpec, modelId: string, wanted: Params): Params | null {
  const isReady = (params: Params): boolean => reasonsNotReady(spec, modelId, params, MATERIAL.facts).length === 0
  let params: Params = minimalForm(spec, MATERIAL, GIVEN[spec.id]).params
  if (!isReady(params)) return null
  for (const [key, value] of Object.entries(wanted)) {
    const next = { ...params, [key]: value }
    if (isReady(next)) params = next
  }
  return params
}

/** Files as what stands for them in the body. */
function withFiles(value: unknown): unknown {
  if (isAssetPlaceholder(value)) return 'https://files.example/file'
  if (Array.isArray(value)) return value.map(withFiles)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withFiles(inner)]))
}

/** Of a form, everything is text but files, lists and what goes as JSON. */
function asForm(body: Members): Members {
  const texts = Object.entries(body).map(([name, value]) => [name, typeof value === 'object' ? value : String(value)])
  return Object.fromEntries(texts) as Members
}

describe.each(OPERATIONS.filter(({ id }) => Object.hasOwn(DOCUMENTED_CALLS, id)))('a ready form of $id', (spec) => {
  const call = DOCUMENTED_CALLS[spec.id]

  it('makes no body that its page forbids, however it is filled', () => {
    let readyCount = 0
    let faults: readonly string[] = []
    const property = fc.property(sensibleForm(spec, MATERIAL), ({ modelId, params: wanted }) => {
      const params = readyForm(spec, modelId, wanted)
      if (params === null || !call) return true
      readyCount += 1
      const sent = withFiles(buildWireRequest(spec, modelId, params).body) as Members
      const found = schemaFaults(call, spec.request.content === 'multipart' ? asForm(sent) : sent)
      if (found.length > 0) faults = found
      return found.length === 0
    })
    const { counterexample } = fc.check(property, { numRuns: 60 })
    expect({ counterexample, faults }).toEqual({ counterexample: null, faults: [] })
    expect(readyCount).toBeGreaterThan(0)
  })
})
