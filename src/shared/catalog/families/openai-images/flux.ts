import type { FieldSpec, OperationSpec } from '../../types'

const ASPECT_RATIOS = [
  { value: '1:1' },
  { value: '21:9' },
  { value: '16:9' },
  { value: '4:3' },
  { value: '3:2' },
  { value: '2:3' },
  { value: '3:4' },
  { value: '9:16' },
  { value: '9:21' },
] as const

const aspectRatio = {
  key: 'aspect_ratio',
  label: 'Shape',
  kind: { type: 'aspect-ratio', options: ASPECT_RATIOS },
} as const satisfies FieldSpec

const count = { key: 'n', label: 'Pictures', kind: { type: 'count', min: 1, max: 10 } } as const satisfies FieldSpec

export const fluxOperations = [
  {
    id: 'openai-images.flux.generate',
    family: 'openai-images',
    specVersion: 1,
    title: 'Flux',
    summary: 'Fast pictures from words, in many shapes.',
    docRows: ['D069'],
    output: 'image',
    intent: 'create',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/images/generations', content: 'json', modelField: 'model' },
    models: [
      'flux-kontext-pro',
      'flux-kontext-max',
      'flux-dev',
      'flux-schnell',
      'flux-pro',
      'flux-pro-max',
      'flux-pro-1.1-ultra',
      'flux.1-dev',
      'flux.1.1-pro',
      'flux.1-kontext-dev',
      'flux.1-kontext-pro',
      'flux-2-pro',
      'flux-2-flex',
    ],
    fields: [
      { key: 'prompt', label: 'Prompt', kind: { type: 'prompt', maxLength: 1000 }, isRequired: true },
      { ...aspectRatio, sent: 'always', default: '1:1', isRequired: true },
      count,
    ],
    price: { kind: 'per-call', countField: 'n' },
    expectedSeconds: [4, 40],
    timeoutMs: 180_000,
  },
  {
    id: 'openai-images.flux.edit',
    family: 'openai-images',
    specVersion: 1,
    title: 'Flux Kontext: edit',
    summary: 'Changes one picture by instruction and keeps the rest close.',
    docRows: ['D068'],
    output: 'image',
    intent: 'edit',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/images/edits', content: 'multipart', modelField: 'model' },
    models: ['flux-kontext-max', 'flux-kontext-pro'],
    fields: [
      {
        key: 'image',
        label: 'Picture to edit',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'source',
          min: 1,
          max: 1,
          delivery: 'file-part',
          maxBytes: 25 * 1024 * 1024,
          mimes: ['image/png', 'image/webp', 'image/jpeg'],
        },
        isRequired: true,
      },
      { key: 'prompt', label: 'What to change', kind: { type: 'prompt', maxLength: 1000 }, isRequired: true },
      { ...aspectRatio, help: 'Left open, the picture keeps its shape.' },
      count,
    ],
    price: { kind: 'per-call', countField: 'n' },
    expectedSeconds: [5, 60],
    timeoutMs: 180_000,
  },
] as const satisfies readonly OperationSpec[]
