import type { OperationSpec } from '../../types'
import { KLING_TIMEOUT_MS, klingMode, klingOwnNumber, klingPicture } from './common-fields'
import { DUAL_SCENES, SINGLE_SCENES } from './effect-scenes'
import { klingFiveOrTen } from './video-fields'

const shared = {
  family: 'kling',
  specVersion: 1,
  docRows: ['D187', 'D188'],
  output: 'video',
  intent: 'animate',
  mode: 'task',
  price: { kind: 'per-call', pricedAs: { modelId: 'kling-effects', isInferred: true } },
  expectedSeconds: [60, 420],
  timeoutMs: KLING_TIMEOUT_MS,
} as const

export const klingEffectOperations = [
  {
    ...shared,
    id: 'kling.effects',
    title: 'Kling: effect on a picture',
    summary: 'One picture plays a scene that Kling knows by name.',
    request: { method: 'POST', path: '/kling/v1/videos/effects', content: 'json', modelField: null },
    models: ['kling-effects'],
    fields: [
      {
        key: 'image',
        label: 'Picture',
        isRequired: true,
        kind: { ...klingPicture, role: 'source', min: 1 },
        wire: { name: 'input.image' },
      },
      {
        key: 'effect_scene',
        label: 'Effect',
        isRequired: true,
        kind: { type: 'choice', options: SINGLE_SCENES, allowsOther: true },
      },
      {
        key: 'duration',
        label: 'Length',
        kind: { type: 'seconds', options: [{ value: '5', label: '5 s' }] },
        wire: { name: 'input.duration' },
        sent: 'always',
        default: '5',
      },
      klingOwnNumber,
    ],
  },
  {
    ...shared,
    id: 'kling.effects.dual',
    title: 'Kling: effect on two pictures',
    summary: 'Two persons hug, kiss, make a heart or fight.',
    request: { method: 'POST', path: '/kling/v1/videos/effects', content: 'json', modelField: 'input.model_name' },
    models: ['kling-v1-6', 'kling-v1-5', 'kling-v1'],
    fields: [
      {
        key: 'images',
        label: 'Left and right',
        isRequired: true,
        kind: { ...klingPicture, role: 'source', min: 2, max: 2 },
        wire: { name: 'input.images' },
      },
      {
        key: 'effect_scene',
        label: 'Effect',
        isRequired: true,
        kind: { type: 'choice', options: DUAL_SCENES, allowsOther: true },
        sent: 'always',
        default: 'hug',
      },
      { ...klingMode, wire: { name: 'input.mode' } },
      { ...klingFiveOrTen, wire: { name: 'input.duration' } },
      klingOwnNumber,
    ],
    rules: [
      {
        when: [{ field: 'model', isOneOf: ['kling-v1', 'kling-v1-5'] }],
        field: 'effect_scene',
        allowed: ['hug', 'kiss', 'heart_gesture'],
        reason: 'The fight needs kling-v1-6.',
      },
    ],
  },
] as const satisfies readonly OperationSpec[]
