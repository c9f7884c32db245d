import type { FieldSpec, OperationSpec } from '../../types'

const WITHOUT_SOUND = ['wan2.2-i2v-plus', 'wan2.2-i2v-flash', 'wanx2.1-i2v-plus', 'wanx2.1-i2v-turbo'] as const
const NEWER = ['wan2.5-i2v-preview', 'wan2.6-i2v', 'wan2.6-i2v-flash'] as const

const content = [
  {
    key: 'img_url',
    label: 'First frame',
    help: 'The clip keeps its shape.',
    kind: {
      type: 'asset',
      media: ['image'],
      role: 'first-frame',
      min: 1,
      max: 1,
      delivery: 'data-uri',
      maxBytes: 10 * 1024 * 1024,
      mimes: ['image/jpeg', 'image/png', 'image/bmp', 'image/webp'],
      minSidePx: 360,
    },
    isRequired: true,
    wire: { name: 'input.img_url' },
  },
  { key: 'prompt', label: 'Prompt', kind: { type: 'prompt', maxLength: 2000 }, wire: { name: 'input.prompt' } },
  {
    key: 'negative_prompt',
    label: 'What to avoid',
    isAdvanced: true,
    kind: { type: 'negative-prompt', maxLength: 500 },
    wire: { name: 'input.negative_prompt' },
  },
] as const satisfies readonly FieldSpec[]

const settings = [
  {
    key: 'resolution',
    label: 'Resolution',
    kind: { type: 'quality', options: [{ value: '480P' }, { value: '720P' }, { value: '1080P' }] },
    wire: { name: 'parameters.resolution' },
  },
  {
    key: 'duration',
    label: 'Length',
    kind: {
      type: 'seconds',
      options: [
        { value: 5, label: '5 s' },
        { value: 10, label: '10 s' },
        { value: 15, label: '15 s' },
      ],
    },
    wire: { name: 'parameters.duration' },
  },
  {
    key: 'audio',
    label: 'Sound',
    help: 'Off makes a silent clip.',
    kind: { type: 'boolean' },
    wire: { name: 'parameters.audio' },
    shownWhen: [{ field: 'model', isNoneOf: WITHOUT_SOUND }],
  },
  {
    key: 'audio_url',
    label: 'Link to a sound',
    help: 'A public link to a WAV or MP3 of 3 to 30 seconds; it is cut to the length of the clip.',
    isAdvanced: true,
    kind: { type: 'text', maxLength: 2000 },
    wire: { name: 'input.audio_url' },
    shownWhen: [{ field: 'model', isNoneOf: WITHOUT_SOUND }],
  },
  {
    key: 'prompt_extend',
    label: 'Let the model improve the prompt',
    isAdvanced: true,
    kind: { type: 'boolean' },
    wire: { name: 'parameters.prompt_extend' },
  },
  {
    key: 'shot_type',
    label: 'Shots',
    help: 'Several shots need the improved prompt.',
    isAdvanced: true,
    kind: {
      type: 'choice',
      options: [
        { value: 'single', label: 'One shot' },
        { value: 'multi', label: 'Several shots' },
      ],
    },
    wire: { name: 'parameters.shot_type' },
    shownWhen: [{ field: 'model', isNoneOf: ['wan2.5-i2v-preview', ...WITHOUT_SOUND] }],
  },
  {
    key: 'template',
    label: 'Effect',
    help: 'The name of an effect of the vendor; the prompt is then ignored.',
    isAdvanced: true,
    kind: { type: 'text', maxLength: 100 },
    wire: { name: 'input.template' },
    shownWhen: [{ field: 'model', isNoneOf: NEWER }],
  },
  {
    key: 'seed',
    label: 'Seed',
    isAdvanced: true,
    kind: { type: 'seed', min: 0, max: 2_147_483_647 },
    wire: { name: 'parameters.seed' },
  },
  {
    key: 'watermark',
    label: 'Watermark',
    isAdvanced: true,
    kind: { type: 'boolean' },
    wire: { name: 'parameters.watermark' },
  },
] as const satisfies readonly FieldSpec[]

export const wanVideoOperations = [
  {
    id: 'wan.generate',
    family: 'wan',
    specVersion: 1,
    title: 'Wan: animate a picture',
    summary: 'Clips that start from a picture; newer models add sound.',
    docRows: ['D116', 'D117'],
    output: 'video',
    intent: 'animate',
    mode: 'task',
    request: {
      method: 'POST',
      path: '/alibailian/api/v1/services/aigc/video-generation/video-synthesis',
      content: 'json',
      modelField: 'model',
    },
    models: [...NEWER, ...WITHOUT_SOUND],
    fields: [...content, ...settings],
    rules: [
      {
        when: [{ field: 'model', isOneOf: ['wan2.6-i2v', 'wan2.6-i2v-flash'] }],
        field: 'prompt',
        max: 1500,
        reason: 'Wan 2.6 takes 1,500 characters.',
      },
      {
        when: [{ field: 'model', isOneOf: WITHOUT_SOUND }],
        field: 'prompt',
        max: 800,
        reason: 'This model takes 800 characters.',
      },
      {
        when: [{ field: 'model', isOneOf: ['wan2.6-i2v', 'wan2.6-i2v-flash'] }],
        field: 'resolution',
        allowed: ['720P', '1080P'],
        reason: 'Wan 2.6 makes 720P and 1080P.',
      },
      {
        when: [{ field: 'model', isOneOf: ['wan2.2-i2v-plus'] }],
        field: 'resolution',
        allowed: ['480P', '1080P'],
        reason: 'Wan 2.2 Plus makes 480P and 1080P.',
      },
      {
        when: [{ field: 'model', isOneOf: ['wan2.5-i2v-preview'] }],
        field: 'duration',
        allowed: [5, 10],
        reason: '15 seconds need Wan 2.6.',
      },
      {
        when: [{ field: 'model', isOneOf: WITHOUT_SOUND }],
        field: 'duration',
        allowed: [5],
        reason: 'This model makes five seconds.',
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [60, 360],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
