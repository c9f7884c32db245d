import type { FieldRule, OperationSpec } from '../../types'
import { BRUSH_KEYS, klingBrushes, klingBrushRules } from './brush-fields'
import { klingCamera, klingCameraRules } from './camera-fields'
import {
  CLIP_SHAPES,
  KLING_TIMEOUT_MS,
  klingElements,
  klingNegativePrompt,
  klingOwnNumber,
  klingPrompt,
  klingShape,
  klingWatermark,
} from './common-fields'
import { klingAdvanced, klingBasics, klingFrame, klingRules, MASTER_MODELS, V3_ONLY } from './video-fields'

/** These three exclude one another. */
const oneOfThreeRules: readonly FieldRule[] = [
  {
    when: [{ field: 'image_tail', isSet: true }],
    field: 'camera_type',
    mustBeEmpty: true,
    reason: 'A last frame and a camera move exclude each other.',
  },
  ...BRUSH_KEYS.flatMap((field): readonly FieldRule[] => [
    {
      when: [{ field: 'image_tail', isSet: true }],
      field,
      mustBeEmpty: true,
      reason: 'A last frame and the motion brush exclude each other.',
    },
    {
      when: [{ field: 'camera_type', isSet: true }],
      field,
      mustBeEmpty: true,
      reason: 'A camera move and the motion brush exclude each other.',
    },
    {
      when: [{ field, isSet: true }],
      field: 'duration',
      allowed: ['5'],
      reason: 'The motion brush works with 5 seconds only.',
    },
  ]),
]

export const klingVideoOperations = [
  {
    id: 'kling.text2video',
    family: 'kling',
    specVersion: 2,
    title: 'Kling: video from words',
    summary: 'Clips of 5 or 10 seconds from words; the newest model up to 15 with sound.',
    docRows: ['D175', 'D176'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/videos/text2video', content: 'json', modelField: 'model_name' },
    models: [
      'kling-v2-5-turbo',
      'kling-v2-6',
      'kling-v3',
      'kling-v2-1-master',
      'kling-v2-master',
      'kling-v1-6',
      'kling-v1',
    ],
    fields: [
      { ...klingPrompt, isRequired: true },
      klingNegativePrompt,
      klingShape(CLIP_SHAPES, '16:9'),
      ...klingBasics,
      ...klingAdvanced,
      ...klingCamera([{ field: 'model', isOneOf: ['kling-v1'] }]),
      klingWatermark,
      klingOwnNumber,
    ],
    rules: [
      ...klingRules,
      ...klingCameraRules,
      {
        when: [{ field: 'camera_type', isSet: true }],
        field: 'duration',
        allowed: ['5'],
        reason: 'A camera move works with 5 seconds only.',
      },
      {
        when: [{ field: 'camera_type', isSet: true }],
        field: 'mode',
        allowed: ['std'],
        reason: 'A camera move works in standard quality only.',
      },
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-video', isInferred: true } },
    expectedSeconds: [60, 420],
    timeoutMs: KLING_TIMEOUT_MS,
  },
  {
    id: 'kling.image2video',
    family: 'kling',
    specVersion: 2,
    title: 'Kling: animate a picture',
    summary: 'A clip that starts from a picture and, if given, ends with another.',
    docRows: ['D154', 'D155'],
    output: 'video',
    intent: 'animate',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/videos/image2video', content: 'json', modelField: 'model_name' },
    models: [
      'kling-v2-6',
      'kling-v2-5-turbo',
      'kling-v3',
      'kling-v2-1',
      'kling-v2-1-master',
      'kling-v2-master',
      'kling-v1-6',
      'kling-v1-5',
      'kling-v1',
    ],
    fields: [
      {
        key: 'image',
        label: 'First frame',
        kind: { ...klingFrame, role: 'first-frame', min: 1 },
        isRequired: true,
      },
      { key: 'image_tail', label: 'Last frame', kind: { ...klingFrame, role: 'last-frame' } },
      klingPrompt,
      klingNegativePrompt,
      ...klingBasics,
      ...klingAdvanced,
      { ...klingElements(3), isAdvanced: true, shownWhen: V3_ONLY },
      ...klingCamera([{ field: 'model', isOneOf: ['kling-v1-5'] }]),
      ...klingBrushes([{ field: 'model', isOneOf: ['kling-v1', 'kling-v1-5'] }]),
      {
        key: 'voices',
        label: 'Voices',
        help: 'Up to two; <<<voice_1>>> in the prompt marks who speaks. A clip with them costs more.',
        isAdvanced: true,
        kind: { type: 'remote-id', of: 'kling-voice', max: 2 },
        wire: { name: 'voice_list', item: { path: 'voice_id', constants: {} } },
        shownWhen: [
          { field: 'model', isOneOf: ['kling-v2-6'] },
          { field: 'sound', isOneOf: ['on'] },
        ],
      },
      klingWatermark,
      klingOwnNumber,
    ],
    rules: [
      ...klingRules,
      ...klingCameraRules,
      ...klingBrushRules,
      ...oneOfThreeRules,
      {
        when: [{ field: 'model', isOneOf: MASTER_MODELS }],
        field: 'image_tail',
        mustBeEmpty: true,
        reason: 'The master models take no last frame.',
      },
      {
        when: [
          { field: 'model', isOneOf: ['kling-v1-5', 'kling-v1-6', 'kling-v2-1', 'kling-v2-5-turbo', 'kling-v2-6'] },
          { field: 'image_tail', isSet: true },
        ],
        field: 'mode',
        allowed: ['pro'],
        reason: 'With a last frame this model works in professional quality only.',
      },
      {
        when: [
          { field: 'model', isOneOf: ['kling-v2-6'] },
          { field: 'image_tail', isSet: true },
        ],
        field: 'sound',
        allowed: ['off'],
        reason: 'With a last frame this model makes silent clips only.',
      },
      {
        when: [
          { field: 'model', isOneOf: ['kling-v1'] },
          { field: 'image_tail', isSet: true },
        ],
        field: 'duration',
        allowed: ['5'],
        reason: 'With a last frame this model makes 5 seconds only.',
      },
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-video', isInferred: true } },
    expectedSeconds: [60, 420],
    timeoutMs: KLING_TIMEOUT_MS,
  },
] as const satisfies readonly OperationSpec[]
