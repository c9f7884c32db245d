import type { OperationSpec } from '../../types'
import {
  BY_MODEL,
  byVersion,
  choice,
  decimal,
  files,
  input,
  onOff,
  PER_CALL,
  picture,
  pictures,
  prompt,
  REPLICATE,
  requiredPicture,
  seed,
  whole,
} from './fields'
import { riffusionSeeds, vaceSizes, vaceSpeeds } from './values'

const VIDEO = {
  ...REPLICATE,
  output: 'video',
  request: BY_MODEL,
  price: PER_CALL,
  expectedSeconds: [240, 420],
} as const
const optimizer = onOff('prompt_optimizer', 'Let the model rewrite the prompt')

export const replicateClipOperations = [
  {
    ...VIDEO,
    id: 'replicate.minimax.video-01',
    title: 'MiniMax Video-01 (Replicate)',
    summary: 'Clips from words, with a first frame or a character where you like.',
    docRows: ['D225'],
    intent: 'create',
    models: ['minimax/video-01'],
    fields: [
      prompt,
      picture('first_frame_image', 'First frame', 'first-frame'),
      picture('subject_reference', 'Character', 'character'),
      optimizer,
    ],
  },
  {
    ...VIDEO,
    id: 'replicate.minimax.video-01-live',
    title: 'MiniMax Video-01 Live (Replicate)',
    summary: 'Sets drawings and illustrations in motion.',
    docRows: ['D224'],
    intent: 'animate',
    models: ['minimax/video-01-live'],
    fields: [
      requiredPicture('first_frame_image', 'First frame', 'first-frame'),
      { ...prompt, label: 'What happens' },
      optimizer,
    ],
  },
  {
    ...VIDEO,
    id: 'replicate.prunaai.vace-14b',
    title: 'VACE 14B: edit a clip (Replicate)',
    summary: 'Changes a clip or a part of it by words and references, or makes one from words.',
    docRows: ['D239'],
    intent: 'edit',
    request: byVersion(
      { 'prunaai/vace-14b': '51299232dc3d0946d5f5ed74935d85243e172698f747d291460db1e6ef3669fb' },
      '/replicate/v1/models/prunaai/vace-14b/predictions',
    ),
    models: ['prunaai/vace-14b'],
    fields: [
      files('src_video', 'Clip to change', ['video'], 'video'),
      {
        ...files('src_mask', 'Mask', ['video', 'image'], 'reference'),
        help: 'A clip or a picture, white where the clip changes.',
      },
      pictures('src_ref_images', 'References', 4),
      prompt,
      input({ key: 'size', label: 'Size', kind: { type: 'size', options: vaceSizes } }),
      { ...choice('speed_mode', 'Speed', vaceSpeeds), isAdvanced: false },
      whole('frame_num', 'Frames', 1, 241, '81 are about five seconds.'),
      whole('sample_steps', 'Steps', 1, 100),
      whole('sample_shift', 'Shift', 0, 50),
      input({
        key: 'sample_solver',
        label: 'Solver',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'unipc', label: 'UniPC' },
            { value: 'dpm++', label: 'DPM++' },
          ],
          allowsOther: true,
        },
      }),
      decimal('sample_guide_scale', 'Guidance', 0, 20, 0.5, 'Higher follows the words more closely.'),
      { ...seed, kind: { type: 'seed', min: -1 } },
    ],
    expectedSeconds: [40, 200],
  },
  {
    ...REPLICATE,
    id: 'replicate.riffusion.riffusion',
    title: 'Riffusion (Replicate)',
    summary: 'Short loops of music from words, blended from one mood to another.',
    docRows: ['D233'],
    output: 'audio',
    intent: 'create',
    request: byVersion(
      { 'riffusion/riffusion': '8cf61ea6c56afd61d8f5b9ffd14d7c216c0a93844ce2d82ac1c9ecc9c7f24e05' },
      '/replicate/v1/models/riffusion/riffusion/predictions',
    ),
    models: ['riffusion/riffusion'],
    fields: [
      input({ key: 'prompt_a', label: 'Prompt', kind: { type: 'prompt' }, isRequired: true }),
      {
        sent: 'always',
        default: '',
        ...input({
          key: 'prompt_b',
          label: 'Second prompt',
          help: 'What the music turns into.',
          kind: { type: 'text', multiline: true },
        }),
      },
      { ...decimal('alpha', 'Blend', 0, 1, 0.05, '0 is the first prompt alone, 1 the second.'), isAdvanced: false },
      decimal('denoising', 'Change of the seed picture', 0, 1, 0.05),
      input({
        key: 'seed_image_id',
        label: 'Seed picture',
        isAdvanced: true,
        kind: { type: 'choice', options: riffusionSeeds },
      }),
      whole('num_inference_steps', 'Steps', 1, 200),
    ],
    price: PER_CALL,
    expectedSeconds: [8, 60],
  },
] as const satisfies readonly OperationSpec[]
