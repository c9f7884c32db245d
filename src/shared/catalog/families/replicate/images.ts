import type { OperationSpec } from '../../types'
import {
  BY_MODEL,
  byVersion,
  choice,
  format,
  input,
  mask,
  negative,
  onOff,
  PER_CALL,
  picture,
  pictures,
  prompt,
  ratio,
  REPLICATE,
  requiredPicture,
  seed,
  whole,
} from './fields'
import { ideogramV2Sizes, recraftSizes, recraftStyles, recraftVectorStyles } from './values'

const IMAGE = { ...REPLICATE, output: 'image', request: BY_MODEL, price: PER_CALL, expectedSeconds: [4, 60] } as const
const RECRAFT_RATIOS = 'Not set,1:1,4:3,3:4,3:2,2:3,16:9,9:16,1:2,2:1,7:5,5:7,4:5,5:4,3:5,5:3'

const recraftSize = input({
  key: 'size',
  label: 'Size',
  help: 'Counts only without a shape.',
  isAdvanced: true,
  kind: { type: 'size', options: recraftSizes },
})

export const replicateImageOperations = [
  {
    ...IMAGE,
    id: 'replicate.bytedance.seedream-4',
    title: 'Seedream 4 (Replicate)',
    summary: 'Large pictures from words and up to ten pictures, up to 4K.',
    docRows: ['D240'],
    intent: 'create',
    models: ['bytedance/seedream-4'],
    fields: [
      prompt,
      { ...pictures('image_input', 'Pictures to work with', 10), sent: 'always' },
      input({
        key: 'size',
        label: 'Resolution',
        kind: {
          type: 'quality',
          options: [{ value: '1K' }, { value: '2K' }, { value: '4K' }, { value: 'custom', label: 'Own' }],
        },
      }),
      ratio('match_input_image,1:1,4:3,3:4,16:9,9:16,3:2,2:3,21:9'),
      whole('width', 'Width', 1024, 4096, 'For a resolution of your own.'),
      whole('height', 'Height', 1024, 4096, 'For a resolution of your own.'),
      {
        ...choice('sequential_image_generation', 'Sets of pictures', [
          { value: 'disabled', label: 'One picture' },
          { value: 'auto', label: 'A set where it fits' },
        ]),
        sent: 'always',
        default: 'disabled',
      },
      {
        ...input({
          key: 'max_images',
          label: 'Most pictures of a set',
          isAdvanced: true,
          kind: { type: 'count', min: 1, max: 15 },
        }),
      },
      onOff('enhance_prompt', 'Let the model rewrite the prompt', 'Better, and slower.'),
    ],
  },
  {
    ...IMAGE,
    id: 'replicate.google.imagen-4',
    title: 'Imagen 4 (Replicate)',
    summary: 'Photographs and drawings from words by Google.',
    docRows: ['D238', 'D236', 'D237'],
    intent: 'create',
    models: ['google/imagen-4', 'google/imagen-4-fast', 'google/imagen-4-ultra'],
    fields: [
      prompt,
      ratio('1:1,9:16,16:9,3:4,4:3'),
      choice('safety_filter_level', 'Content filter', [
        { value: 'block_only_high', label: 'Most open' },
        { value: 'block_medium_and_above', label: 'Medium' },
        { value: 'block_low_and_above', label: 'Strictest' },
      ]),
      format(['jpg', 'png']),
    ],
  },
  {
    ...IMAGE,
    id: 'replicate.recraft-ai.recraft-v3',
    title: 'Recraft 3 (Replicate)',
    summary: 'Pictures from words in many named styles, strong with lettering.',
    docRows: ['D226'],
    intent: 'create',
    models: ['recraft-ai/recraft-v3'],
    fields: [
      prompt,
      ratio(RECRAFT_RATIOS),
      { ...choice('style', 'Style', recraftStyles), isAdvanced: false },
      recraftSize,
    ],
  },
  {
    ...IMAGE,
    id: 'replicate.recraft-ai.recraft-v3-svg',
    title: 'Recraft 3: vector picture (Replicate)',
    summary: 'Emblems and drawings as SVG, which stays sharp at any size.',
    docRows: ['D227'],
    intent: 'create',
    models: ['recraft-ai/recraft-v3-svg'],
    fields: [
      prompt,
      ratio(RECRAFT_RATIOS),
      { ...choice('style', 'Style', recraftVectorStyles), isAdvanced: false },
      recraftSize,
    ],
  },
  {
    ...IMAGE,
    id: 'replicate.ideogram-ai.ideogram-v2-turbo',
    title: 'Ideogram 2 Turbo (Replicate)',
    summary: 'Posters and lettering from words, or a painted part of a picture anew.',
    docRows: ['D223'],
    intent: 'create',
    models: ['ideogram-ai/ideogram-v2-turbo'],
    fields: [
      prompt,
      ratio('1:1,16:9,9:16,4:3,3:4,3:2,2:3,16:10,10:16,3:1,1:3'),
      {
        ...choice('style_type', 'Style', [
          { value: 'None', label: 'Unset' },
          { value: 'Auto' },
          { value: 'General' },
          { value: 'Realistic' },
          { value: 'Design' },
          { value: 'Render 3D' },
          { value: 'Anime' },
        ]),
        isAdvanced: false,
      },
      {
        ...choice('magic_prompt_option', 'Magic Prompt', [{ value: 'Auto' }, { value: 'On' }, { value: 'Off' }]),
        isAdvanced: false,
      },
      { ...picture('image', 'Picture to change'), isAdvanced: true },
      { ...mask('black-edits'), isAdvanced: true, shownWhen: [{ field: 'image', isSet: true }] },
      negative,
      input({
        key: 'resolution',
        label: 'Exact size',
        help: 'Counts before the shape.',
        isAdvanced: true,
        kind: { type: 'size', options: ideogramV2Sizes },
      }),
      seed,
    ],
  },
  {
    ...IMAGE,
    id: 'replicate.lucataco.remove-bg',
    title: 'Remove the background (Replicate)',
    summary: 'Cuts out what a picture is about, on a transparent ground.',
    docRows: ['D222'],
    intent: 'edit',
    request: byVersion({
      'lucataco/remove-bg': '95fcc2a26d3899cd6c2691c900465aaeff466285a65c14638cc5f36f34befaf1',
      'cjwbw/rembg': 'fb8af171cfa1616ddcf1242c093f9c46bcada5ad4cf6f2fbe8b81b330ec5c003',
    }),
    models: ['lucataco/remove-bg', 'cjwbw/rembg'],
    fields: [requiredPicture('image', 'Picture')],
    expectedSeconds: [1, 15],
  },
] as const satisfies readonly OperationSpec[]
