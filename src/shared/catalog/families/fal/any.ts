import type { OperationSpec } from '../../types'
import { FAL, falPrompt } from './fields'

export const falAnyOperations = [
  {
    ...FAL,
    id: 'fal.submit',
    title: 'Any model of fal.ai',
    summary: 'Sends any path of fal.ai that the gateway relays, with its own settings.',
    docRows: ['D192', 'D198'],
    output: 'image',
    intent: 'create',
    request: { method: 'POST', path: '/{+model}', content: 'json', modelField: null },
    models: [
      'fal-ai/flux-1/schnell',
      'fal-ai/flux-pro/kontext/max/text-to-image',
      'fal-ai/flux-pro/kontext/multi',
      'fal-ai/qwen-image',
      'fal-ai/qwen-image-edit',
      'fal-ai/recraft/v3/text-to-image',
      'fal-ai/recraft/vectorize',
    ],
    fields: [
      { ...falPrompt, isRequired: false },
      {
        key: 'image_url',
        label: 'Picture',
        help: 'For models that take one as image_url.',
        kind: {
          type: 'asset',
          media: ['image'],
          role: 'source',
          min: 0,
          max: 1,
          delivery: 'data-uri',
          maxBytes: 10 * 1024 * 1024,
        },
      },
      {
        key: 'settings',
        label: 'Other settings',
        help: 'With the names of the model’s page, for example num_images and 2.',
        kind: { type: 'json' },
        wire: { in: 'body-root' },
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [5, 120],
  },
] as const satisfies readonly OperationSpec[]
