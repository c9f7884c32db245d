import type { GatewayContext } from '../../context'
import type { EditRecipe, PictureRecipe, Recipe } from '../../media/recipe'
import { type Fields, numberField, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import type { Reply } from '../../wire/reply'
import { sizeOfAspect } from '../inputs'
import { COMMON, FILE, integer, invalid, listOf, number, required, rowsOf, text, WATERMARK, word } from './checks'
import { picture } from './inputs'
import { accept, charge, envelope, type KlingCall, seedOf } from './protocol'

const SHAPES = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9']
const PIXELS = 768 * 768

interface Drawing {
  readonly prompt: string
  readonly shape: string
  readonly sources: readonly string[]
  readonly count: number
}

/** New pictures, or pictures drawn over the given ones. */
function draw(
  context: GatewayContext,
  request: GatewayRequest,
  { prompt, shape, sources, count }: Drawing,
): Record<string, Recipe> {
  const size = sizeOfAspect(SHAPES.includes(shape) ? shape : '16:9', PIXELS)
  const outputs: Record<string, Recipe> = {}
  for (let index = 0; index < count; index += 1) {
    const seed = seedOf(context, request, prompt)
    const base = { prompt, model: 'kling', seed, ...size, format: 'png' } as const
    const fresh: PictureRecipe = { kind: 'picture', ...base }
    const edit: EditRecipe = {
      kind: 'edit',
      ...base,
      sources: sources.slice(0, 1),
      mask: null,
      maskRule: 'white-is-edited',
      repaintsEverything: true,
    }
    outputs[`image${index}`] = sources.length > 0 ? edit : fresh
  }
  return outputs
}

async function picturesIn(
  context: GatewayContext,
  values: readonly unknown[],
  name: string,
): Promise<readonly string[]> {
  const blobs: string[] = []
  for (const value of values) {
    const blob = await picture(context, value, name)
    if (blob !== null) blobs.push(blob)
  }
  return blobs
}

async function paint(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  action: string,
  values: readonly unknown[],
  billedAs = 'kling-image',
): Promise<Reply> {
  const prompt = textField(fields, 'prompt') || 'a still life'
  const isSeries = fields.result_type === 'series'
  const count = isSeries ? numberField(fields, 'series_amount', 2) : numberField(fields, 'n', 1)
  const sources = await picturesIn(context, values, 'image')
  const outputs = draw(context, request, { prompt, shape: textField(fields, 'aspect_ratio'), sources, count })
  const details: Readonly<Record<string, boolean>> = isSeries ? { isSeries } : {}
  return accept(context, request, fields, {
    action,
    billedAs,
    prompt,
    outputs,
    workSeconds: [8, 20],
    details,
    calls: count,
  })
}

function generate(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const { image, negative_prompt: negative, model_name: model } = fields
  if (image !== undefined && negative !== undefined) throw invalid('negative_prompt is not supported with image')
  if (model === 'kling-v1-5' && image !== undefined && fields.image_reference === undefined)
    throw invalid('image_reference can not be empty with image')
  if (model === 'kling-v2-new' && image === undefined) throw invalid('kling-v2-new needs an image')
  return paint(context, request, fields, 'images/generations', [image])
}

function expand(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const side = (name: string): number => numberField(fields, `${name}_expansion_ratio`, 0)
  const area = (1 + side('up') + side('down')) * (1 + side('left') + side('right'))
  if (area > 3) throw invalid('the new area must be at most 3 times the original')
  return paint(context, request, fields, 'images/editing/expand', [fields.image])
}

async function recognize(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const [source] = await picturesIn(context, [fields.image], 'image')
  charge(context, request, 'kling-image-recognize')
  const parts = ['object_seg', 'head_seg', 'face_seg', 'cloth_seg'].map((type, index) => {
    const isContained = index < 1
    const seed = seedOf(context, request, type)
    const recipe: Recipe = {
      kind: 'picture',
      prompt: `a cut-out ${source ?? ''}`,
      model: 'kling',
      seed,
      width: 512,
      height: 512,
      format: 'png',
      isTransparent: true,
    }
    const url = isContained ? `${context.origin}${context.links.pathFor(`${request.id}/${type}`, 'x.png', recipe)}` : ''
    return { type, is_contain: isContained, url }
  })
  return envelope(request, { task_result: { images: parts }, final_unit_deduction: '1' })
}

const RATIO = required(number(0, 2))
const SHAPE = word(...SHAPES)

export const imageCalls: readonly KlingCall[] = [
  {
    path: 'images/generations',
    models: ['kling-v1', 'kling-v1-5', 'kling-v2', 'kling-v2-new', 'kling-v2-1', 'kling-v3'],
    members: {
      model_name: text(60),
      prompt: text(2500, true),
      negative_prompt: text(),
      image: FILE,
      image_reference: word('subject', 'face'),
      image_fidelity: number(0, 1),
      human_fidelity: number(0, 1),
      element_list: listOf({ element_id: required(text(40)) }),
      resolution: word('1k', '2k'),
      n: required(integer(1, 9)),
      aspect_ratio: SHAPE,
      callback_url: text(2000),
    },
    handle: generate,
    isTask: true,
  },
  {
    path: 'images/omni-image',
    models: ['kling-image-o1', 'kling-v3-omni'],
    members: {
      ...COMMON,
      ...WATERMARK,
      model_name: text(60),
      prompt: text(2500, true),
      image_list: listOf({ image: required(FILE) }),
      element_list: listOf({ element_id: required(text(40)) }),
      resolution: word('1k', '2k', '4k'),
      n: integer(1, 9),
      result_type: word('single', 'series'),
      series_amount: integer(2, 9),
      aspect_ratio: word(...SHAPES, 'auto'),
    },
    handle: (context, request, fields) => {
      const images = rowsOf(fields, 'image_list').map(({ image }) => image)
      if (images.length + rowsOf(fields, 'element_list').length > 10) throw invalid('too many images and elements')
      return paint(context, request, fields, 'images/omni-image', images)
    },
    isTask: true,
  },
  {
    path: 'images/multi-image2image',
    models: ['kling-v2', 'kling-v2-1'],
    members: {
      ...COMMON,
      model_name: text(60),
      prompt: text(),
      subject_image_list: required(listOf({ subject_image: required(FILE) }, 1, 4)),
      scene_image: FILE,
      style_image: FILE,
      n: required(integer(1, 9)),
      aspect_ratio: SHAPE,
    },
    handle: (context, request, fields) => {
      const subjects = rowsOf(fields, 'subject_image_list').map((row) => row.subject_image)
      const values = [...subjects, fields.scene_image, fields.style_image]
      return paint(context, request, fields, 'images/multi-image2image', values)
    },
    isTask: true,
  },
  {
    path: 'images/editing/expand',
    members: {
      ...COMMON,
      image: required(FILE),
      up_expansion_ratio: RATIO,
      down_expansion_ratio: RATIO,
      left_expansion_ratio: RATIO,
      right_expansion_ratio: RATIO,
      prompt: text(),
      n: required(integer(1, 9)),
    },
    handle: expand,
    isTask: true,
  },
  {
    path: 'images/kolors-virtual-try-on',
    models: ['kolors-virtual-try-on-v1', 'kolors-virtual-try-on-v1-5'],
    members: { ...COMMON, model_name: text(60), human_image: required(FILE), cloth_image: required(FILE) },
    handle: (context, request, fields) => {
      const values = [fields.human_image, fields.cloth_image]
      return paint(context, request, fields, 'images/kolors-virtual-try-on', values, 'kling-kolors-virtual-try-on')
    },
    isTask: true,
  },
  {
    path: 'videos/image-recognize',
    members: { image: required(FILE) },
    handle: recognize,
    isTask: false,
  },
]
