import type { OperationSpec } from '../../types'
import {
  ideogramCount,
  ideogramPaletteRule,
  ideogramPrompt,
  ideogramSeed,
  ideogramSizeRule,
  legacyFields,
  legacyMagic,
  legacyPicture,
} from './fields'

const VERSIONS = ['V_2', 'V_2_TURBO', 'V_1', 'V_1_TURBO'] as const
const SHARED = { family: 'ideogram', specVersion: 1, mode: 'sync', timeoutMs: 300_000 } as const

/** The gateway sells each version of each action as a model; the vendor knows the version alone. */
function versionsOf(action: 'generate' | 'remix') {
  const idOf = (version: string): string => `ideogram_${action}_${version}`
  return {
    models: VERSIONS.map(idOf),
    modelParts: Object.fromEntries(VERSIONS.map((version) => [idOf(version), { 'image_request.model': version }])),
  } as const
}

const generate = versionsOf('generate')
const remix = versionsOf('remix')

function strength(key: string, label: string, help: string) {
  return {
    key,
    label,
    help,
    kind: { type: 'integer', min: 1, max: 100 },
    wire: { name: `image_request.${key}` },
  } as const
}

export const ideogramLegacyOperations = [
  {
    ...SHARED,
    id: 'ideogram.generate',
    title: 'Ideogram 1 and 2',
    summary: 'Pictures from words with the older versions.',
    docRows: ['D061'],
    output: 'image',
    intent: 'create',
    request: {
      method: 'POST',
      path: '/ideogram/generate',
      content: 'json',
      modelField: 'image_request.model',
      modelParts: generate.modelParts,
    },
    models: generate.models,
    fields: legacyFields('generate'),
    rules: [ideogramSizeRule, ideogramPaletteRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.remix',
    title: 'Ideogram 1 and 2: remix',
    summary: 'A new picture led by an old one, with the older versions.',
    docRows: ['D062'],
    output: 'image',
    intent: 'edit',
    request: {
      method: 'POST',
      path: '/ideogram/remix',
      content: 'multipart',
      modelField: 'image_request.model',
      modelParts: remix.modelParts,
    },
    models: remix.models,
    fields: [
      legacyPicture,
      strength('image_weight', 'Nearness to the picture', 'Higher stays nearer.'),
      ...legacyFields('remix'),
    ],
    rules: [ideogramSizeRule, ideogramPaletteRule],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.upscale',
    title: 'Ideogram: upscale',
    summary: 'Doubles a picture and adds detail.',
    docRows: ['D063'],
    output: 'image',
    intent: 'edit',
    request: {
      method: 'POST',
      path: '/ideogram/upscale',
      content: 'multipart',
      constants: { image_request: {} },
      modelField: null,
    },
    models: ['ideogram_upscale'],
    fields: [
      legacyPicture,
      {
        ...ideogramPrompt,
        label: 'What the picture shows',
        isRequired: false,
        wire: { name: 'image_request.prompt' },
      },
      strength('resemblance', 'Nearness to the picture', 'Higher stays nearer.'),
      strength('detail', 'Added detail', 'Higher invents more.'),
      legacyMagic,
      { ...ideogramCount, wire: { name: 'image_request.num_images' } },
      { ...ideogramSeed, wire: { name: 'image_request.seed' } },
    ],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [8, 60],
  },
  {
    ...SHARED,
    id: 'ideogram.describe',
    title: 'Ideogram: describe',
    summary: 'Puts a picture into words that could have made it.',
    docRows: ['D064'],
    output: 'text',
    intent: 'transcribe',
    request: { method: 'POST', path: '/ideogram/describe', content: 'multipart', modelField: null },
    models: ['ideogram_describe'],
    fields: [
      legacyPicture,
      {
        key: 'describe_model_version',
        label: 'Version',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'V_3', label: '3' },
            { value: 'V_2', label: '2' },
          ],
        },
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [3, 20],
  },
] as const satisfies readonly OperationSpec[]
