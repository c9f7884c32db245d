import type { OperationSpec } from '../../types'

export const grokVideoOperations = [
  {
    id: 'grok.video.create',
    family: 'video-unified',
    specVersion: 1,
    title: 'Grok video',
    summary: 'Short clips from words or pictures.',
    docRows: ['D077', 'D078'],
    output: 'video',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/v1/video/create', content: 'json', modelField: 'model' },
    models: ['grok-video-3', 'grok-video-3-10s'],
    fields: [
      {
        key: 'prompt',
        label: 'Prompt',
        help: 'With several pictures, @img1 and @img2 name them.',
        kind: { type: 'prompt', maxLength: 10_000 },
        isRequired: true,
      },
      {
        key: 'images',
        label: 'Pictures',
        help: 'The clip takes the shape of the first picture.',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'reference',
          min: 0,
          max: 6,
          delivery: 'data-uri',
          maxBytes: 10 * 1024 * 1024,
        },
        sent: 'always',
      },
      {
        key: 'aspect_ratio',
        label: 'Shape',
        kind: {
          type: 'aspect-ratio',
          options: [{ value: '3:2' }, { value: '2:3' }, { value: '1:1' }, { value: '16:9' }, { value: '9:16' }],
        },
        isRequired: true,
        sent: 'always',
        default: '3:2',
      },
      {
        key: 'size',
        label: 'Resolution',
        help: '1080P may be refused: the documentation says that only 720P works for now.',
        kind: { type: 'quality', options: [{ value: '720P' }, { value: '1080P' }] },
        isRequired: true,
        sent: 'always',
        default: '720P',
      },
      {
        key: 'duration',
        label: 'Length',
        isAdvanced: true,
        kind: {
          type: 'seconds',
          options: [
            { value: 6, label: '6 s' },
            { value: 10, label: '10 s' },
            { value: 15, label: '15 s' },
          ],
        },
        shownWhen: [{ field: 'model', isNoneOf: ['grok-video-3-10s'] }],
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [40, 240],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
