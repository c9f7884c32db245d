import fc from 'fast-check'
import type { Params } from '@shared/domain/generation'
import type { FieldKind, FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { FormMaterial } from './whole-forms'

/** Forms as a person, an old version or a bad client might fill them: mostly sensible, sometimes not. */
export function anyForm(spec: OperationSpec): fc.Arbitrary<{ readonly modelId: string; readonly params: Params }> {
  const fields = Object.fromEntries(spec.fields.map((field) => [field.key, anyValue(field)]))
  return fc.record({
    modelId: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...spec.models) }, fc.string({ unit: 'binary' })),
    params: fc.record({ ...fields, 'not-a-field': fc.anything() }, { requiredKeys: [] }),
  })
}

/** Forms with values that each field takes by itself, in any choice and order of fields; files are those of the material. */
export function sensibleForm(
  spec: OperationSpec,
  material: FormMaterial,
): fc.Arbitrary<{ readonly modelId: string; readonly params: Params }> {
  const fields = Object.fromEntries(
    spec.fields.map((field) => [field.key, materialValue(field.kind, material) ?? sensibleValue(field.kind)]),
  )
  const shuffled = fc
    .record(fields, { requiredKeys: [] })
    .chain((params) =>
      fc
        .shuffledSubarray(Object.entries(params), { minLength: Object.keys(params).length })
        .map((entries): Params => Object.fromEntries(entries)),
    )
  return fc.record({ modelId: fc.constantFrom(...spec.models), params: shuffled })
}

function materialValue(kind: FieldKind, material: FormMaterial): fc.Arbitrary<unknown> | null {
  switch (kind.type) {
    case 'asset': {
      const ids = kind.media.flatMap((media) => material.assets[media])
      return kind.max > 1 ? fc.subarray([...ids], { minLength: 1 }) : fc.constantFrom(...ids)
    }
    case 'mask':
      return fc.constant(material.maskId)
    case 'list': {
      const row = fc.record(
        Object.fromEntries(
          kind.fields.map((field) => [field.key, materialValue(field.kind, material) ?? sensibleValue(field.kind)]),
        ),
      )
      const bare = sensibleValue(kind.fields[0]?.kind ?? { type: 'text' })
      return fc.array(kind.isBare === true ? bare : row, { minLength: Math.max(1, kind.min ?? 0), maxLength: kind.max })
    }
    default:
      return null
  }
}

function anyValue(field: FieldSpec): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: sensibleValue(field.kind) }, fc.jsonValue())
}

function sensibleValue(kind: FieldKind): fc.Arbitrary<unknown> {
  if ('options' in kind) return fc.constantFrom(...kind.options.map(({ value }) => value))
  switch (kind.type) {
    case 'integer':
    case 'seed':
    case 'count':
      return fc.integer({ min: kind.min ?? 0, max: kind.max ?? 1000 })
    case 'number':
      return fc.double({ min: kind.min ?? 0, max: kind.max ?? 1, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'remote-id':
      return kind.max > 1 ? fc.array(fc.uuid(), { maxLength: kind.max }) : fc.uuid()
    case 'asset':
      return kind.max > 1 ? fc.array(fc.uuid(), { maxLength: kind.max }) : fc.uuid()
    case 'mask':
      return fc.uuid()
    case 'list': {
      const row = fc.record(Object.fromEntries(kind.fields.map((field) => [field.key, sensibleValue(field.kind)])), {
        requiredKeys: [],
      })
      const bare = sensibleValue(kind.fields[0]?.kind ?? { type: 'text' })
      return fc.array(kind.isBare === true ? bare : row, { maxLength: kind.max + 1, size: 'small' })
    }
    case 'json':
      return fc.json()
    default:
      return fc.string({ unit: 'binary' })
  }
}
