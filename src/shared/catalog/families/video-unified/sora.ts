import type { FieldSpec, OperationSpec } from '../../types'

const prompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt', maxLength: 10_000 },
  isRequired: true,
} as const satisfies FieldSpec

const PICTURES = {
  type: 'asset',
  media: ['image'],
  role: 'reference',
  max: 4,
  delivery: 'data-uri',
  maxBytes: 10 * 1024 * 1024,
} as const

const characters = {
  key: 'characters',
  label: 'Characters',
  help: 'Named in the prompt as @name.',
  kind: { type: 'remote-id', of: 'sora-character', max: 3 },
  wire: { in: 'prompt-mention' },
} as const satisfies FieldSpec

const images = {
  key: 'images',
  label: 'Pictures',
  help: 'Realistic human faces tend to be refused.',
  kind: { ...PICTURES, min: 0 },
  sent: 'always',
} as const satisfies FieldSpec

const orientation = {
  key: 'orientation',
  label: 'Shape',
  kind: {
    type: 'aspect-ratio',
    options: [
      { value: 'landscape', label: 'Landscape' },
      { value: 'portrait', label: 'Portrait' },
    ],
  },
} as const satisfies FieldSpec

const size = {
  key: 'size',
  label: 'Quality',
  kind: {
    type: 'quality',
    options: [
      { value: 'small', label: 'Standard (about 720p)' },
      { value: 'large', label: 'HD' },
    ],
  },
  isRequired: true,
  sent: 'always',
  default: 'small',
} as const satisfies FieldSpec

const TEN_OR_FIFTEEN = [
  { value: 10, label: '10 s' },
  { value: 15, label: '15 s' },
] as const

const UP_TO_25 = [...TEN_OR_FIFTEEN, { value: 25, label: '25 s' }] as const

const duration = { key: 'duration', label: 'Length' } as const

const watermark = {
  key: 'watermark',
  label: 'Accept a watermark as a last resort',
  help: 'Off insists on a clip without one and may take longer.',
  isAdvanced: true,
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

const isPrivate = {
  key: 'private',
  label: 'Private',
  help: 'Not published; it cannot be remixed later.',
  isAdvanced: true,
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

const REQUEST = { method: 'POST', path: '/v1/video/create', content: 'json', modelField: 'model' } as const

export const soraVideoOperations = [
  {
    id: 'sora.unified.sora2',
    family: 'video-unified',
    specVersion: 1,
    title: 'Sora 2',
    summary: 'Clips with sound from words, also led by pictures.',
    docRows: ['D097', 'D095'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: REQUEST,
    models: ['sora-2', 'sora-2-all'],
    fields: [
      prompt,
      characters,
      images,
      { ...orientation, isRequired: true, sent: 'always', default: 'landscape' },
      size,
      {
        ...duration,
        kind: { type: 'seconds', options: TEN_OR_FIFTEEN },
        isRequired: true,
        sent: 'always',
        default: 10,
      },
      watermark,
      isPrivate,
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [90, 600],
    timeoutMs: 60_000,
  },
  {
    id: 'sora.unified.pro',
    family: 'video-unified',
    specVersion: 1,
    title: 'Sora 2 Pro',
    summary: 'Longer and finer clips with sound.',
    docRows: ['D098'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: REQUEST,
    models: ['sora-2-pro'],
    fields: [
      prompt,
      characters,
      images,
      { ...orientation, isRequired: true, sent: 'always', default: 'landscape' },
      size,
      { ...duration, kind: { type: 'seconds', options: UP_TO_25 }, isRequired: true, sent: 'always', default: 10 },
      watermark,
      isPrivate,
    ],
    rules: [
      {
        when: [{ field: 'duration', isOneOf: [25] }],
        field: 'size',
        allowed: ['small'],
        reason: 'HD and 25 seconds do not go together.',
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [90, 600],
    timeoutMs: 60_000,
  },
  {
    id: 'sora.unified.image',
    family: 'video-unified',
    specVersion: 1,
    title: 'Sora 2: animate pictures',
    summary: 'Clips with sound that start from pictures.',
    docRows: ['D096'],
    output: 'video',
    intent: 'animate',
    mode: 'task',
    request: REQUEST,
    models: ['sora-2-all', 'sora-2'],
    fields: [
      { ...images, kind: { ...PICTURES, min: 1 }, isRequired: true },
      prompt,
      characters,
      { ...orientation, isRequired: true, sent: 'always', default: 'landscape' },
      size,
      {
        ...duration,
        kind: { type: 'seconds', options: TEN_OR_FIFTEEN },
        isRequired: true,
        sent: 'always',
        default: 10,
      },
      watermark,
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [90, 600],
    timeoutMs: 60_000,
  },
  {
    id: 'sora.unified.character',
    family: 'video-unified',
    specVersion: 1,
    title: 'Sora 2: with a character',
    summary: 'Clips with a character that a video shows.',
    docRows: ['D099'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: REQUEST,
    models: ['sora-2', 'sora-2-pro'],
    fields: [
      prompt,
      characters,
      images,
      orientation,
      size,
      { ...duration, kind: { type: 'seconds', options: UP_TO_25 } },
      {
        key: 'character_url',
        label: 'Clip that shows the character',
        help: 'A real person in it makes the task fail.',
        kind: { type: 'asset', media: ['video'], role: 'character', min: 0, max: 1, delivery: 'link' },
      },
      {
        key: 'character_timestamps',
        label: 'Where the character is seen',
        help: 'Start and end in seconds, for example 1,3; one to three seconds long.',
        kind: { type: 'text', maxLength: 20 },
        shownWhen: [{ field: 'character_url', isSet: true }],
      },
      watermark,
      isPrivate,
    ],
    rules: [
      {
        when: [{ field: 'model', isOneOf: ['sora-2'] }],
        field: 'duration',
        allowed: [10, 15],
        reason: '25 seconds need Sora 2 Pro.',
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [90, 600],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
