import type { FieldSpec, OperationSpec } from '../../types'

/** The vendor retires ids often; what `/v1/models` lists is what is offered. */
const GEMINI_2 = ['gemini-2.5-flash-image', 'gemini-2.5-flash-image-preview'] as const
const GEMINI_3 = ['gemini-3-pro-image-preview', 'gemini-3-pro-image', 'gemini-3.1-flash-image'] as const

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const

const prompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt' },
  isRequired: true,
  wire: { name: 'contents.0.parts.0.text' },
} as const satisfies FieldSpec

const settings = [
  {
    key: 'aspect_ratio',
    label: 'Aspect ratio',
    help: 'Left out, it follows the picture that is given, else it is square.',
    kind: { type: 'aspect-ratio', options: RATIOS.map((value) => ({ value })), allowsOther: true },
    wire: { name: 'generationConfig.imageConfig.aspectRatio' },
  },
  {
    key: 'image_size',
    label: 'Sharpness',
    kind: { type: 'choice', options: [{ value: '1K' }, { value: '2K' }, { value: '4K' }] },
    wire: { name: 'generationConfig.imageConfig.imageSize' },
    shownWhen: [{ field: 'model', isNoneOf: GEMINI_2 }],
  },
  {
    key: 'temperature',
    label: 'Temperature',
    isAdvanced: true,
    kind: { type: 'number', min: 0, max: 2, step: 0.1 },
    wire: { name: 'generationConfig.temperature' },
  },
  {
    key: 'seed',
    label: 'Seed',
    isAdvanced: true,
    kind: { type: 'seed', min: 0, max: 2_147_483_647 },
    wire: { name: 'generationConfig.seed' },
  },
] as const satisfies readonly FieldSpec[]

const request = {
  method: 'POST',
  path: '/v1beta/models/{model}:generateContent',
  content: 'json',
  modelField: null,
  constants: { contents: [{ role: 'user', parts: [] }], generationConfig: { responseModalities: ['TEXT', 'IMAGE'] } },
} as const satisfies OperationSpec['request']

export const geminiPictureOperations = [
  {
    id: 'gemini.image.generate',
    family: 'gemini',
    specVersion: 1,
    title: 'Gemini picture',
    summary: 'Pictures from words in Gemini’s own protocol, with aspect ratio and, for Gemini 3, sharpness.',
    docRows: ['D022', 'D023', 'D024'],
    output: 'image',
    intent: 'create',
    mode: 'sync',
    request,
    models: [...GEMINI_2, ...GEMINI_3],
    fields: [prompt, ...settings],
    price: { kind: 'per-call' },
    expectedSeconds: [10, 60],
    timeoutMs: 300_000,
  },
  {
    id: 'gemini.image.edit',
    family: 'gemini',
    specVersion: 1,
    title: 'Gemini picture edit',
    summary:
      'Changes pictures as described, or makes one from several references. Describe the place; there is no mask.',
    docRows: ['D025', 'D023', 'D024'],
    output: 'image',
    intent: 'edit',
    mode: 'sync',
    request,
    models: [...GEMINI_2, ...GEMINI_3],
    fields: [
      prompt,
      {
        key: 'images',
        label: 'Pictures',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'source',
          min: 1,
          max: 14,
          delivery: 'base64',
          mimes: ['image/png', 'image/jpeg', 'image/webp'],
        },
        isRequired: true,
        wire: {
          name: 'contents.0.parts',
          item: { path: 'inline_data.data', mimePath: 'inline_data.mime_type', constants: {} },
        },
      },
      ...settings,
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [10, 60],
    timeoutMs: 300_000,
  },
  {
    id: 'gemini.imagen',
    family: 'gemini',
    specVersion: 1,
    title: 'Imagen',
    summary: 'Google’s Imagen. The vendor ended these models in August 2026; a gateway may still map them.',
    docRows: ['D029'],
    output: 'image',
    intent: 'create',
    mode: 'sync',
    request: { method: 'POST', path: '/v1beta/models/{model}:predict', content: 'json', modelField: null },
    models: ['imagen-4.0-generate-001', 'imagen-4.0-ultra-generate-001', 'imagen-4.0-fast-generate-001'],
    fields: [
      {
        key: 'prompt',
        label: 'Prompt',
        help: 'In English, up to about 480 words’ worth.',
        kind: { type: 'prompt' },
        isRequired: true,
        wire: { name: 'instances.0.prompt' },
      },
      {
        key: 'sample_count',
        label: 'Pictures',
        kind: { type: 'count', min: 1, max: 4 },
        sent: 'always',
        default: 1,
        wire: { name: 'parameters.sampleCount' },
      },
      {
        key: 'aspect_ratio',
        label: 'Aspect ratio',
        kind: {
          type: 'aspect-ratio',
          options: ['1:1', '3:4', '4:3', '9:16', '16:9'].map((value) => ({ value })),
        },
        wire: { name: 'parameters.aspectRatio' },
      },
      {
        key: 'image_size',
        label: 'Sharpness',
        kind: { type: 'choice', options: [{ value: '1K' }, { value: '2K' }] },
        wire: { name: 'parameters.imageSize' },
        shownWhen: [{ field: 'model', isNoneOf: ['imagen-4.0-fast-generate-001'] }],
      },
      {
        key: 'person_generation',
        label: 'People',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'dont_allow', label: 'None' },
            { value: 'allow_adult', label: 'Adults' },
            { value: 'allow_all', label: 'All' },
          ],
        },
        wire: { name: 'parameters.personGeneration' },
      },
    ],
    price: { kind: 'per-call', countField: 'sample_count' },
    expectedSeconds: [5, 40],
    timeoutMs: 180_000,
  },
] as const satisfies readonly OperationSpec[]
