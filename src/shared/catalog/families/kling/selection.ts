import type { FieldSpec, OperationSpec } from '../../types'
import {
  KLING_TIMEOUT_MS,
  klingMode,
  klingNegativePrompt,
  klingOwnNumber,
  klingPrompt,
  klingSourceClip,
  klingSourceClipRule,
  klingWatermark,
} from './common-fields'
import { klingFiveOrTen, klingFrame } from './video-fields'

const FREE = { kind: 'unknown', why: 'Kling counts nothing for it, and the price list has no entry.' } as const

const session: FieldSpec = {
  key: 'session_id',
  label: 'Session',
  isRequired: true,
  isAdvanced: true,
  kind: { type: 'text', maxLength: 64 },
}

/** Marks one frame, or takes marks away from it. */
const marks: readonly FieldSpec[] = [
  session,
  { key: 'frame_index', label: 'Frame', isRequired: true, kind: { type: 'integer', min: 0 } },
  {
    key: 'points',
    label: 'Points',
    help: 'Parts of the width and height, from 0 to 1.',
    isRequired: true,
    kind: {
      type: 'list',
      itemName: 'Point',
      min: 1,
      max: 10,
      fields: [
        { key: 'x', label: 'Right', isRequired: true, kind: { type: 'number', min: 0, max: 1, step: 0.01 } },
        { key: 'y', label: 'Up', isRequired: true, kind: { type: 'number', min: 0, max: 1, step: 0.01 } },
      ],
    },
  },
]

const step = (name: string, fields: readonly FieldSpec[]) =>
  ({
    family: 'kling',
    specVersion: 1,
    output: 'image',
    intent: 'follow-up',
    mode: 'sync',
    request: {
      method: 'POST',
      path: `/kling/v1/videos/multi-elements/${name}-selection`,
      content: 'json',
      modelField: null,
    },
    models: ['kling-multi-elements'],
    fields,
    price: FREE,
    expectedSeconds: [1, 10],
    timeoutMs: KLING_TIMEOUT_MS,
    isFollowUp: true,
    isStep: true,
    hasHiddenResults: true,
  }) as const

/** Things in a clip are marked by points, then swapped, removed or joined by new ones. */
export const klingSelectionOperations = [
  {
    id: 'kling.multi_elements.init',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: change things in a clip',
    summary: 'First step: prepares a clip. Then things in it are marked by a click and swapped, removed or added.',
    docRows: ['D160'],
    output: 'video',
    intent: 'transform',
    mode: 'sync',
    request: {
      method: 'POST',
      path: '/kling/v1/videos/multi-elements/init-selection',
      content: 'json',
      modelField: null,
    },
    models: ['kling-multi-elements'],
    fields: klingSourceClip('MP4 or MOV, 2 to 5 s or 7 to 10 s, each side 720 to 2160 px.'),
    rules: [klingSourceClipRule],
    price: FREE,
    expectedSeconds: [3, 30],
    timeoutMs: 120_000,
    hasHiddenResults: true,
  },
  {
    ...step('add', marks),
    id: 'kling.multi_elements.add',
    title: 'Kling: mark in a frame',
    summary: 'Points that lie on what should change.',
    docRows: ['D161'],
  },
  {
    ...step('delete', marks),
    id: 'kling.multi_elements.delete',
    title: 'Kling: take marks away',
    summary: 'The same points as they were set.',
    docRows: ['D162'],
  },
  {
    ...step('clear', [session]),
    id: 'kling.multi_elements.clear',
    title: 'Kling: clear all marks',
    summary: 'The session stays.',
    docRows: [],
  },
  {
    ...step('preview', [session]),
    id: 'kling.multi_elements.preview',
    title: 'Kling: preview the marked area',
    summary: 'The clip with what is marked.',
    docRows: ['D163'],
    output: 'video',
    expectedSeconds: [3, 30],
    timeoutMs: 120_000,
  },
  {
    id: 'kling.multi_elements',
    family: 'kling',
    specVersion: 1,
    title: 'Kling: change what is marked',
    summary: 'Swaps, removes or adds things in the clip of a session.',
    docRows: ['D164', 'D165'],
    output: 'video',
    intent: 'follow-up',
    mode: 'task',
    request: { method: 'POST', path: '/kling/v1/videos/multi-elements', content: 'json', modelField: 'model_name' },
    models: ['kling-v1-6'],
    fields: [
      session,
      {
        key: 'edit_mode',
        label: 'What to do',
        isRequired: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'swap', label: 'Swap' },
            { value: 'removal', label: 'Remove' },
            { value: 'addition', label: 'Add' },
          ],
        },
        sent: 'always',
        default: 'swap',
      },
      {
        key: 'image_list',
        label: 'Pictures',
        help: 'Cropped to the thing: one to swap in, one or two to add.',
        kind: { ...klingFrame, max: 2 },
        wire: { name: 'image_list', item: { path: 'image', constants: {} } },
        shownWhen: [{ field: 'edit_mode', isNoneOf: ['removal'] }],
      },
      {
        ...klingPrompt,
        isRequired: true,
        help: 'Names the clip and the picture, for example: swap <<<image_1>>> for the cap from <<<video_1>>>.',
      },
      klingNegativePrompt,
      klingFiveOrTen,
      klingMode,
      klingWatermark,
      klingOwnNumber,
    ],
    rules: [
      {
        when: [{ field: 'edit_mode', isOneOf: ['swap'] }],
        field: 'image_list',
        max: 1,
        reason: 'One picture is swapped in.',
      },
      {
        when: [{ field: 'edit_mode', isNoneOf: ['removal'] }],
        field: 'image_list',
        mustBeSet: true,
        reason: 'Add the picture of what comes in.',
      },
    ],
    price: { kind: 'per-call', pricedAs: { modelId: 'kling-multi-elements', isInferred: true } },
    expectedSeconds: [60, 480],
    timeoutMs: KLING_TIMEOUT_MS,
    isFollowUp: true,
  },
] as const satisfies readonly OperationSpec[]
