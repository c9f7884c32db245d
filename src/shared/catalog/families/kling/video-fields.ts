import type { FieldRule, FieldSpec } from '../../types'
import { klingMode, klingPicture } from './common-fields'

/** Models from before native sound; the field is required by the gateway all the same. */
export const SILENT_MODELS = [
  'kling-v1',
  'kling-v1-5',
  'kling-v1-6',
  'kling-v2-master',
  'kling-v2-1',
  'kling-v2-1-master',
  'kling-v2-5-turbo',
] as const

export const FIVE_OR_TEN_MODELS = [...SILENT_MODELS, 'kling-v2-6'] as const
export const MASTER_MODELS = ['kling-v2-master', 'kling-v2-1-master'] as const
const V2_MODELS = [...MASTER_MODELS, 'kling-v2-1', 'kling-v2-5-turbo', 'kling-v2-6'] as const
export const V3_ONLY = [{ field: 'model', isNoneOf: FIVE_OR_TEN_MODELS }] as const

/** The vendor's files: no narrower than 1:2.5. */
export const klingFrame = { ...klingPicture, maxSideRatio: 2.5 } as const

/** Lengths in seconds as the vendor writes them, from `first` to 15. */
export const klingSeconds = (first = 3): FieldSpec => ({
  key: 'duration',
  label: 'Length',
  kind: {
    type: 'seconds',
    options: Array.from({ length: 16 - first }, (_, index) => ({
      value: String(first + index),
      label: `${first + index} s`,
    })),
  },
  isRequired: true,
  sent: 'always',
  default: '5',
})

export const klingFiveOrTen: FieldSpec = {
  key: 'duration',
  label: 'Length',
  kind: {
    type: 'seconds',
    options: [
      { value: '5', label: '5 s' },
      { value: '10', label: '10 s' },
    ],
  },
  isRequired: true,
  sent: 'always',
  default: '5',
}

export const klingSoundSwitch: FieldSpec = {
  key: 'sound',
  label: 'Sound',
  kind: {
    type: 'choice',
    options: [
      { value: 'off', label: 'Off' },
      { value: 'on', label: 'On' },
    ],
  },
  sent: 'always',
  default: 'off',
}

export const klingBasics: readonly FieldSpec[] = [klingSeconds(), klingMode, klingSoundSwitch]

export const klingCloseness: FieldSpec = {
  key: 'cfg_scale',
  label: 'Closeness to the prompt',
  isAdvanced: true,
  kind: { type: 'number', min: 0, max: 1, step: 0.1 },
}

/** Several shots in one clip, for the models that cut. */
export const klingShots = (shownWhen: FieldSpec['shownWhen'] = []): readonly FieldSpec[] => [
  {
    key: 'multi_shot',
    label: 'Several shots',
    isAdvanced: true,
    kind: { type: 'boolean' },
    shownWhen,
  },
  {
    key: 'shot_type',
    label: 'Who cuts',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'intelligence', label: 'The model' },
        { value: 'customize', label: 'My list of shots' },
      ],
    },
    shownWhen: [...shownWhen, { field: 'multi_shot', isOneOf: [true] }],
  },
  {
    key: 'multi_prompt',
    label: 'Shots',
    help: 'Up to six, numbered from 1; their lengths add up to the length of the whole. The prompt above is not read.',
    isAdvanced: true,
    kind: {
      type: 'list',
      itemName: 'Shot',
      max: 6,
      fields: [
        { key: 'index', label: 'Number', kind: { type: 'integer', min: 1, max: 6 }, isRequired: true },
        {
          key: 'prompt',
          label: 'What happens',
          kind: { type: 'text', maxLength: 512, multiline: true },
          isRequired: true,
        },
        { key: 'duration', label: 'Seconds', kind: { type: 'text', maxLength: 2 }, isRequired: true },
      ],
    },
    shownWhen: [...shownWhen, { field: 'multi_shot', isOneOf: [true] }, { field: 'shot_type', isOneOf: ['customize'] }],
  },
]

export const klingShotRules: readonly FieldRule[] = [
  {
    when: [{ field: 'multi_shot', isOneOf: [true] }],
    field: 'shot_type',
    mustBeSet: true,
    reason: 'Say who cuts: the model, or your list of shots.',
  },
  {
    when: [{ field: 'shot_type', isOneOf: ['customize'] }],
    field: 'multi_prompt',
    mustBeSet: true,
    reason: 'Add at least one shot to the list.',
  },
]

export const klingAdvanced: readonly FieldSpec[] = [
  { ...klingCloseness, shownWhen: [{ field: 'model', isNoneOf: V2_MODELS }] },
  ...klingShots(V3_ONLY),
]

export const klingRules: readonly FieldRule[] = [
  {
    when: [{ field: 'model', isOneOf: FIVE_OR_TEN_MODELS }],
    field: 'duration',
    allowed: ['5', '10'],
    reason: 'This model makes clips of 5 or 10 seconds.',
  },
  {
    when: [{ field: 'model', isOneOf: MASTER_MODELS }],
    field: 'mode',
    allowed: ['std'],
    reason: 'The master models have one quality only.',
  },
  {
    when: [{ field: 'model', isOneOf: SILENT_MODELS }],
    field: 'sound',
    allowed: ['off'],
    reason: 'This model makes silent clips. Sound needs kling-v2-6 or later.',
  },
  {
    when: [
      { field: 'model', isOneOf: ['kling-v2-6'] },
      { field: 'mode', isOneOf: ['std'] },
    ],
    field: 'sound',
    allowed: ['off'],
    reason: 'kling-v2-6 makes sound in professional quality only.',
  },
  ...klingShotRules,
]
