import { visibleFields } from '@shared/catalog/projections/form'
import { type AssetFacts, type Reason, reasonsNotReady } from '@shared/catalog/projections/readiness'
import { conditionsHold, isSet, valueOf } from '@shared/catalog/projections/values'
import type { Condition, FieldKind, FieldSpec, ListKind, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'
import type { VendorItemKind } from '@shared/domain/vendor-item'

/** What forms are filled with: files of the library and things that vendors keep. */
export interface FormMaterial {
  readonly assets: Readonly<Record<MediaKind, readonly string[]>>
  /** Of the size of the first picture. */
  readonly maskId: string
  readonly facts: ReadonlyMap<string, AssetFacts>
  readonly kept: Partial<Readonly<Record<VendorItemKind, readonly string[]>>>
}

export interface WholeForm {
  readonly modelId: string
  readonly params: Params
}

type Values = Record<string, unknown>

/** Values that mean something to their vendor, by key; tried where the field offers them. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  character_timestamps: ['1,3'],
  timestamps: ['1,3'],
  code: ['0A1B2C3D'],
  color_hex: ['#1F6FEB'],
  path: ['https://weights.example/style.safetensors'],
  lora_weights: ['huggingface.co/somebody/style'],
  hf_lora: ['somebody/style'],
  notify_hook: ['https://hooks.example/studio'],
  callback_url: ['https://hooks.example/studio'],
  audio_url: ['https://sounds.example/wind.mp3'],
  language: ['en'],
  // The demo has no encoder for the others.
  response_format: ['wav'],
  // Shots have to last as long as the clip.
  duration: ['5', 5],
  sound_end_time: [2500],
  up_expansion_ratio: [0.2],
  down_expansion_ratio: [0.2],
  left_expansion_ratio: [0.2],
  right_expansion_ratio: [0.2],
}

/** For forms that take any model: one that takes all they offer. */
const FULL_MODELS: Readonly<Record<string, string>> = {
  'fal.submit': 'fal-ai/flux-1/dev/image-to-image',
}

/** Models that nobody lists, for fields that only those have. */
const TYPED_MODELS: Readonly<Record<string, WholeForm>> = {
  'tencent-aigc-image.create': { modelId: 'GEM', params: { model_version: '3.0' } },
  'tencent.aigc_video.create': { modelId: 'Kling', params: { model_version: '2.1' } },
}

const PROSE = 'a harbour in snow'

/** The smallest form that a person could send: what is required, and nothing else. */
export function minimalForm(spec: OperationSpec, material: FormMaterial, given: Params = {}): WholeForm {
  const filler = createFiller(spec, spec.models[0] ?? '', material, given)
  return filler.take() ?? fail(spec, filler.reasons())
}

export interface WholeForms {
  readonly forms: readonly WholeForm[]
  /** Fields that no form could hold. */
  readonly left: readonly string[]
}

/**
 * Forms that together hold every field of an operation, each as full as its rules let it be: what excludes each other,
 * or belongs to another model, stands in another form.
 */
export function wholeForms(spec: OperationSpec, material: FormMaterial, given: Params = {}): WholeForms {
  const forms: WholeForm[] = []
  const left: string[] = []
  const open = new Set(spec.fields.map(({ key }) => key))
  const keep = (form: WholeForm | null): void => {
    if (form === null) return
    forms.push(form)
    for (const field of heldFields(spec, form)) open.delete(field.key)
  }
  keep(fullFormFor(spec, FULL_MODELS[spec.id] ?? spec.models[0] ?? '', material, given, []))
  const typed = TYPED_MODELS[spec.id]
  if (typed) keep(fullFormFor(spec, typed.modelId, material, { ...given, ...typed.params }, []))
  for (const field of spec.fields) {
    if (!open.has(field.key)) continue
    for (const modelId of spec.models) {
      if (open.has(field.key)) keep(fullFormFor(spec, modelId, material, given, [field]))
    }
    if (open.delete(field.key)) left.push(field.key)
  }
  return { forms, left }
}

/** The fields that a form really sets, hidden ones left out. */
export function heldFields(spec: OperationSpec, { modelId, params }: WholeForm): readonly FieldSpec[] {
  return visibleFields(spec, modelId, params).filter((field) => isSet(valueOf(field, params)))
}

/** Null where the fields that it is for cannot be set with this model. */
function fullFormFor(
  spec: OperationSpec,
  modelId: string,
  material: FormMaterial,
  given: Params,
  first: readonly FieldSpec[],
): WholeForm | null {
  const filler = createFiller(spec, modelId, material, given)
  for (const field of first) if (!filler.add(field)) return null
  for (const field of spec.fields) filler.add(field)
  return filler.take()
}

interface Filler {
  /** Sets a field and what it calls for; false, and nothing changed, where that cannot be. */
  readonly add: (field: FieldSpec) => boolean
  readonly take: () => WholeForm | null
  readonly reasons: () => readonly string[]
}

function createFiller(spec: OperationSpec, modelId: string, material: FormMaterial, given: Params): Filler {
  const reasonsOf = (params: Values) => reasonsNotReady(spec, modelId, params, material.facts)
  const isShown = (field: FieldSpec, params: Values): boolean =>
    visibleFields(spec, modelId, params).some(({ key }) => key === field.key)
  const narrowed = (field: FieldSpec, params: Values): FieldSpec =>
    visibleFields(spec, modelId, params).find(({ key }) => key === field.key) ?? field
  let params: Values = { ...given }

  /** The first change that takes a reason away: a value where one is missing, else another one where a rule looks. */
  const without = (now: Values, { field: key, message }: Reason, kept: string | null): Values | null => {
    const field = spec.fields.find((candidate) => candidate.key === key)
    if (!field) return null
    const looked = (spec.rules ?? [])
      .filter((rule) => rule.field === key && rule.reason === message)
      .flatMap((rule) => rule.when.map((condition) => condition.field))
    const places = isSet(now[field.key]) ? looked : [field.key, ...looked]
    for (const place of spec.fields.filter((other) => places.includes(other.key) && other.key !== kept)) {
      if (Object.hasOwn(given, place.key)) continue
      for (const value of valuesFor(narrowed(place, now), material)) {
        const next = { ...now, [place.key]: value }
        if (!reasonsOf(next).some((other) => other.message === message)) return next
      }
    }
    return null
  }
  /** Answers what stands against the form until nothing does, or nothing more can be done. */
  const mend = (from: Values, kept: string | null): Values | null => {
    let now: Values | null = from
    for (let round = 0; round < 12 && now !== null; round += 1) {
      const [reason] = reasonsOf(now)
      if (!reason) return now
      now = without(now, reason, kept)
    }
    return null
  }
  /** Fulfils the conditions under which a field is shown. */
  const reveal = (field: FieldSpec, from: Values): Values | null => {
    let now = from
    for (const condition of field.shownWhen ?? []) {
      if (conditionsHold([condition], spec, modelId, now)) continue
      const other = spec.fields.find(({ key }) => key === condition.field)
      if (!other || Object.hasOwn(given, other.key)) return null
      const shown = isShown(other, now) ? now : reveal(other, now)
      if (shown === null) return null
      now = { ...shown, [other.key]: fulfilling(condition, other, material) }
    }
    return isShown(field, now) ? now : null
  }

  return {
    add: (field) => {
      if (isSet(params[field.key])) return true
      const shown = reveal(field, params)
      if (shown === null) return false
      for (const value of valuesFor(narrowed(field, shown), material)) {
        const mended = mend({ ...shown, [field.key]: value }, field.key)
        if (mended === null || !keepsAll(spec, modelId, params, mended, field.key)) continue
        params = mended
        return true
      }
      return false
    },
    take: () => {
      const mended = mend(params, null)
      return mended === null ? null : { modelId, params: mended }
    },
    reasons: () => reasonsOf(params).map(({ message }) => message),
  }
}

/** True where a form holds a new field, and nothing that it held before is gone or hidden. */
function keepsAll(spec: OperationSpec, modelId: string, before: Values, after: Values, newKey: string): boolean {
  const held = new Set(heldFields(spec, { modelId, params: after }).map(({ key }) => key))
  const wanted = heldFields(spec, { modelId, params: before }).filter(({ key }) => Object.hasOwn(before, key))
  return held.has(newKey) && wanted.every(({ key }) => held.has(key))
}

function fulfilling({ isOneOf, isNoneOf, isSet: mustBeSet }: Condition, field: FieldSpec, material: FormMaterial) {
  if (isOneOf) return isOneOf[0]
  if (isNoneOf) return valuesFor(field, material).find((value) => !isNoneOf.some((unwanted) => unwanted === value))
  return mustBeSet === true ? valuesFor(field, material)[0] : undefined
}

/** Values that a field takes by itself, the most telling first. */
function valuesFor({ key, kind }: FieldSpec, material: FormMaterial): readonly unknown[] {
  const known = Object.hasOwn(WORDS, key) ? (WORDS[key] ?? []) : []
  if ('options' in kind) {
    const values: readonly unknown[] = kind.options.map(({ value }) => value).toReversed()
    return [...known.filter((value) => values.includes(value)), ...values]
  }
  switch (kind.type) {
    case 'integer':
    case 'number':
    case 'seed':
    case 'count':
      return [...known, ...numbersFor(kind)]
    case 'boolean':
      return [true, false]
    case 'asset': {
      const ids = kind.media.flatMap((media) => material.assets[media])
      return kind.max > 1 ? [ids.slice(0, Math.max(2, kind.min)), ids.slice(0, 1)] : ids
    }
    case 'mask':
      return [material.maskId]
    case 'remote-id': {
      const ids = material.kept[kind.of] ?? []
      return kind.max > 1 ? [ids.slice(0, kind.max)] : ids
    }
    case 'list':
      return [rowsFor(kind, material)]
    case 'json':
      return ['{"seed": 7}']
    default:
      return [...known, PROSE.slice(0, kind.maxLength)]
  }
}

function numbersFor(kind: Extract<FieldKind, { readonly type: 'integer' | 'number' | 'seed' | 'count' }>) {
  const { min = 0, max = Math.max(min, 1) + 6 } = kind
  const step = 'step' in kind ? (kind.step ?? 1) : 1
  const middle = min + Math.round((max - min) / 2 / step) * step
  return [Math.min(2, max), middle, max, min].filter((value) => value >= min && value <= max)
}

function rowsFor(kind: ListKind, material: FormMaterial): readonly unknown[] {
  return Array.from({ length: Math.max(1, kind.min ?? 0) }, (_, index) => {
    const row = Object.fromEntries(kind.fields.map((field) => [field.key, rowValue(field, index, material)]))
    return kind.isBare === true ? row[kind.fields[0]?.key ?? ''] : row
  })
}

function rowValue(field: FieldSpec, index: number, material: FormMaterial): unknown {
  if (field.key === 'index') return index + 1
  return valuesFor(field, material)[0]
}

function fail(spec: OperationSpec, reasons: readonly string[]): never {
  throw new Error(`${spec.id} cannot be filled: ${reasons.join(' ')}`)
}
