import type { FieldRule, OperationSpec } from '../../types'
import {
  SEEDANCE_PICTURE,
  seedanceFirstAndLast,
  seedanceFlags,
  seedancePicture,
  seedancePrompt,
  seedanceSettings,
} from './fields'

const PRO_15 = 'doubao-seedance-1-5-pro-251215'
const PRO = 'doubao-seedance-1-0-pro-250528'
const PRO_FAST = 'doubao-seedance-1-0-pro-fast-251015'
const LITE_TEXT = 'doubao-seedance-1-0-lite-t2v-250428'
const LITE = 'doubao-seedance-1-0-lite-i2v-250428'

const SHARED = {
  family: 'doubao-seedance',
  specVersion: 1,
  output: 'video',
  mode: 'task',
  request: { method: 'POST', path: '/volc/v1/contents/generations/tasks', content: 'json', modelField: 'model' },
  price: { kind: 'per-call' },
  expectedSeconds: [40, 300],
  timeoutMs: 60_000,
} as const satisfies Partial<OperationSpec>

const newestFromFour = {
  when: [{ field: 'model', isOneOf: [PRO_15] }],
  field: 'duration',
  allowed: [4, 5, 6, 7, 8, 9, 10, 11, 12],
  reason: 'Seedance 1.5 Pro makes four seconds and more.',
} as const satisfies FieldRule

export const seedanceVideoOperations = [
  {
    ...SHARED,
    id: 'seedance.15pro',
    title: 'Seedance 1.5 Pro',
    summary: 'Clips with sound from words, also led by a first frame.',
    docRows: ['D105', 'D106', 'D107', 'D113', 'D114'],
    intent: 'create',
    models: [PRO_15],
    fields: [
      seedancePrompt,
      { ...seedancePicture, kind: { ...seedancePicture.kind, min: 0 }, isRequired: false },
      ...seedanceSettings,
    ],
  },
  {
    ...SHARED,
    id: 'seedance.text',
    title: 'Seedance: from words',
    summary: 'Clips of two to twelve seconds from words.',
    docRows: ['D108'],
    intent: 'create',
    models: [PRO_FAST, PRO_15, PRO, LITE_TEXT],
    fields: [seedancePrompt, ...seedanceFlags],
    rules: [newestFromFour],
  },
  {
    ...SHARED,
    id: 'seedance.first_frame',
    title: 'Seedance: animate a picture',
    summary: 'Clips of two to twelve seconds that start from a picture.',
    docRows: ['D109', 'D111'],
    intent: 'animate',
    models: [LITE, PRO_15, PRO, PRO_FAST],
    fields: [seedancePicture, seedancePrompt, ...seedanceFlags],
    rules: [newestFromFour],
  },
  {
    ...SHARED,
    id: 'seedance.15pro_first_last',
    title: 'Seedance Pro: first and last frame',
    summary: 'Clips that lead from one picture to another.',
    docRows: ['D115'],
    intent: 'animate',
    models: [PRO_15, PRO],
    fields: [...seedanceFirstAndLast, seedancePrompt, ...seedanceFlags],
    rules: [newestFromFour],
  },
  {
    ...SHARED,
    id: 'seedance.lite_first_last',
    title: 'Seedance Lite: first and last frame',
    summary: 'Clips that lead from one picture to another, for less.',
    docRows: ['D110'],
    intent: 'animate',
    models: [LITE],
    fields: [...seedanceFirstAndLast, seedancePrompt, ...seedanceFlags],
  },
  {
    ...SHARED,
    id: 'seedance.lite_reference',
    title: 'Seedance Lite: with references',
    summary: 'Clips with the people and things of one to four pictures.',
    docRows: ['D112'],
    intent: 'create',
    models: [LITE],
    fields: [
      { ...seedancePrompt, help: 'Name the pictures: [Image 1], [Image 2].' },
      {
        key: 'references',
        label: 'Pictures',
        kind: { ...SEEDANCE_PICTURE, role: 'reference', max: 4 },
        isRequired: true,
        wire: {
          name: 'content',
          item: { path: 'image_url.url', constants: { type: 'image_url', role: 'reference_image' } },
        },
      },
      ...seedanceFlags.filter(({ key }) => key !== 'camera_fixed'),
    ],
    rules: [
      {
        when: [{ field: 'references', isSet: true }],
        field: 'resolution',
        allowed: ['480p', '720p'],
        reason: '1080p does not go together with references.',
      },
    ],
  },
] as const satisfies readonly OperationSpec[]
