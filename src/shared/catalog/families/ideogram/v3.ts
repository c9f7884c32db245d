import type { OperationSpec } from '../../types'
import {
  ideogramCharacter,
  ideogramCount,
  ideogramLooks,
  ideogramMagic,
  ideogramMask,
  ideogramNegative,
  ideogramPaletteRule,
  ideogramPicture,
  ideogramPrompt,
  ideogramRatio,
  ideogramReferenceRule,
  ideogramSeed,
  ideogramSize,
  ideogramSizeRule,
  ideogramStyle,
  ideogramStyleReferences,
  ideogramStyleRule,
} from './fields'

const SPEEDS = ['DEFAULT', 'TURBO', 'QUALITY'] as const

/** Pictures of high quality take up to a minute, and the answer comes only with them. */
const SHARED = { family: 'ideogram', specVersion: 1, output: 'image', mode: 'sync', timeoutMs: 300_000 } as const

/**
 * The gateway sells each speed as a model, and reads it from the field of the speed. Where ChainHub's page does not
 * name that field, the usual speed is asked for by leaving it out.
 */
function speedsOf(action: string, isNamed: boolean) {
  const idOf = (speed: string): string => `ideogram_${action}_V_3_${speed}`
  const partOf = (speed: string): Readonly<Record<string, string>> =>
    speed === 'DEFAULT' && !isNamed ? {} : { rendering_speed: speed }
  return {
    models: SPEEDS.map(idOf),
    modelField: 'rendering_speed',
    modelParts: Object.fromEntries(SPEEDS.map((speed) => [idOf(speed), partOf(speed)])),
  } as const
}

function requestOf(
  path: string,
  content: 'json' | 'multipart',
  { modelField, modelParts }: ReturnType<typeof speedsOf>,
) {
  return { method: 'POST', path: `/ideogram/v1/ideogram-v3/${path}`, content, modelField, modelParts } as const
}

const generate = speedsOf('generate', true)
const edit = speedsOf('edit', false)
const remix = speedsOf('remix', true)
const reframe = speedsOf('reframe', false)
const background = speedsOf('replace_background', false)

const createFields = [
  ideogramPrompt,
  ideogramNegative,
  ideogramRatio,
  ideogramStyle,
  ideogramMagic,
  ideogramCount,
] as const
const createRules = [ideogramSizeRule, ideogramStyleRule, ideogramPaletteRule] as const

export const ideogramOperations = [
  {
    ...SHARED,
    id: 'ideogram.v3.generate',
    title: 'Ideogram 3.0',
    summary: 'Pictures from words; strong with lettering, posters and logos.',
    docRows: ['D056'],
    intent: 'create',
    request: requestOf('generate', 'json', generate),
    models: generate.models,
    fields: [...createFields, ideogramSize, ideogramSeed, ...ideogramLooks],
    rules: createRules,
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.v3.generate-from-references',
    title: 'Ideogram 3.0: with references',
    summary: 'Pictures from words in the style, or with the character, of other pictures.',
    docRows: ['D056'],
    intent: 'create',
    request: requestOf('generate', 'multipart', generate),
    models: generate.models,
    fields: [
      ideogramPrompt,
      { ...ideogramStyleReferences, kind: { ...ideogramStyleReferences.kind, min: 0 } },
      ...ideogramCharacter,
      ...createFields.slice(1),
      ideogramSize,
      ideogramSeed,
      ...ideogramLooks,
    ],
    rules: [...createRules, ideogramReferenceRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.v3.edit',
    title: 'Ideogram 3.0: masked edit',
    summary: 'Changes the painted part of a picture.',
    docRows: ['D057'],
    intent: 'mask-edit',
    request: requestOf('edit', 'multipart', edit),
    models: edit.models,
    fields: [
      ideogramPicture,
      ideogramMask,
      ideogramPrompt,
      ideogramMagic,
      ideogramStyle,
      ideogramCount,
      ideogramSeed,
      { ...ideogramStyleReferences, isAdvanced: true },
      ...ideogramCharacter.map((field) => ({ ...field, isAdvanced: true })),
      ...ideogramLooks,
    ],
    rules: [ideogramStyleRule, ideogramReferenceRule, ideogramPaletteRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.v3.remix',
    title: 'Ideogram 3.0: remix',
    summary: 'A new picture led by an old one. The old one is cut to the new shape first.',
    docRows: ['D058'],
    intent: 'edit',
    request: requestOf('remix', 'multipart', remix),
    models: remix.models,
    fields: [
      ideogramPicture,
      ideogramPrompt,
      {
        key: 'image_weight',
        label: 'Nearness to the picture',
        help: 'Higher stays nearer.',
        kind: { type: 'integer', min: 1, max: 100 },
      },
      ...createFields.slice(1),
      ideogramSize,
      ideogramSeed,
      { ...ideogramStyleReferences, isAdvanced: true },
      ...ideogramCharacter.map((field) => ({ ...field, isAdvanced: true })),
      ...ideogramLooks,
    ],
    rules: [...createRules, ideogramReferenceRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.v3.reframe',
    title: 'Ideogram 3.0: reframe',
    summary: 'Draws on beyond the edges of a square picture, to another size.',
    docRows: ['D059'],
    intent: 'edit',
    request: requestOf('reframe', 'multipart', reframe),
    models: reframe.models,
    fields: [
      { ...ideogramPicture, help: 'A square picture.' },
      { ...ideogramSize, label: 'New size', isAdvanced: false, isRequired: true },
      ideogramCount,
      ideogramSeed,
      { ...ideogramStyleReferences, isAdvanced: true },
      ...ideogramLooks,
    ],
    rules: [ideogramReferenceRule, ideogramPaletteRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.v3.replace-background',
    title: 'Ideogram 3.0: new background',
    summary: 'Finds what a picture is about and puts it before another background.',
    docRows: ['D060'],
    intent: 'edit',
    request: requestOf('replace-background', 'multipart', background),
    models: background.models,
    fields: [
      ideogramPicture,
      { ...ideogramPrompt, label: 'New background' },
      ideogramMagic,
      ideogramCount,
      ideogramSeed,
      { ...ideogramStyleReferences, isAdvanced: true },
      ...ideogramLooks,
    ],
    rules: [ideogramReferenceRule, ideogramPaletteRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
] as const satisfies readonly OperationSpec[]
