import type { FieldRule, FieldSpec } from '../../types'

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
const V3_ONLY = [{ field: 'model', isNoneOf: FIVE_OR_TEN_MODELS }] as const

export const klingPrompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt', maxLength: 2500 },
} as const satisfies FieldSpec

export const klingNegativePrompt = {
  key: 'negative_prompt',
  label: 'Leave out',
  kind: { type: 'negative-prompt', maxLength: 2500 },
} as const satisfies FieldSpec

export const klingBasics = [
  {
    key: 'duration',
    label: 'Length',
    kind: {
      type: 'seconds',
      options: [
        { value: '3', label: '3 s' },
        { value: '4', label: '4 s' },
        { value: '5', label: '5 s' },
        { value: '6', label: '6 s' },
        { value: '7', label: '7 s' },
        { value: '8', label: '8 s' },
        { value: '9', label: '9 s' },
        { value: '10', label: '10 s' },
        { value: '11', label: '11 s' },
        { value: '12', label: '12 s' },
        { value: '13', label: '13 s' },
        { value: '14', label: '14 s' },
        { value: '15', label: '15 s' },
      ],
    },
    isRequired: true,
    sent: 'always',
    default: '5',
  },
  {
    key: 'mode',
    label: 'Quality',
    kind: {
      type: 'quality',
      options: [
        { value: 'std', label: 'Standard (720p)' },
        { value: 'pro', label: 'Professional (1080p)' },
      ],
    },
    isRequired: true,
    sent: 'always',
    default: 'std',
  },
  {
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
  },
] as const satisfies readonly FieldSpec[]

export const klingAdvanced = [
  {
    key: 'cfg_scale',
    label: 'Closeness to the prompt',
    isAdvanced: true,
    kind: { type: 'number', min: 0, max: 1, step: 0.1 },
    shownWhen: [{ field: 'model', isNoneOf: V2_MODELS }],
  },
  {
    key: 'multi_shot',
    label: 'Several shots',
    isAdvanced: true,
    kind: { type: 'boolean' },
    shownWhen: V3_ONLY,
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
    shownWhen: [...V3_ONLY, { field: 'multi_shot', isOneOf: [true] }],
  },
  {
    key: 'multi_prompt',
    label: 'Shots',
    help: 'A JSON list of up to six: {"index": 1, "prompt": "…", "duration": "3"}; the lengths add up to the whole.',
    isAdvanced: true,
    kind: { type: 'json' },
    shownWhen: [...V3_ONLY, { field: 'shot_type', isOneOf: ['customize'] }],
  },
] as const satisfies readonly FieldSpec[]

export const klingCamera = {
  key: 'camera_control',
  label: 'Camera move',
  help: 'JSON, for example {"type": "simple", "config": {"zoom": 5}}; exactly one move is not zero.',
  isAdvanced: true,
  kind: { type: 'json' },
} as const satisfies FieldSpec

export const klingRules = [
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
] as const satisfies readonly FieldRule[]
