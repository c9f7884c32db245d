import type { AssetRole, ChoiceOption, FieldSpec } from '../../types'

/** One call: Replicate takes the prediction and answers at once. */
export const REPLICATE = { family: 'replicate', specVersion: 1, mode: 'task', timeoutMs: 90_000 } as const
export const PER_CALL = { kind: 'per-call' } as const

/** Models that Replicate runs itself have a path of their own. */
export const BY_MODEL = {
  method: 'POST',
  path: '/replicate/v1/models/{+model}/predictions',
  content: 'json',
  modelField: null,
} as const

/** Other people's models are named by their version. Where their page also gives a path, both are sent. */
export function byVersion(versions: Readonly<Record<string, string>>, path = '/replicate/v1/predictions') {
  return {
    method: 'POST',
    path,
    content: 'json',
    constants: { input: {} },
    modelField: 'version',
    modelParts: Object.fromEntries(Object.entries(versions).map(([model, version]) => [model, { version }])),
  } as const
}

/** The same field inside `input`, where Replicate wants the model's own settings. */
export function input<const Field extends FieldSpec>(field: Field) {
  return { ...field, wire: { name: `input.${field.key}` } } as const
}

export const prompt = input({ key: 'prompt', label: 'Prompt', kind: { type: 'prompt' }, isRequired: true })
export const change = { ...prompt, label: 'What to change' } as const

export const negative = input({
  key: 'negative_prompt',
  label: 'Leave out',
  isAdvanced: true,
  kind: { type: 'negative-prompt' },
})

export const seed = input({
  key: 'seed',
  label: 'Seed',
  help: 'The same seed and settings give the same result.',
  isAdvanced: true,
  kind: { type: 'seed' },
})

/** Replicate takes bytes only up to about 256 KB, so pictures go as links. */
const PICTURE = {
  type: 'asset',
  media: ['image'],
  min: 0,
  max: 1,
  delivery: 'link',
  maxBytes: 10 * 1024 * 1024,
  mimes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
} as const

export function picture(key: string, label: string, role: AssetRole = 'source') {
  return input({ key, label, kind: { ...PICTURE, role } })
}

export function requiredPicture(key: string, label: string, role: AssetRole = 'source') {
  return input({ key, label, kind: { ...PICTURE, role, min: 1 }, isRequired: true })
}

export function pictures(key: string, label: string, max: number) {
  return input({ key, label, kind: { ...PICTURE, role: 'reference', max } })
}

export function files(key: string, label: string, media: readonly ('image' | 'video')[], role: AssetRole) {
  const { mimes: _, ...kind } = PICTURE
  return input({ key, label, kind: { ...kind, media, role } })
}

export function mask(polarity: 'white-edits' | 'black-edits', help?: string) {
  return input({
    key: 'mask',
    label: 'Part to change',
    ...(help === undefined ? {} : { help }),
    kind: { type: 'mask', polarity, delivery: 'link', maxBytes: 10 * 1024 * 1024 },
  })
}

export function ratio(list: string, labels: Readonly<Record<string, string>> = {}) {
  const known: Readonly<Record<string, string>> = { match_input_image: 'As input', 'Not set': 'By size', ...labels }
  const options = list.split(',').map((value): ChoiceOption => {
    const label = known[value]
    return label === undefined ? { value } : { value, label }
  })
  return input({ key: 'aspect_ratio', label: 'Shape', kind: { type: 'aspect-ratio', options } })
}

export function whole(key: string, label: string, min: number, max: number, help?: string) {
  const words = help === undefined ? {} : { help }
  return input({ key, label, ...words, isAdvanced: true, kind: { type: 'integer', min, max } })
}

export function decimal(key: string, label: string, min: number, max: number, step: number, help?: string) {
  const words = help === undefined ? {} : { help }
  return input({ key, label, ...words, isAdvanced: true, kind: { type: 'number', min, max, step } })
}

/** On or off, with the model's own choice as long as nobody decides. */
export function onOff(key: string, label: string, help?: string) {
  const options = [
    { value: true, label: 'On' },
    { value: false, label: 'Off' },
  ] as const
  const words = help === undefined ? {} : { help }
  return input({ key, label, ...words, isAdvanced: true, kind: { type: 'choice', options } })
}

export function choice(key: string, label: string, options: readonly ChoiceOption[], help?: string) {
  const words = help === undefined ? {} : { help }
  return input({ key, label, ...words, isAdvanced: true, kind: { type: 'choice', options } })
}

export function format(formats: readonly ('jpg' | 'png' | 'webp')[]) {
  const labels = { jpg: 'JPEG', png: 'PNG', webp: 'WebP' } as const
  return choice(
    'output_format',
    'File type',
    formats.map((value) => ({ value, label: labels[value] })),
  )
}

export const quality = {
  ...whole('output_quality', 'Quality of the file', 0, 100, '100 keeps the most detail.'),
  shownWhen: [{ field: 'output_format', isNoneOf: ['png'] }],
} as const

export function count(max: number) {
  return input({ key: 'num_outputs', label: 'Pictures', kind: { type: 'count', min: 1, max } })
}

export function tolerance(min: number, max: number, help = 'Smaller is stricter.') {
  return whole('safety_tolerance', 'Tolerance of the filter', min, max, help)
}

export const noSafetyCheck = onOff('disable_safety_checker', 'Without the safety check')
export const steps = (min: number, max: number, key = 'num_inference_steps') =>
  whole(key, 'Steps', min, max, 'More take longer and show more detail.')
export const guidance = (min: number, max: number, key = 'guidance') =>
  decimal(key, 'Guidance', min, max, 0.1, 'Higher follows the words more closely.')
export const upsampling = onOff('prompt_upsampling', 'Let the model rewrite the prompt')
export const goFast = onOff('go_fast', 'Fast', 'A little less detail in hard scenes.')
export const megapixels = (values: readonly string[]) =>
  choice(
    'megapixels',
    'Megapixels',
    values.map((value) => (value === 'match_input' ? { value, label: 'As input' } : { value })),
  )
export const loraScale = decimal('lora_scale', 'Strength of the LoRA', -1, 3, 0.05)
