import type { FieldSpec, OperationSpec } from '../../types'

const prompt = {
  key: 'user_prompt',
  label: 'Prompt',
  kind: { type: 'prompt', maxLength: 5000 },
  isRequired: true,
} as const satisfies FieldSpec

const PICTURE = {
  type: 'asset',
  media: ['image'],
  min: 0,
  max: 1,
  delivery: 'data-uri',
  maxBytes: 10 * 1024 * 1024,
} as const

const firstFrame = {
  key: 'image_url',
  label: 'First frame',
  help: 'The clip takes its shape.',
  kind: { ...PICTURE, role: 'first-frame' },
} as const satisfies FieldSpec

const lastFrame = {
  key: 'image_end_url',
  label: 'Last frame',
  kind: { ...PICTURE, role: 'last-frame' },
} as const satisfies FieldSpec

const expandPrompt = {
  key: 'expand_prompt',
  label: 'Let Luma rewrite the prompt',
  isAdvanced: true,
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

const notifyHook = {
  key: 'notify_hook',
  label: 'Address to notify',
  help: 'A public address that is called when the clip is ready. The studio does not need it.',
  isAdvanced: true,
  kind: { type: 'text', maxLength: 2000 },
} as const satisfies FieldSpec

export const lumaVideoOperations = [
  {
    id: 'luma.generate',
    family: 'luma',
    specVersion: 1,
    title: 'Luma Dream Machine',
    summary: 'Five-second clips from words, a first frame or two frames.',
    docRows: ['D079', 'D081', 'D082'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/luma/generations', content: 'json', modelField: 'model_name' },
    models: ['ray-v2', 'ray-v1'],
    fields: [
      prompt,
      firstFrame,
      lastFrame,
      {
        key: 'resolution',
        label: 'Resolution',
        kind: { type: 'quality', options: [{ value: '720p' }, { value: '1080p' }] },
      },
      {
        key: 'duration',
        label: 'Length',
        kind: { type: 'seconds', options: [{ value: '5s', label: '5 s' }] },
        isAdvanced: true,
      },
      {
        key: 'loop',
        label: 'Loop',
        help: 'The end leads back to the first frame.',
        isAdvanced: true,
        kind: { type: 'boolean' },
      },
      expandPrompt,
      notifyHook,
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'luma_video_api', isInferred: true } },
    expectedSeconds: [60, 300],
    timeoutMs: 60_000,
  },
  {
    id: 'luma.extend',
    family: 'luma',
    specVersion: 1,
    title: 'Luma: extend a clip',
    summary: 'Goes on where a finished clip of Luma ends.',
    docRows: ['D080'],
    output: 'video',
    intent: 'follow-up',
    mode: 'task',
    request: { method: 'POST', path: '/luma/generations/{task_id}/extend', content: 'json', modelField: null },
    models: ['luma_video_extend_api'],
    fields: [
      {
        key: 'task_id',
        label: 'Task to go on from',
        kind: { type: 'text', maxLength: 200 },
        isRequired: true,
        isAdvanced: true,
        wire: { in: 'path' },
      },
      { ...prompt, help: 'What happens next.' },
      { ...firstFrame, label: 'Reference picture', help: 'What the continuation is led by.' },
      lastFrame,
      expandPrompt,
      notifyHook,
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [60, 300],
    timeoutMs: 60_000,
    isFollowUp: true,
  },
] as const satisfies readonly OperationSpec[]
