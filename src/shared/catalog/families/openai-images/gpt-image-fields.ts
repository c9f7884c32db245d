import type { FieldRule, FieldSpec, PriceRule } from '../../types'

const MEGABYTE = 1024 * 1024
const PICTURE_MIMES = ['image/png', 'image/webp', 'image/jpeg']

export const gptImagePrompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt', maxLength: 32_000 },
  isRequired: true,
} as const satisfies FieldSpec

export const gptImageSize = {
  key: 'size',
  label: 'Size',
  kind: {
    type: 'size',
    options: [
      { value: 'auto', label: 'Automatic' },
      { value: '1024x1024', label: 'Square 1024 × 1024' },
      { value: '1536x1024', label: 'Landscape 1536 × 1024' },
      { value: '1024x1536', label: 'Portrait 1024 × 1536' },
    ],
  },
} as const satisfies FieldSpec

export const gptImageCount = {
  key: 'n',
  label: 'Pictures',
  kind: { type: 'count', min: 1, max: 10 },
} as const satisfies FieldSpec

export const gptImageLook = [
  {
    key: 'quality',
    label: 'Quality',
    kind: {
      type: 'quality',
      options: [
        { value: 'auto', label: 'Automatic' },
        { value: 'high', label: 'High' },
        { value: 'medium', label: 'Medium' },
        { value: 'low', label: 'Low' },
      ],
    },
  },
  {
    key: 'background',
    label: 'Background',
    kind: {
      type: 'choice',
      options: [
        { value: 'auto', label: 'Automatic' },
        { value: 'transparent', label: 'Transparent' },
        { value: 'opaque', label: 'Opaque' },
      ],
    },
  },
] as const satisfies readonly FieldSpec[]

export const gptImageFile = [
  {
    key: 'output_format',
    label: 'File type',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'png', label: 'PNG' },
        { value: 'jpeg', label: 'JPEG' },
        { value: 'webp', label: 'WebP' },
      ],
    },
  },
  {
    key: 'output_compression',
    label: 'Compression quality',
    help: '100 keeps the most detail.',
    isAdvanced: true,
    kind: { type: 'integer', min: 0, max: 100 },
    shownWhen: [{ field: 'output_format', isOneOf: ['jpeg', 'webp'] }],
  },
  {
    key: 'moderation',
    label: 'Content filter',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'auto', label: 'Normal' },
        { value: 'low', label: 'Less strict' },
      ],
    },
  },
] as const satisfies readonly FieldSpec[]

export const gptImageFidelity = {
  key: 'input_fidelity',
  label: 'Likeness to the input',
  help: 'High keeps faces and details of the input nearer.',
  isAdvanced: true,
  kind: {
    type: 'choice',
    options: [
      { value: 'low', label: 'Normal' },
      { value: 'high', label: 'High' },
    ],
  },
} as const satisfies FieldSpec

export const gptImageSources = {
  key: 'image',
  label: 'Pictures to edit',
  kind: {
    type: 'asset',
    media: ['image'],
    role: 'source',
    min: 1,
    max: 16,
    delivery: 'file-part',
    maxBytes: 25 * MEGABYTE,
    mimes: PICTURE_MIMES,
  },
  isRequired: true,
  wire: { name: 'image[]' },
} as const satisfies FieldSpec

export const gptImageMasked = [
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
      maxBytes: 25 * MEGABYTE,
      mimes: PICTURE_MIMES,
    },
    isRequired: true,
  },
  {
    key: 'mask',
    label: 'Part to change',
    kind: { type: 'mask', polarity: 'alpha-zero-edits', delivery: 'file-part', maxBytes: 4 * MEGABYTE },
    isRequired: true,
  },
] as const satisfies readonly FieldSpec[]

export const gptImageRules = [
  {
    when: [{ field: 'background', isOneOf: ['transparent'] }],
    field: 'output_format',
    allowed: ['png', 'webp'],
    reason: 'A transparent background needs PNG or WebP: JPEG has no transparency.',
  },
] as const satisfies readonly FieldRule[]

/** Tokens of a finished picture as the vendor publishes them; an automatic choice is estimated at its dearest. */
export const gptImagePrice = {
  kind: 'per-token',
  textField: 'prompt',
  countField: 'n',
  output: {
    kind: 'by-fields',
    fields: ['quality', 'size'],
    tokens: {
      'low/1024x1024': 272,
      'low/1536x1024': 400,
      'low/1024x1536': 408,
      'medium/1024x1024': 1056,
      'medium/1536x1024': 1568,
      'medium/1024x1536': 1584,
      'high/1024x1024': 4160,
      'high/1536x1024': 6208,
      'high/1024x1536': 6240,
      'auto/1024x1024': 4160,
      'auto/1536x1024': 6208,
      'auto/1024x1536': 6240,
      'low/auto': 408,
      'medium/auto': 1584,
    },
    otherwise: 6240,
  },
} as const satisfies PriceRule
