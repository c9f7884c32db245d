import type { GatewayContext } from '../../context'
import type { ClipRecipe } from '../../media/recipe'
import { type Fields, isFields, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import type { Reply } from '../../wire/reply'
import {
  COMMON,
  FILE,
  FLAG,
  integer,
  invalid,
  listOf,
  type Members,
  MODE,
  number,
  object,
  required,
  rowsOf,
  text,
  WATERMARK,
  word,
} from './checks'
import { frameFor, ownClip, picture, secondsOf } from './inputs'
import { accept, type KlingCall, seedOf } from './protocol'

export const SECONDS = ['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15'] as const
const SHAPE = word('16:9', '9:16', '1:1')
const AXIS = number(-10, 10)
const CAMERA = object({
  type: required(word('simple', 'down_back', 'forward_up', 'right_turn_forward', 'left_turn_forward')),
  config: object({ horizontal: AXIS, vertical: AXIS, pan: AXIS, tilt: AXIS, roll: AXIS, zoom: AXIS }),
})
const SHOTS: Members = {
  multi_shot: FLAG,
  shot_type: word('customize', 'intelligence'),
  multi_prompt: listOf({ index: required(integer(1, 6)), prompt: text(512, true), duration: text(2, true) }, 1, 6),
}
const ELEMENTS = (max: number) => listOf({ element_id: required(text(40)) }, 0, max)
const VIDEO: Members = { ...SHOTS, ...COMMON, ...WATERMARK, sound: word('on', 'off'), duration: FILE }

async function clip(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  source: string | null,
  seconds: number,
): Promise<ClipRecipe> {
  const prompt = textField(fields, 'prompt') || 'a quiet scene'
  const seed = seedOf(context, request, prompt)
  const frame = frameFor(context, fields, source)
  return { kind: 'clip', prompt, model: textField(fields, 'model_name') || 'kling-v1', seed, seconds, source, ...frame }
}

function checkCamera(fields: Fields): void {
  const camera = fields.camera_control
  if (!isFields(camera) || camera.type !== 'simple') return
  const config = isFields(camera.config) ? Object.values(camera.config) : []
  if (config.filter((value) => value !== 0).length !== 1)
    throw invalid('camera_control.config: exactly one value must be non-zero')
}

function checkShots(fields: Fields): void {
  if (fields.multi_shot !== true) return
  if (textField(fields, 'shot_type') === '') throw invalid('shot_type can not be empty when multi_shot is true')
  if (fields.shot_type !== 'customize') return
  const sum = rowsOf(fields, 'multi_prompt').reduce((total, row) => total + Number(row.duration), 0)
  if (sum !== Number(textField(fields, 'duration') || '5'))
    throw invalid('multi_prompt: durations must add up to duration')
}

async function textToVideo(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkCamera(fields)
  checkShots(fields)
  const video = await clip(context, request, fields, null, secondsOf(fields, SECONDS))
  return accept(context, request, fields, {
    action: 'videos/text2video',
    billedAs: 'kling-video',
    prompt: textField(fields, 'prompt'),
    outputs: { video },
  })
}

async function imageToVideo(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkCamera(fields)
  checkShots(fields)
  if (textField(fields, 'image') === '' && textField(fields, 'image_tail') === '')
    throw invalid('image or image_tail is required')
  const hasMasks = textField(fields, 'static_mask') !== '' || rowsOf(fields, 'dynamic_masks').length > 0
  const exclusive = [textField(fields, 'image_tail') !== '', hasMasks, fields.camera_control !== undefined]
  if (exclusive.filter(Boolean).length > 1) throw invalid('image_tail, masks and camera_control exclude one another')
  if (fields.sound !== 'on' && rowsOf(fields, 'voice_list').length > 0) throw invalid('voice_list requires sound on')
  const source =
    (await picture(context, fields.image, 'image')) ?? (await picture(context, fields.image_tail, 'image_tail'))
  const video = await clip(context, request, fields, source, secondsOf(fields, SECONDS))
  return accept(context, request, fields, {
    action: 'videos/image2video',
    billedAs: 'kling-video',
    prompt: textField(fields, 'prompt'),
    outputs: { video },
  })
}

async function omni(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkShots(fields)
  const images = rowsOf(fields, 'image_list')
  const [base] = rowsOf(fields, 'video_list')
  if (textField(fields, 'prompt') === '' && fields.shot_type !== 'customize') throw invalid('prompt can not be empty')
  const hasFirst = images.some(({ type }) => type === 'first_frame')
  if (images.some(({ type }) => type === 'end_frame') && !hasFirst) throw invalid('end_frame requires first_frame')
  const isEdit = base !== undefined && base.refer_type !== 'feature'
  if (isEdit && hasFirst) throw invalid('first_frame is not allowed with a base video')
  if (base !== undefined && fields.sound === 'on') throw invalid('sound must be off with a video')
  if (!hasFirst && !isEdit && textField(fields, 'aspect_ratio') === '') throw invalid('aspect_ratio can not be empty')
  const elements = rowsOf(fields, 'element_list').length
  if (images.length + elements > (base === undefined ? 7 : 4)) throw invalid('too many images and elements')
  const sources: (string | null)[] = []
  for (const [index, item] of images.entries())
    sources.push(await picture(context, item.image_url, `image_list[${index}]`))
  const named = [...textField(fields, 'prompt').matchAll(/<<<image_(\d+)>>>/g)].map((match) => Number(match[1]))
  if (named.some((place) => place > images.length)) throw invalid('prompt names an image that is not there')
  const video = await clip(
    context,
    request,
    fields,
    sources.find((blob) => blob !== null) ?? null,
    secondsOf(fields, SECONDS),
  )
  return accept(context, request, fields, {
    action: 'videos/omni-video',
    billedAs: 'kling-video',
    prompt: textField(fields, 'prompt'),
    outputs: { video },
  })
}

async function multiImage(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const sources: (string | null)[] = []
  for (const row of rowsOf(fields, 'image_list')) sources.push(await picture(context, row.image, 'image_list'))
  const video = await clip(context, request, fields, sources[0] ?? null, secondsOf(fields, ['5', '10']))
  return accept(context, request, fields, {
    action: 'videos/multi-image2video',
    billedAs: 'kling-video',
    prompt: textField(fields, 'prompt'),
    outputs: { video },
  })
}

async function motion(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  if (rowsOf(fields, 'element_list').length > 0 && fields.character_orientation !== 'video')
    throw invalid('character_orientation must be video with an element')
  if (!/^https?:\/\//i.test(textField(fields, 'video_url'))) throw invalid('video_url must be a URL')
  const source = await picture(context, fields.image_url, 'image_url')
  const video = await clip(context, request, fields, source, 3)
  return accept(context, request, fields, {
    action: 'videos/motion-control',
    billedAs: 'kling-video',
    prompt: textField(fields, 'prompt'),
    outputs: { video },
  })
}

function extend(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const source = ownClip(context, request, textField(fields, 'video_id'))
  if (!['kling-v1', 'kling-v1-5', 'kling-v1-6'].includes(source.model))
    throw invalid('video-extend supports videos of kling-v1, v1-5 and v1-6 only')
  const prompt = textField(fields, 'prompt') || source.prompt
  const video: ClipRecipe = { ...source, prompt, seconds: Math.min(8, source.seconds + 2) }
  return accept(context, request, fields, {
    action: 'videos/video-extend',
    billedAs: 'kling-video-extend',
    prompt,
    outputs: { video },
  })
}

const DUAL = ['hug', 'kiss', 'heart_gesture', 'fight']

async function effects(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const scene = textField(fields, 'effect_scene')
  const input = isFields(fields.input) ? fields.input : {}
  const isDual = DUAL.includes(scene)
  const images = Array.isArray(input.images) ? (input.images as readonly unknown[]) : []
  if (isDual && images.length !== 2) throw invalid(`effect_scene '${scene}' needs input.images with two images`)
  if (isDual && scene === 'fight' && input.model_name !== 'kling-v1-6') throw invalid('fight needs kling-v1-6')
  if (!isDual && textField(input, 'image') === '') throw invalid('input.image can not be empty')
  const blobs: (string | null)[] = []
  for (const value of isDual ? images : [input.image]) blobs.push(await picture(context, value, 'input'))
  const video = await clip(context, request, { ...fields, prompt: scene }, blobs[0] ?? null, 3)
  return accept(context, request, fields, {
    action: 'videos/effects',
    billedAs: 'kling-effects',
    prompt: scene,
    outputs: { video },
  })
}

export const videoCalls: readonly KlingCall[] = [
  {
    path: 'videos/text2video',
    models: [
      'kling-v1',
      'kling-v1-6',
      'kling-v2-master',
      'kling-v2-1-master',
      'kling-v2-5-turbo',
      'kling-v2-6',
      'kling-v3',
    ],
    members: {
      ...VIDEO,
      model_name: text(60),
      prompt: text(2500, true),
      negative_prompt: text(),
      cfg_scale: number(0, 1),
      mode: MODE,
      camera_control: CAMERA,
      aspect_ratio: SHAPE,
    },
    handle: textToVideo,
    isTask: true,
  },
  {
    path: 'videos/image2video',
    models: [
      'kling-v1',
      'kling-v1-5',
      'kling-v1-6',
      'kling-v2-master',
      'kling-v2-1',
      'kling-v2-1-master',
      'kling-v2-5-turbo',
      'kling-v2-6',
      'kling-v3',
    ],
    members: {
      ...VIDEO,
      model_name: text(60),
      image: FILE,
      image_tail: FILE,
      prompt: text(),
      negative_prompt: text(),
      element_list: ELEMENTS(3),
      voice_list: listOf({ voice_id: required(text(60)) }, 0, 2),
      cfg_scale: number(0, 1),
      mode: MODE,
      static_mask: FILE,
      dynamic_masks: listOf(
        {
          mask: required(FILE),
          trajectories: required(listOf({ x: required(number(0, 10_000)), y: required(number(0, 10_000)) }, 2, 77)),
        },
        0,
        6,
      ),
      camera_control: CAMERA,
    },
    handle: imageToVideo,
    isTask: true,
  },
  {
    path: 'videos/omni-video',
    models: ['kling-video-o1', 'kling-v3-omni'],
    members: {
      ...VIDEO,
      model_name: text(60),
      prompt: text(),
      image_list: listOf({ image_url: required(FILE), type: word('first_frame', 'end_frame') }, 0, 7),
      element_list: ELEMENTS(7),
      video_list: listOf(
        {
          video_url: required(FILE),
          refer_type: word('base', 'feature'),
          keep_original_sound: word('yes', 'no'),
        },
        0,
        1,
      ),
      mode: required(MODE),
      aspect_ratio: SHAPE,
    },
    handle: omni,
    isTask: true,
  },
  {
    path: 'videos/multi-image2video',
    models: ['kling-v1-6'],
    members: {
      ...COMMON,
      ...WATERMARK,
      model_name: text(60),
      image_list: required(listOf({ image: required(FILE) }, 1, 4)),
      prompt: text(2500, true),
      negative_prompt: text(),
      mode: required(MODE),
      duration: FILE,
      aspect_ratio: SHAPE,
    },
    handle: multiImage,
    isTask: true,
  },
  {
    path: 'videos/motion-control',
    models: ['kling-v2-6', 'kling-v3'],
    members: {
      ...COMMON,
      ...WATERMARK,
      model_name: text(60),
      prompt: text(),
      image_url: required(FILE),
      video_url: required(FILE),
      element_list: ELEMENTS(1),
      keep_original_sound: word('yes', 'no'),
      character_orientation: required(word('image', 'video')),
      mode: required(MODE),
    },
    handle: motion,
    isTask: true,
  },
  {
    path: 'videos/video-extend',
    members: {
      ...COMMON,
      ...WATERMARK,
      video_id: text(40, true),
      prompt: text(),
      negative_prompt: text(),
      cfg_scale: number(0, 1),
    },
    handle: extend,
    isTask: true,
  },
  {
    path: 'videos/effects',
    members: {
      ...COMMON,
      effect_scene: text(60, true),
      input: required(
        object({
          image: FILE,
          images: { kind: 'list', min: 2, max: 2 },
          model_name: word('kling-v1', 'kling-v1-5', 'kling-v1-6'),
          mode: MODE,
          duration: word('5', '10'),
        }),
      ),
    },
    handle: effects,
    isTask: true,
  },
]
