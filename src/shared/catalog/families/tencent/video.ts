import type { FieldRule, OperationSpec } from '../../types'
import {
  enginesOf,
  enhance,
  lastFrame,
  negative,
  prompt,
  references,
  rest,
  shape,
  superResolution,
  TENCENT,
  versionField,
  withSound,
} from './fields'

const engines = enginesOf('video', {
  Kling: ['2.5', '2.1', '2.0', '1.6', 'O1', '3.0', '3.0-Omni'],
  Hailuo: ['2.3', '2.3-fast', '02'],
  Vidu: ['q2', 'q2-pro', 'q2-turbo', 'q3-pro', 'q3-turbo'],
})
const named = (start: string): readonly string[] => engines.models.filter((id) => id.startsWith(`aigc-video-${start}`))
const KLING = named('kling')
const KLING_LONG = named('kling-3.0')
const KLING_SHORT = KLING.filter((id) => !KLING_LONG.includes(id))
const HAILUO = named('hailuo')
const VIDU = named('vidu')
const WITH_LAST_FRAME = ['aigc-video-kling-2.1', 'aigc-video-vidu-q2-pro', 'aigc-video-vidu-q2-turbo']

function only(
  models: readonly string[],
  field: string,
  allowed: readonly (string | number)[],
  reason: string,
): FieldRule {
  return { when: [{ field: 'model', isOneOf: models }], field, allowed, reason }
}

export const tencentVideoOperations = [
  {
    ...TENCENT,
    id: 'tencent.aigc_video.create',
    title: 'Tencent AIGC video',
    summary: 'Clips by Kling, Hailuo or Vidu, through Tencent Cloud.',
    docRows: ['D104', 'D103'],
    output: 'video',
    intent: 'create',
    request: {
      method: 'POST',
      path: '/tencent-vod/v1/aigc-video',
      content: 'json',
      modelField: engines.modelField,
      modelParts: engines.modelParts,
    },
    models: engines.models,
    fields: [
      versionField(engines.models),
      prompt,
      references(7, 'Picture', false),
      {
        ...lastFrame,
        shownWhen: [{ field: 'model', isNoneOf: engines.models.filter((id) => !WITH_LAST_FRAME.includes(id)) }],
      },
      {
        key: 'duration',
        label: 'Length',
        kind: {
          type: 'seconds',
          options: Array.from({ length: 15 }, (_, index) => ({ value: index + 1, label: `${index + 1} s` })),
        },
        wire: { name: 'output_config.duration' },
      },
      {
        key: 'resolution',
        label: 'Resolution',
        kind: { type: 'quality', options: [{ value: '720P' }, { value: '768P' }, { value: '1080P' }] },
        wire: { name: 'output_config.resolution' },
      },
      { ...shape('16:9 9:16 1:1 4:3 3:4'), shownWhen: [{ field: 'model', isNoneOf: HAILUO }] },
      withSound,
      negative,
      {
        key: 'scene_type',
        label: 'Kind of scene',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'motion_control', label: 'Motion control' },
            { value: 'avatar_i2v', label: 'Avatar' },
            { value: 'lip_sync', label: 'Lip sync' },
          ],
        },
        shownWhen: [{ field: 'model', isNoneOf: [...HAILUO, ...VIDU] }],
      },
      enhance,
      superResolution,
      {
        key: 'media_name',
        label: 'Name of the file',
        isAdvanced: true,
        kind: { type: 'text', maxLength: 200 },
        wire: { name: 'output_config.media_name' },
      },
      // This page types the priority as text; that of the pictures as a number.
      ...rest.map((field) => (field.key === 'tasks_priority' ? { ...field, wire: { as: 'text' as const } } : field)),
    ],
    rules: [
      only(KLING_SHORT, 'duration', [5, 10], 'Kling makes 5 or 10 seconds.'),
      only(KLING_LONG, 'duration', [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], 'Kling 3 makes 3 to 15 seconds.'),
      only(HAILUO, 'duration', [6, 10], 'Hailuo makes 6 or 10 seconds.'),
      only(VIDU, 'duration', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'Vidu makes up to 10 seconds.'),
      only([...KLING, ...VIDU], 'resolution', ['720P', '1080P'], 'This model knows 720P and 1080P.'),
      only(HAILUO, 'resolution', ['768P', '1080P'], 'Hailuo knows 768P and 1080P.'),
      only(KLING, 'aspect_ratio', ['16:9', '9:16', '1:1'], 'Kling knows 16:9, 9:16 and 1:1.'),
      {
        when: [{ field: 'model', isOneOf: [...KLING, ...HAILUO] }],
        field: 'file_infos',
        max: 3,
        reason: 'This model takes at most 3 pictures.',
      },
      {
        when: [
          { field: 'last_frame_url', isSet: true },
          { field: 'model', isOneOf: ['aigc-video-kling-2.1'] },
        ],
        field: 'resolution',
        allowed: ['1080P'],
        reason: 'With a last frame Kling 2.1 needs 1080P.',
      },
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [60, 400],
  },
] as const satisfies readonly OperationSpec[]
