import type { ChoiceOption, FieldSpec } from '../../types'

/** One call: fal's queue takes the job and answers at once. */
export const FAL = { family: 'fal', specVersion: 1, mode: 'task', timeoutMs: 60_000 } as const

/** A model's own path; it also is its name in the price list. */
export function falPath(model: string) {
  return {
    request: { method: 'POST', path: `/${model}`, content: 'json', modelField: null },
    models: [model],
  } as const
}

export const falPrompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt' },
  isRequired: true,
} as const satisfies FieldSpec

export const falNegative = {
  key: 'negative_prompt',
  label: 'Leave out',
  isAdvanced: true,
  kind: { type: 'negative-prompt' },
} as const satisfies FieldSpec

export const falSeed = {
  key: 'seed',
  label: 'Seed',
  help: 'The same seed and prompt give the same result.',
  isAdvanced: true,
  kind: { type: 'seed' },
} as const satisfies FieldSpec

export function falCount(max: number) {
  return { key: 'num_images', label: 'Pictures', kind: { type: 'count', min: 1, max } } as const satisfies FieldSpec
}

/** A picture inside the body: fal takes addresses, and the bytes themselves as a data URI. */
const PICTURE = { type: 'asset', media: ['image'], delivery: 'data-uri', maxBytes: 10 * 1024 * 1024 } as const

export function falPicture(label: string, role: 'source' | 'reference' | 'first-frame' = 'source') {
  return {
    key: 'image_url',
    label,
    kind: { ...PICTURE, role, min: 1, max: 1 },
    isRequired: true,
  } as const satisfies FieldSpec
}

export function falPictures(key: string, label: string, max: number, role: 'source' | 'reference' = 'source') {
  return { key, label, kind: { ...PICTURE, role, min: 1, max }, isRequired: true } as const satisfies FieldSpec
}

export const falLastFrame = {
  key: 'tail_image_url',
  label: 'Last frame',
  kind: { ...PICTURE, role: 'last-frame', min: 0, max: 1 },
} as const satisfies FieldSpec

/** White is what fal's inpainting changes. */
export const falMask = {
  key: 'mask_url',
  label: 'Part to change',
  kind: { type: 'mask', polarity: 'white-edits', delivery: 'data-uri', maxBytes: 10 * 1024 * 1024 },
  isRequired: true,
} as const satisfies FieldSpec

/** On or off, with the model's own choice as long as nobody decides. */
export function falSwitch(key: string, label: string, help?: string) {
  return {
    key,
    label,
    ...(help === undefined ? {} : { help }),
    kind: {
      type: 'choice',
      options: [
        { value: true, label: 'On' },
        { value: false, label: 'Off' },
      ],
    },
  } as const satisfies FieldSpec
}

export const falSafetyCheck = {
  ...falSwitch('enable_safety_checker', 'Safety check', 'Blacks out what it finds indecent.'),
  isAdvanced: true,
} as const satisfies FieldSpec

export function falSteps(min: number, max: number) {
  return {
    key: 'num_inference_steps',
    label: 'Steps',
    help: 'More take longer and show more detail.',
    isAdvanced: true,
    kind: { type: 'integer', min, max },
  } as const satisfies FieldSpec
}

export function falGuidance(min: number, max: number, key = 'guidance_scale', label = 'Guidance') {
  return {
    key,
    label,
    help: 'Higher follows the words more closely.',
    isAdvanced: true,
    kind: { type: 'number', min, max, step: 0.1 },
  } as const satisfies FieldSpec
}

export function falStrength(min: number) {
  return {
    key: 'strength',
    label: 'Strength',
    help: '1 remakes the picture, small values stay near it.',
    kind: { type: 'number', min, max: 1, step: 0.01 },
  } as const satisfies FieldSpec
}

export function falFormat(formats: readonly ('jpeg' | 'png' | 'webp')[], key = 'output_format') {
  const labels = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' } as const
  return {
    key,
    label: 'File type',
    isAdvanced: true,
    kind: { type: 'choice', options: formats.map((value) => ({ value, label: labels[value] })) },
  } as const satisfies FieldSpec
}

export function falAcceleration(speeds: readonly ('none' | 'regular' | 'high')[]) {
  const labels = { none: 'None', regular: 'Regular', high: 'High' } as const
  return {
    key: 'acceleration',
    label: 'Acceleration',
    help: 'Faster, with less detail.',
    isAdvanced: true,
    kind: { type: 'choice', options: speeds.map((value) => ({ value, label: labels[value] })) },
  } as const satisfies FieldSpec
}

/** Digits as text, which is how fal takes them. */
export const falTolerance = {
  key: 'safety_tolerance',
  label: 'Tolerance of the filter',
  isAdvanced: true,
  kind: {
    type: 'choice',
    options: [
      { value: '1', label: '1, strictest' },
      { value: '2' },
      { value: '3' },
      { value: '4' },
      { value: '5' },
      { value: '6', label: '6, most open' },
    ],
  },
} as const satisfies FieldSpec

const PRESETS = [
  { value: 'square_hd', label: '1:1' },
  { value: 'landscape_16_9', label: '16:9' },
  { value: 'landscape_4_3', label: '4:3' },
  { value: 'portrait_4_3', label: '3:4' },
  { value: 'portrait_16_9', label: '9:16' },
  { value: 'square', label: '1:1 small' },
] as const satisfies readonly ChoiceOption[]

/** Presets by name, or any size in pixels. */
export const falShape = {
  key: 'image_size',
  label: 'Shape',
  kind: { type: 'aspect-ratio', options: PRESETS, allowsOther: true, otherExample: '1280x720' },
  wire: { as: 'width-height' },
} as const satisfies FieldSpec

export const falSeedreamShape = {
  ...falShape,
  help: 'Sides of a size of your own: 1,024 to 4,096 pixels.',
  kind: {
    ...falShape.kind,
    options: [
      ...PRESETS.slice(0, 5),
      { value: 'auto', label: 'Automatic' },
      { value: 'auto_2K', label: 'Auto 2K' },
      { value: 'auto_4K', label: 'Auto 4K' },
    ],
    otherExample: '2048x2048',
  },
} as const satisfies FieldSpec

export function falRatio(ratios: string) {
  return {
    key: 'aspect_ratio',
    label: 'Shape',
    kind: {
      type: 'aspect-ratio',
      options: ratios.split(' ').map((value) => ({ value, ...(value === 'auto' ? { label: 'Automatic' } : {}) })),
    },
  } as const satisfies FieldSpec
}

export function falLoras(max: number) {
  return {
    key: 'loras',
    label: 'LoRAs',
    help: 'Small additions to the model, by their address or their path at Hugging Face.',
    kind: {
      type: 'list',
      itemName: 'LoRA',
      max,
      fields: [
        { key: 'path', label: 'Address or path', kind: { type: 'text', maxLength: 2000 }, isRequired: true },
        { key: 'scale', label: 'Strength', kind: { type: 'number', min: 0, max: 4, step: 0.05 } },
      ],
    },
  } as const satisfies FieldSpec
}

export function seconds(values: readonly string[]) {
  return {
    key: 'duration',
    label: 'Length',
    kind: {
      type: 'seconds',
      options: values.map((value) => ({ value, label: `${value.replace('s', '')} s` })),
    },
  } as const satisfies FieldSpec
}
