import type { OperationSpec } from '../../types'
import {
  FAL,
  falCount,
  falFormat,
  falPath,
  falPictures,
  falPrompt,
  falRatio,
  falSeed,
  falSwitch,
  falTolerance,
} from './fields'

const RATIOS = '21:9 16:9 3:2 4:3 5:4 1:1 4:5 3:4 2:3 9:16'

const look = [
  falFormat(['png', 'jpeg', 'webp']),
  falTolerance,
  falSeed,
  { ...falSwitch('limit_generations', 'One picture a round'), isAdvanced: true },
] as const

export const nanoBananaOperations = [
  {
    ...FAL,
    ...falPath('fal-ai/nano-banana'),
    id: 'fal-image.nano-banana.generate',
    title: 'Nano Banana',
    summary: 'Pictures from words by Google’s Gemini, through fal.ai.',
    docRows: ['D065', 'D067'],
    output: 'image',
    intent: 'create',
    fields: [falPrompt, falRatio(RATIOS), falCount(4), ...look],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [6, 40],
  },
  {
    ...FAL,
    ...falPath('fal-ai/nano-banana/edit'),
    id: 'fal-image.nano-banana.edit',
    title: 'Nano Banana: edit',
    summary: 'Changes or joins up to eight pictures by instruction.',
    docRows: ['D066'],
    output: 'image',
    intent: 'edit',
    fields: [
      falPictures('image_urls', 'Pictures to edit', 8),
      { ...falPrompt, label: 'What to change' },
      falRatio(`auto ${RATIOS}`),
      falCount(4),
      ...look,
    ],
    price: { kind: 'per-call', countField: 'num_images' },
    expectedSeconds: [6, 40],
  },
] as const satisfies readonly OperationSpec[]
