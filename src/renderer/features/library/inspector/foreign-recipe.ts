import { wordsField } from '@renderer/parts/operation-form/params'
import { OPERATIONS } from '@shared/catalog/operations'
import type { FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { MediaKind } from '@shared/domain/media'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { RecipeToRecall } from '@renderer/lib/navigation'

export interface CarriedRecipe {
  readonly recipe: RecipeToRecall
  /** Labels of the fields that were filled, for a person. */
  readonly carried: readonly string[]
}

/**
 * A recipe of another program in the form that can take most of it. What no field takes stays behind; a model of the
 * person's own machine is never claimed to be one of the gateway's.
 */
export function carryRecipe(foreign: ImportedRecipe, media: MediaKind): CarriedRecipe | null {
  if (foreign.prompt === '') return null
  const output = media === 'video' ? 'video' : 'image'
  const candidates = OPERATIONS.filter(
    (spec) =>
      spec.output === output &&
      spec.intent === 'create' &&
      spec.isFollowUp !== true &&
      spec.models.length > 0 &&
      needsOnlyWords(spec),
  )
  const filled = candidates.map((spec) => ({ spec, fields: fieldsFor(foreign, spec) }))
  const rank = ({ spec, fields }: (typeof filled)[number]): number =>
    fields.length + (foreign.tool === 'midjourney' && spec.family === 'midjourney' ? 100 : 0)
  const best = filled.reduce<(typeof filled)[number] | null>(
    (known, each) => (known === null || rank(each) > rank(known) ? each : known),
    null,
  )
  if (!best || best.fields.length === 0) return null
  return {
    recipe: {
      operationId: best.spec.id,
      modelId: best.spec.models[0] ?? '',
      params: Object.fromEntries(best.fields.map(([{ key }, value]) => [key, value])),
    },
    carried: best.fields.map(([{ label }]) => label),
  }
}

const needsOnlyWords = (spec: OperationSpec): boolean => {
  const words = wordsField(spec)
  return words !== undefined && spec.fields.every((field) => field.key === words.key || field.isRequired !== true)
}

function fieldsFor(foreign: ImportedRecipe, spec: OperationSpec): readonly (readonly [FieldSpec, unknown])[] {
  const words = wordsField(spec)
  return spec.fields.flatMap((field) => {
    const value = field.key === words?.key ? foreign.prompt : valueFor(foreign, field)
    return value === null ? [] : [[field, value] as const]
  })
}

function valueFor(foreign: ImportedRecipe, { kind }: FieldSpec): number | string | null {
  switch (kind.type) {
    case 'negative-prompt':
      return foreign.negativePrompt === '' ? null : foreign.negativePrompt
    case 'seed': {
      const seed = Number(settingOf(foreign, 'seed') ?? Number.NaN)
      const isWithin = Number.isInteger(seed) && seed >= (kind.min ?? 0) && seed <= (kind.max ?? 4_294_967_295)
      return isWithin ? seed : null
    }
    case 'size': {
      const size = sizeOf(foreign)
      return size && kind.options.some(({ value }) => value === size.join('x')) ? size.join('x') : null
    }
    case 'aspect-ratio': {
      const shape = shapeOf(foreign)
      return shape !== null && kind.options.some(({ value }) => value === shape) ? shape : null
    }
    default:
      return null
  }
}

function settingOf(foreign: ImportedRecipe, ...names: readonly string[]): string | null {
  const wanted = new Set(names)
  return Object.entries(foreign.settings).find(([name]) => wanted.has(name.toLowerCase()))?.[1] ?? null
}

function sizeOf(foreign: ImportedRecipe): readonly [number, number] | null {
  const [width, height] = settingOf(foreign, 'size')?.split('x') ?? [
    settingOf(foreign, 'width'),
    settingOf(foreign, 'height'),
  ]
  const size = [Number(width ?? 0), Number(height ?? 0)] as const
  return size.every((side) => Number.isInteger(side) && side > 0) ? size : null
}

/** "3:2" of a size or of Midjourney's own flag. */
function shapeOf(foreign: ImportedRecipe): string | null {
  const flag = settingOf(foreign, 'ar', 'aspect', 'aspectratio')
  if (flag !== null && /^\d+:\d+$/.test(flag)) return flag
  const size = sizeOf(foreign)
  if (!size) return null
  const [width, height] = size
  const common = divisorOf(width, height)
  return `${width / common}:${height / common}`
}

function divisorOf(left: number, right: number): number {
  return right === 0 ? left : divisorOf(right, left % right)
}
