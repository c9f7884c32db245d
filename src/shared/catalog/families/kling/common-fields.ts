import type { FieldRule, FieldSpec } from '../../types'

const TEN_MEGABYTES = 10 * 1024 * 1024

/** The vendor's pictures: jpg or png, at most 10 MB, each side at least 300 px. */
export const klingPicture = {
  type: 'asset',
  media: ['image'],
  role: 'reference',
  min: 0,
  max: 1,
  delivery: 'base64',
  maxBytes: TEN_MEGABYTES,
  mimes: ['image/jpeg', 'image/png'],
  minSidePx: 300,
} as const

/** Sounds inside JSON, at most 5 MB. */
export const klingSound = {
  type: 'asset',
  media: ['audio'],
  role: 'audio',
  min: 0,
  max: 1,
  delivery: 'base64',
  maxBytes: 5 * 1024 * 1024,
} as const

/** Clips go by link only. */
export const klingClip = {
  type: 'asset',
  media: ['video'],
  role: 'video',
  min: 0,
  max: 1,
  delivery: 'link',
  maxBytes: 100 * 1024 * 1024,
} as const

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

export const klingMode = {
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
} as const satisfies FieldSpec

/** Also asks for a copy with the vendor's mark; the studio stores the one without. */
export const klingWatermark = {
  key: 'watermark',
  label: 'Also make a copy with a watermark',
  isAdvanced: true,
  kind: { type: 'boolean' },
  wire: { name: 'watermark_info.enabled' },
} as const satisfies FieldSpec

export const klingOwnNumber = {
  key: 'external_task_id',
  label: 'Your own number for it',
  help: 'Unique in the account. The studio follows the work by the vendor’s number.',
  isAdvanced: true,
  kind: { type: 'text', maxLength: 200 },
} as const satisfies FieldSpec

/** Several members go as objects with one part each. */
export const klingElements = (max: number): FieldSpec => ({
  key: 'elements',
  label: 'Elements',
  help: 'Persons and things that Kling knows. In the prompt: <<<element_1>>>, <<<element_2>>> …',
  kind: { type: 'remote-id', of: 'kling-element', max },
  wire: { name: 'element_list', item: { path: 'element_id', constants: {} } },
})

/** A clip that Kling still holds, or another one by link; the first one wins. */
export const klingSourceClip = (help: string, maxBytes: number = klingClip.maxBytes): readonly FieldSpec[] => [
  {
    key: 'video_id',
    label: 'Clip made with Kling',
    help: 'From the last 30 days.',
    kind: { type: 'remote-id', of: 'kling-video', max: 1 },
  },
  {
    key: 'video_url',
    label: 'Or another clip',
    help,
    kind: { ...klingClip, maxBytes },
    shownWhen: [{ field: 'video_id', isSet: false }],
  },
]

export const klingSourceClipRule: FieldRule = {
  when: [{ field: 'video_url', isSet: false }],
  field: 'video_id',
  mustBeSet: true,
  reason: 'Choose a clip that Kling made, or another one.',
}

export const klingSpokenRule: FieldRule = {
  when: [{ field: 'sound_file', isSet: false }],
  field: 'audio_id',
  mustBeSet: true,
  reason: 'Choose what is spoken: Kling speech or a sound.',
}

export const klingShape = (values: readonly string[], fallback?: string): FieldSpec => ({
  key: 'aspect_ratio',
  label: 'Shape',
  kind: { type: 'aspect-ratio', options: values.map((value) => ({ value })) },
  ...(fallback === undefined ? {} : { sent: 'always', default: fallback }),
})

export const CLIP_SHAPES = ['16:9', '9:16', '1:1'] as const
export const PICTURE_SHAPES = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9'] as const

export const KLING_TIMEOUT_MS = 60_000
