import type { FieldRule, OperationSpec } from '../../types'
import { enginesOf, enhance, negative, prompt, references, rest, shape, TENCENT, versionField } from './fields'

const engines = enginesOf('image', { GEM: ['3.0', '2.5'], Kling: ['3.0'], Hunyuan: ['3.0'], Qwen: ['0925'] })
const WITHOUT_SHAPE = ['aigc-image-hunyuan-3.0', 'aigc-image-qwen-0925']

const RESOLUTIONS = `1K 2K 4K 720P 1080P 1024x1024 2048x2048 2304x1728 2496x1664 2560x1440 3024x1296 4096x4096
  4694x3520 4992x3328 5404x3040 6198x2656`

function fewPictures(model: string, max: number): FieldRule {
  return {
    when: [{ field: 'model', isOneOf: [model] }],
    field: 'file_infos',
    max,
    reason: `This model takes at most ${max === 1 ? 'one picture' : `${max} pictures`}.`,
  }
}

export const tencentImageOperations = [
  {
    ...TENCENT,
    id: 'tencent-aigc-image.create',
    title: 'Tencent AIGC pictures',
    summary: 'Pictures by Gemini, Kling, Hunyuan or Qwen, through Tencent Cloud.',
    docRows: ['D045', 'D046'],
    output: 'image',
    intent: 'create',
    request: {
      method: 'POST',
      path: '/tencent-vod/v1/aigc-image',
      content: 'json',
      modelField: engines.modelField,
      modelParts: engines.modelParts,
    },
    models: engines.models,
    fields: [
      versionField(engines.models),
      prompt,
      references(14, 'Picture', true),
      {
        ...shape('1:1 3:2 2:3 3:4 4:3 4:5 5:4 9:16 16:9 21:9'),
        shownWhen: [{ field: 'model', isNoneOf: WITHOUT_SHAPE }],
      },
      {
        key: 'resolution',
        label: 'Resolution',
        kind: {
          type: 'size',
          options: RESOLUTIONS.split(/\s+/).map((value) => ({ value, label: value.replace('x', ' × ') })),
          allowsOther: true,
        },
        wire: { name: 'output_config.resolution' },
        shownWhen: [{ field: 'model', isNoneOf: WITHOUT_SHAPE }],
      },
      negative,
      enhance,
      ...rest,
    ],
    rules: [
      fewPictures('aigc-image-gem-2.5', 3),
      fewPictures('aigc-image-hunyuan-3.0', 3),
      fewPictures('aigc-image-kling-3.0', 1),
    ],
    price: { kind: 'per-call' },
    expectedSeconds: [13, 60],
  },
] as const satisfies readonly OperationSpec[]
