import type { FieldSpec, OperationSpec } from '../../types'

const FRAME = {
  type: 'asset',
  media: ['image'],
  min: 0,
  max: 1,
  delivery: 'data-uri',
  maxBytes: 20 * 1024 * 1024,
  mimes: ['image/jpeg', 'image/png', 'image/webp'],
  minSidePx: 301,
  maxSideRatio: 2.5,
} as const

const settings = [
  {
    key: 'prompt_optimizer',
    label: 'Let the model improve the prompt',
    help: 'Off takes the prompt literally.',
    isAdvanced: true,
    kind: { type: 'boolean' },
  },
  {
    key: 'fast_pretreatment',
    label: 'Improve the prompt faster',
    isAdvanced: true,
    kind: { type: 'boolean' },
  },
  { key: 'aigc_watermark', label: 'Watermark', isAdvanced: true, kind: { type: 'boolean' } },
  {
    key: 'callback_url',
    label: 'Address to notify',
    help: 'A public address that is called while the clip is made. The studio does not need it.',
    isAdvanced: true,
    kind: { type: 'text', maxLength: 2000 },
  },
] as const satisfies readonly FieldSpec[]

export const hailuoVideoOperations = [
  {
    id: 'hailuo.first_last',
    family: 'minimax-hailuo',
    specVersion: 1,
    title: 'MiniMax Hailuo',
    summary: 'Clips from words, a first frame, or a first and a last frame.',
    docRows: ['D101', 'D102'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/minimax/v1/video_generation', content: 'json', modelField: 'model' },
    models: ['MiniMax-Hailuo-02', 'MiniMax-Hailuo-2.3', 'MiniMax-Hailuo-2.3-Fast'],
    fields: [
      {
        key: 'prompt',
        label: 'Prompt',
        help: 'Camera words in brackets work: [Push in], [Pan left], [Static shot].',
        kind: { type: 'prompt', maxLength: 2000 },
        isRequired: true,
      },
      {
        key: 'first_frame_image',
        label: 'First frame',
        help: 'The clip takes its shape. Hailuo 2.3 Fast needs one.',
        kind: { ...FRAME, role: 'first-frame' },
      },
      {
        key: 'last_frame_image',
        label: 'Last frame',
        help: 'Cropped to the shape of the first frame.',
        kind: { ...FRAME, role: 'last-frame' },
        shownWhen: [{ field: 'model', isNoneOf: ['MiniMax-Hailuo-2.3', 'MiniMax-Hailuo-2.3-Fast'] }],
      },
      {
        key: 'duration',
        label: 'Length',
        kind: {
          type: 'seconds',
          options: [
            { value: 6, label: '6 s' },
            { value: 10, label: '10 s' },
          ],
        },
        isRequired: true,
        sent: 'always',
        default: 6,
      },
      {
        key: 'resolution',
        label: 'Resolution',
        kind: { type: 'quality', options: [{ value: '512P' }, { value: '768P' }, { value: '1080P' }] },
      },
      ...settings,
    ],
    rules: [
      {
        when: [{ field: 'duration', isOneOf: [10] }],
        field: 'resolution',
        allowed: ['512P', '768P'],
        reason: '1080P clips are six seconds long.',
      },
      {
        when: [{ field: 'last_frame_image', isSet: true }],
        field: 'resolution',
        allowed: ['768P', '1080P'],
        reason: '512P does not go together with a last frame.',
      },
      {
        when: [{ field: 'model', isOneOf: ['MiniMax-Hailuo-2.3', 'MiniMax-Hailuo-2.3-Fast'] }],
        field: 'resolution',
        allowed: ['768P', '1080P'],
        reason: '512P needs Hailuo 02.',
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [60, 300],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
