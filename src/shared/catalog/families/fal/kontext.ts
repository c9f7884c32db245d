import type { OperationSpec } from '../../types'
import {
  FAL,
  falCount,
  falFormat,
  falGuidance,
  falPath,
  falPicture,
  falPictures,
  falPrompt,
  falRatio,
  falSeed,
  falSwitch,
  falTolerance,
} from './fields'

const IMAGE = {
  ...FAL,
  output: 'image',
  price: { kind: 'per-call', countField: 'num_images' },
  expectedSeconds: [5, 40],
} as const
const RATIOS = '21:9 16:9 4:3 3:2 1:1 2:3 3:4 9:16 9:21'

const kept = { ...falRatio(RATIOS), help: 'Left open, the picture keeps its shape.' } as const
const settings = [
  falCount(4),
  falGuidance(1, 20),
  falTolerance,
  falFormat(['jpeg', 'png']),
  { ...falSwitch('enhance_prompt', 'Let fal rewrite the prompt'), isAdvanced: true },
  falSeed,
] as const
const change = { ...falPrompt, label: 'What to change' } as const

export const falKontextOperations = [
  {
    ...IMAGE,
    ...falPath('fal-ai/flux-pro/kontext'),
    id: 'fal.flux-pro.kontext',
    title: 'FLUX Kontext Pro: edit (fal.ai)',
    summary: 'Changes one picture by instruction and keeps the rest close.',
    docRows: ['D203'],
    intent: 'edit',
    fields: [falPicture('Picture to edit'), change, kept, ...settings],
  },
  {
    ...IMAGE,
    ...falPath('fal-ai/flux-pro/kontext/text-to-image'),
    id: 'fal.flux-pro.kontext.text-to-image',
    title: 'FLUX Kontext Pro (fal.ai)',
    summary: 'Pictures from words, in many shapes.',
    docRows: ['D204'],
    intent: 'create',
    fields: [falPrompt, falRatio(RATIOS), ...settings],
  },
  {
    ...IMAGE,
    ...falPath('fal-ai/flux-pro/kontext/max'),
    id: 'fal.flux-pro.kontext.max',
    title: 'FLUX Kontext Max: edit (fal.ai)',
    summary: 'The larger Kontext: changes one picture by instruction, strong with lettering.',
    docRows: ['D205'],
    intent: 'edit',
    fields: [falPicture('Picture to edit'), change, kept, ...settings],
  },
  {
    ...IMAGE,
    ...falPath('fal-ai/flux-pro/kontext/max/multi'),
    id: 'fal.flux-pro.kontext.max.multi',
    title: 'FLUX Kontext Max: several pictures (fal.ai)',
    summary: 'Joins several pictures into one by instruction.',
    docRows: ['D206'],
    intent: 'edit',
    fields: [falPictures('image_urls', 'Pictures', 4), change, kept, ...settings],
  },
] as const satisfies readonly OperationSpec[]
