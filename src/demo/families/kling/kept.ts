import { type GatewayContext, randomDigits } from '../../context'
import { stateOf } from '../../store/tasks'
import { type Fields, isFields, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import type { Reply } from '../../wire/reply'
import type { Route } from '../../wire/router'
import { checkOneOf, COMMON, FILE, invalid, listOf, object, required, rowsOf, text, word } from './checks'
import { ownClip, picture } from './inputs'
import { accept, asWholeNumber, envelope, type KlingCall, tasksOf } from './protocol'

const TAGS = listOf({ tag_id: required(word('o_101', 'o_102', 'o_103', 'o_104', 'o_105', 'o_106', 'o_107', 'o_108')) })
/** Beyond what a JavaScript number can hold. */
const newElementId = (): string => `9${randomDigits(17)}`

const PRESET_VOICES = [
  ['preset-voice-1', 'Narrator'],
  ['preset-voice-2', 'Grandmother'],
] as const
const PRESET_ELEMENTS = [['7000000000000000001', 'Robot']] as const

async function oldElement(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  await picture(context, fields.element_frontal_image, 'element_frontal_image')
  for (const row of rowsOf(fields, 'element_refer_list')) await picture(context, row.image_url, 'element_refer_list')
  return envelope(request, {
    element_id: newElementId(),
    element_name: fields.element_name,
    element_description: fields.element_description,
  })
}

async function element(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const images = isFields(fields.element_image_list) ? fields.element_image_list : null
  const videos = isFields(fields.element_video_list) ? fields.element_video_list : null
  const isFromPictures = fields.reference_type === 'image_refer'
  if (isFromPictures && images === null) throw invalid('element_image_list can not be empty')
  if (!isFromPictures && videos === null) throw invalid('element_video_list can not be empty')
  if (isFromPictures && fields.element_voice_id !== undefined) throw invalid('element_voice_id needs video_refer')
  await picture(context, images?.frontal_image, 'frontal_image')
  return accept(context, request, fields, {
    action: 'general/advanced-custom-elements',
    billedAs: null,
    prompt: textField(fields, 'element_description'),
    outputs: {},
    workSeconds: [5, 10],
    details: {
      elementId: newElementId(),
      name: textField(fields, 'element_name'),
      about: textField(fields, 'element_description'),
    },
  })
}

function voice(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  checkOneOf(fields, 'voice_url', 'video_id')
  const id = textField(fields, 'video_id')
  if (id !== '') ownClip(context, request, id)
  else if (!/^https?:\/\//i.test(textField(fields, 'voice_url'))) throw invalid('voice_url must be a URL')
  const name = textField(fields, 'voice_name')
  return accept(context, request, fields, {
    action: 'general/custom-voices',
    billedAs: 'kling-custom-voices',
    prompt: name,
    outputs: { trial: { kind: 'speech', text: `This is ${name}.`, voice: name, speed: 1, format: 'mp3' } },
    workSeconds: [5, 10],
    details: { voiceId: randomDigits(18), name },
  })
}

/** Own things that are finished and not deleted. */
function isKept(
  context: GatewayContext,
  request: GatewayRequest,
  member: 'voiceId' | 'elementId',
  id: string,
): boolean {
  const made = tasksOf(context, request.key).some(
    (task) => task.details[member] === id && stateOf(task, Date.now()).phase === 'succeeded',
  )
  return made && context.journal.get<boolean>('kling-deleted', id) !== true
}

function remove(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  member: 'voiceId' | 'elementId',
): Reply {
  const id = textField(fields, member === 'voiceId' ? 'voice_id' : 'element_id')
  if (!isKept(context, request, member, id)) throw invalid(`${id} not found or not yours`)
  context.journal.put('kling-deleted', id, true)
  return envelope(request, { task_id: randomDigits(18), task_status: 'succeed' })
}

function pageOf<Item>(request: GatewayRequest, items: readonly Item[]): readonly Item[] {
  const size = Math.min(1000, Math.max(1, Number(request.query.get('pageSize') ?? 30) || 30))
  const page = Math.max(1, Number(request.query.get('pageNum') ?? 1) || 1)
  return items.slice((page - 1) * size, page * size)
}

const entry = (result: object): object => ({
  task_id: randomDigits(18),
  task_status: 'succeed',
  task_status_msg: '',
  created_at: Date.now(),
  updated_at: Date.now(),
  task_result: result,
})

const presetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/kling/v1/general/presets-voices',
    errors: 'kling',
    needsKey: true,
    handle: (_context, request) =>
      envelope(
        request,
        pageOf(request, PRESET_VOICES).map(([voice_id, voice_name]) =>
          entry({ voices: [{ voice_id, voice_name, trial_url: '', owned_by: 'kling' }] }),
        ),
      ),
  },
  {
    method: 'GET',
    path: '/kling/v1/general/advanced-presets-elements',
    errors: 'kling',
    needsKey: true,
    handle: (_context, request) =>
      envelope(
        request,
        pageOf(request, PRESET_ELEMENTS).map(([id, element_name]) =>
          entry({ elements: [{ element_id: asWholeNumber(id), element_name, owned_by: 'kling' }] }),
        ),
      ),
  },
]

/** Before the calls, so that they are not taken for the number of a task. */
export const keptRoutes = presetRoutes

export const keptCalls: readonly KlingCall[] = [
  {
    path: 'general/custom-elements',
    members: {
      element_name: text(20, true),
      element_description: text(100, true),
      element_frontal_image: required(FILE),
      element_refer_list: required(listOf({ image_url: required(FILE) }, 1, 3)),
      tag_list: TAGS,
    },
    handle: oldElement,
    isTask: false,
  },
  {
    path: 'general/advanced-custom-elements',
    members: {
      ...COMMON,
      element_name: text(20, true),
      element_description: text(100, true),
      reference_type: required(word('image_refer', 'video_refer')),
      element_image_list: object({
        frontal_image: required(FILE),
        refer_images: required(listOf({ image_url: required(FILE) }, 1, 3)),
      }),
      element_video_list: object({ refer_videos: required(listOf({ video_url: required(FILE) }, 1, 1)) }),
      element_voice_id: text(40),
      tag_list: TAGS,
    },
    handle: element,
    isTask: true,
  },
  {
    path: 'general/custom-voices',
    members: { ...COMMON, voice_name: text(20, true), voice_url: FILE, video_id: text(40) },
    handle: voice,
    isTask: true,
  },
  {
    path: 'general/delete-voices',
    members: { voice_id: text(60, true) },
    handle: (context, request, fields) => remove(context, request, fields, 'voiceId'),
    isTask: false,
  },
  {
    path: 'general/delete-elements',
    members: { element_id: text(60, true) },
    handle: (context, request, fields) => remove(context, request, fields, 'elementId'),
    isTask: false,
  },
]
