import type { FieldSpec, OperationSpec } from '../../types'

const MEGABYTE = 1024 * 1024

const size = {
  key: 'size',
  label: 'Size',
  kind: {
    type: 'size',
    options: [
      { value: '1024x1024', label: '1024 × 1024' },
      { value: '1792x1024', label: '1792 × 1024' },
      { value: '1024x1792', label: '1024 × 1792' },
      { value: '512x512', label: '512 × 512' },
      { value: '256x256', label: '256 × 256' },
    ],
  },
} as const satisfies FieldSpec

const SMALL_SIZES = ['512x512', '256x256'] as const
const WIDE_SIZES = ['1792x1024', '1024x1792'] as const
const SQUARE = '1024x1024'

const answerAs = {
  key: 'response_format',
  label: 'Answer as',
  help: 'A link lives for an hour; the studio fetches it at once.',
  isAdvanced: true,
  kind: {
    type: 'choice',
    options: [
      { value: 'url', label: 'Link' },
      { value: 'b64_json', label: 'Picture inside the answer' },
    ],
  },
} as const satisfies FieldSpec

const user = {
  key: 'user',
  label: 'Your user’s name',
  help: 'Passed on to OpenAI, for those who work for others.',
  isAdvanced: true,
  kind: { type: 'text', maxLength: 200 },
} as const satisfies FieldSpec

export const dallEOperations = [
  {
    id: 'openai-images.dall-e.generate',
    family: 'openai-images',
    specVersion: 1,
    title: 'DALL·E',
    summary: 'Pictures from words with OpenAI’s earlier model.',
    docRows: ['D250'],
    output: 'image',
    intent: 'create',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/images/generations', content: 'json', modelField: 'model' },
    models: ['dall-e-3', 'dall-e-2'],
    fields: [
      { key: 'prompt', label: 'Prompt', kind: { type: 'prompt', maxLength: 4000 }, isRequired: true },
      size,
      {
        key: 'quality',
        label: 'Quality',
        kind: {
          type: 'quality',
          options: [
            { value: 'standard', label: 'Standard' },
            { value: 'hd', label: 'HD' },
          ],
        },
        shownWhen: [{ field: 'model', isNoneOf: ['dall-e-2'] }],
      },
      {
        key: 'style',
        label: 'Style',
        kind: {
          type: 'choice',
          options: [
            { value: 'vivid', label: 'Vivid' },
            { value: 'natural', label: 'Natural' },
          ],
        },
        shownWhen: [{ field: 'model', isNoneOf: ['dall-e-2'] }],
      },
      { key: 'n', label: 'Pictures', kind: { type: 'count', min: 1, max: 10 } },
      answerAs,
      user,
    ],
    rules: [
      {
        when: [{ field: 'model', isOneOf: ['dall-e-3'] }],
        field: 'n',
        max: 1,
        reason: 'DALL·E 3 makes one picture at a time.',
      },
      {
        when: [{ field: 'model', isOneOf: ['dall-e-3'] }],
        field: 'size',
        allowed: [SQUARE, ...WIDE_SIZES],
        reason: 'DALL·E 3 makes no small pictures.',
      },
      {
        when: [{ field: 'model', isOneOf: ['dall-e-2'] }],
        field: 'size',
        allowed: [SQUARE, ...SMALL_SIZES],
        reason: 'DALL·E 2 makes square pictures only.',
      },
      {
        when: [{ field: 'model', isOneOf: ['dall-e-2'] }],
        field: 'prompt',
        max: 1000,
        reason: 'DALL·E 2 reads at most 1,000 characters.',
      },
    ],
    price: { kind: 'per-call', countField: 'n' },
    expectedSeconds: [10, 40],
    timeoutMs: 180_000,
  },
  {
    id: 'openai-images.dall-e.mask',
    family: 'openai-images',
    specVersion: 1,
    title: 'DALL·E: change a place',
    summary: 'Paints the masked place of a square picture anew.',
    docRows: ['D250'],
    output: 'image',
    intent: 'mask-edit',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/images/edits', content: 'multipart', modelField: 'model' },
    models: ['dall-e-2'],
    fields: [
      {
        key: 'image',
        label: 'Picture to edit',
        help: 'A square PNG of less than 4 MB.',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'source',
          min: 1,
          max: 1,
          delivery: 'file-part',
          maxBytes: 4 * MEGABYTE,
          mimes: ['image/png'],
          maxSideRatio: 1,
        },
        isRequired: true,
      },
      {
        key: 'mask',
        label: 'Mask',
        kind: { type: 'mask', polarity: 'alpha-zero-edits', delivery: 'file-part', maxBytes: 4 * MEGABYTE },
        isRequired: true,
      },
      {
        key: 'prompt',
        label: 'What the whole picture shows',
        kind: { type: 'prompt', maxLength: 1000 },
        isRequired: true,
      },
      {
        ...size,
        kind: {
          ...size.kind,
          options: size.kind.options.filter(
            ({ value }) => value === SQUARE || (SMALL_SIZES as readonly string[]).includes(value),
          ),
        },
      },
      { key: 'n', label: 'Pictures', kind: { type: 'count', min: 1, max: 10 } },
      answerAs,
      user,
    ],
    price: { kind: 'per-call', countField: 'n' },
    expectedSeconds: [10, 40],
    timeoutMs: 180_000,
  },
] as const satisfies readonly OperationSpec[]
