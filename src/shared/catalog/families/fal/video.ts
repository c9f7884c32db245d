import type { OperationSpec } from '../../types'
import {
  FAL,
  falGuidance,
  falLastFrame,
  falNegative,
  falPath,
  falPicture,
  falPrompt,
  falRatio,
  falSeed,
  falSwitch,
  falTolerance,
  seconds,
} from './fields'

const VIDEO = { ...FAL, output: 'video', price: { kind: 'per-call' } } as const
const VEO = { ...VIDEO, expectedSeconds: [60, 360] } as const
const KLING = { ...VIDEO, expectedSeconds: [90, 400] } as const

const firstFrame = falPicture('First frame', 'first-frame')
const veoLook = [
  seconds(['4s', '6s', '8s']),
  {
    key: 'resolution',
    label: 'Resolution',
    kind: { type: 'quality', options: [{ value: '720p' }, { value: '1080p' }] },
  },
  falSwitch('generate_audio', 'Sound', 'Without sound a clip costs about a third less.'),
] as const
const veoRest = [
  falNegative,
  {
    ...falSwitch('auto_fix', 'Mend refused prompts', 'Rewrites a prompt that the filter would refuse.'),
    isAdvanced: true,
  },
  falTolerance,
  falSeed,
] as const
const veoText = [
  falPrompt,
  falRatio('16:9 9:16 1:1'),
  ...veoLook,
  { ...falSwitch('enhance_prompt', 'Let Veo rewrite the prompt'), isAdvanced: true },
  ...veoRest,
] as const
const veoPicture = [
  { ...firstFrame, help: 'At least 720 pixels high; other shapes than 16:9 and 9:16 are cut.' },
  { ...falPrompt, label: 'What happens' },
  falRatio('auto 16:9 9:16'),
  ...veoLook,
  ...veoRest,
] as const

const klingRest = [
  seconds(['5', '10']),
  falNegative,
  { ...falGuidance(0, 1, 'cfg_scale'), kind: { type: 'number', min: 0, max: 1, step: 0.05 } },
] as const

export const falVideoOperations = [
  {
    ...VEO,
    ...falPath('fal-ai/veo3'),
    id: 'fal.veo3',
    title: 'Veo 3 (fal.ai)',
    summary: 'Clips from words, with sound.',
    docRows: ['D193', 'D196'],
    intent: 'create',
    fields: veoText,
  },
  {
    ...VEO,
    ...falPath('fal-ai/veo3/fast'),
    id: 'fal.veo3.fast',
    title: 'Veo 3 Fast (fal.ai)',
    summary: 'Quicker and cheaper clips from words, with sound.',
    docRows: ['D195'],
    intent: 'create',
    fields: veoText,
  },
  {
    ...VEO,
    ...falPath('fal-ai/veo3/image-to-video'),
    id: 'fal.veo3.image-to-video',
    title: 'Veo 3: from a picture (fal.ai)',
    summary: 'Sets a picture in motion, with sound.',
    docRows: ['D197'],
    intent: 'animate',
    fields: veoPicture,
  },
  {
    ...VEO,
    ...falPath('fal-ai/veo3/fast/image-to-video'),
    id: 'fal.veo3.fast.image-to-video',
    title: 'Veo 3 Fast: from a picture (fal.ai)',
    summary: 'Sets a picture in motion, quicker and cheaper, with sound.',
    docRows: ['D194'],
    intent: 'animate',
    fields: veoPicture,
  },
  {
    ...KLING,
    ...falPath('fal-ai/kling-video/v2.5-turbo/pro/text-to-video'),
    id: 'fal.kling-video.v2.5-turbo.pro.text-to-video',
    title: 'Kling 2.5 Turbo (fal.ai)',
    summary: 'Clips from words.',
    docRows: ['D214'],
    intent: 'create',
    fields: [falPrompt, falRatio('16:9 9:16 1:1'), ...klingRest],
  },
  {
    ...KLING,
    ...falPath('fal-ai/kling-video/v2.5-turbo/pro/image-to-video'),
    id: 'fal.kling-video.v2.5-turbo.pro.image-to-video',
    title: 'Kling 2.5 Turbo: from a picture (fal.ai)',
    summary: 'Sets a picture in motion; the clip takes its shape.',
    docRows: ['D215'],
    intent: 'animate',
    fields: [firstFrame, falLastFrame, { ...falPrompt, label: 'What happens' }, ...klingRest],
  },
] as const satisfies readonly OperationSpec[]
