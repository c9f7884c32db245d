import type { OperationSpec } from '../../types'
import { byVersion, input, PER_CALL, picture, REPLICATE } from './fields'

export const replicateAnyOperations = [
  {
    ...REPLICATE,
    id: 'replicate.create',
    title: 'Any model of Replicate',
    summary: 'Sends a model version that the gateway relays, with its own settings.',
    docRows: ['D219', 'D221'],
    output: 'image',
    intent: 'create',
    request: byVersion({
      'stability-ai/sdxl': '7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc',
      'stability-ai/stable-diffusion': 'ac732df83cea7fff18b8472768c88ad041fa750ff7682a21affe81863cbe77e4',
      'stability-ai/stable-diffusion-img2img': '15a3689ee13b0d2616e98820eca31d4c3abcd36672df6afce5cb6feb1d66087d',
      'stability-ai/stable-diffusion-inpainting': '95b7223104132402a9ae91cc677285bc5eb997834bd2349fa486f53910fd68b3',
      'andreasjansson/stable-diffusion-animation': 'ca1f5e306e5721e19c473e0d094e6603f0456fe759c10715fcd6c1b79242d4a5',
      'lucataco/animate-diff': 'beecf59c4aee8d81bf04f0381033dfa10dc16e845b4ae00d281e2fa377e48a9f',
      'sujaykhandekar/object-removal': '153b0087c2576ad30d8cbddb35275b387d1a6bf986bda5499948f843f6460faf',
    }),
    models: [
      'stability-ai/sdxl',
      'stability-ai/stable-diffusion',
      'stability-ai/stable-diffusion-img2img',
      'stability-ai/stable-diffusion-inpainting',
      'andreasjansson/stable-diffusion-animation',
      'lucataco/animate-diff',
      'sujaykhandekar/object-removal',
    ],
    fields: [
      input({ key: 'prompt', label: 'Prompt', kind: { type: 'prompt' } }),
      { ...picture('image', 'Picture'), help: 'For models that take one as image.' },
      {
        key: 'settings',
        label: 'Other settings',
        help: 'With the names of the model’s page, for example width and 768.',
        kind: { type: 'json' },
        wire: { in: 'body-root', name: 'input' },
      },
    ],
    price: PER_CALL,
    expectedSeconds: [5, 120],
  },
] as const satisfies readonly OperationSpec[]
