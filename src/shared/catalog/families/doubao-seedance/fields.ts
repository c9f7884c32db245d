import type { FieldSpec } from '../../types'

/** Everything that a clip shows goes into one list: a text, and pictures with a role. */
export const seedancePrompt = {
  key: 'prompt',
  label: 'Prompt',
  help: 'English or Chinese; about 500 characters work best.',
  kind: { type: 'prompt', maxLength: 4000 },
  isRequired: true,
  wire: { name: 'content', item: { path: 'text', constants: { type: 'text' } } },
} as const satisfies FieldSpec

export const SEEDANCE_PICTURE = {
  type: 'asset',
  media: ['image'],
  min: 1,
  max: 1,
  delivery: 'data-uri',
  maxBytes: 30 * 1024 * 1024,
  minSidePx: 300,
  maxSideRatio: 2.5,
} as const

export const seedancePicture = {
  key: 'first_frame',
  label: 'First frame',
  kind: { ...SEEDANCE_PICTURE, role: 'first-frame' },
  isRequired: true,
  wire: { name: 'content', item: { path: 'image_url.url', constants: { type: 'image_url' } } },
} as const satisfies FieldSpec

export const seedanceFirstAndLast = [
  {
    ...seedancePicture,
    wire: { name: 'content', item: { path: 'image_url.url', constants: { type: 'image_url', role: 'first_frame' } } },
  },
  {
    key: 'last_frame',
    label: 'Last frame',
    kind: { ...SEEDANCE_PICTURE, role: 'last-frame' },
    isRequired: true,
    wire: { name: 'content', item: { path: 'image_url.url', constants: { type: 'image_url', role: 'last_frame' } } },
  },
] as const satisfies readonly FieldSpec[]

const RATIO = {
  type: 'aspect-ratio',
  options: [
    { value: '16:9' },
    { value: '4:3' },
    { value: '1:1' },
    { value: '3:4' },
    { value: '9:16' },
    { value: '21:9' },
    { value: 'adaptive', label: 'As the picture' },
  ],
} as const

const RESOLUTION = { type: 'quality', options: [{ value: '480p' }, { value: '720p' }, { value: '1080p' }] } as const

function seconds(from: number): { readonly type: 'seconds'; readonly options: readonly { readonly value: number }[] } {
  return { type: 'seconds', options: Array.from({ length: 13 - from }, (_, index) => ({ value: from + index })) }
}

const SEED = { type: 'seed', min: -1, max: 4_294_967_295 } as const

/** Settings as fields of the body, which the newest model takes. */
export const seedanceSettings = [
  { key: 'ratio', label: 'Shape', kind: RATIO },
  { key: 'resolution', label: 'Resolution', kind: RESOLUTION },
  { key: 'duration', label: 'Length in seconds', kind: seconds(4) },
  { key: 'generate_audio', label: 'Sound', kind: { type: 'boolean' } },
  { key: 'camera_fixed', label: 'Keep the camera still', isAdvanced: true, kind: { type: 'boolean' } },
  { key: 'seed', label: 'Seed', isAdvanced: true, kind: SEED },
  { key: 'watermark', label: 'Watermark', isAdvanced: true, kind: { type: 'boolean' } },
  {
    key: 'return_last_frame',
    label: 'Also keep the last frame',
    help: 'As a picture, to start the next clip from.',
    isAdvanced: true,
    kind: { type: 'boolean' },
  },
  {
    key: 'service_tier',
    label: 'Queue',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'default', label: 'At once' },
        { value: 'flex', label: 'Later, for less' },
      ],
    },
  },
  {
    key: 'execution_expires_after',
    label: 'Give up after seconds',
    isAdvanced: true,
    kind: { type: 'integer', min: 3600, max: 259_200 },
  },
] as const satisfies readonly FieldSpec[]

const ON_OFF = {
  type: 'choice',
  options: [
    { value: 'true', label: 'On' },
    { value: 'false', label: 'Off' },
  ],
} as const

/** The same settings as words behind the prompt, which all models of the family read. */
export const seedanceFlags = [
  { key: 'ratio', label: 'Shape', kind: RATIO, wire: { in: 'prompt-flag', name: '--ratio' } },
  { key: 'resolution', label: 'Resolution', kind: RESOLUTION, wire: { in: 'prompt-flag', name: '--rs' } },
  { key: 'duration', label: 'Length in seconds', kind: seconds(2), wire: { in: 'prompt-flag', name: '--dur' } },
  {
    key: 'camera_fixed',
    label: 'Keep the camera still',
    isAdvanced: true,
    kind: ON_OFF,
    wire: { in: 'prompt-flag', name: '--cf' },
  },
  { key: 'seed', label: 'Seed', isAdvanced: true, kind: SEED, wire: { in: 'prompt-flag', name: '--seed' } },
  {
    key: 'watermark',
    label: 'Watermark',
    isAdvanced: true,
    kind: ON_OFF,
    wire: { in: 'prompt-flag', name: '--wm' },
  },
] as const satisfies readonly FieldSpec[]
