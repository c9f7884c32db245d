import type { ReceivedRequest } from '@demo/wire/gateway-request'
import { DOCUMENTED_CALLS, type DocumentedCall, type Members, schemaFaults } from '../fakes/documented-calls'
import { EXAMPLES } from '../fixtures/examples'
import { membersOf, readText } from './sent-fields'

/** Operations that no page writes down as a call of their own. */
const UNWRITTEN: Readonly<Record<string, string>> = {
  'openai-images.dall-e.generate': 'a row of a list of models; the call is that of the GPT images',
  'openai-images.dall-e.mask': 'a row of a list of models; the call is that of the GPT images',
  'midjourney.seed': 'known from the relay, not from a page',
}

const NOTICES = 'a notice only wakes the poller; the receiver adds its address where a person turned it on'
const AT_ONCE = 'would bring the result inside the answer, past the queue that survives a restart'
const OTHER_STEP = 'belongs to another of the calls at this address, which is an operation of its own'
const NO_EFFECT = 'has no effect on the result'

/** Documented members that no form sends, and why. */
const NOT_SENT: Readonly<Record<string, string>> = {
  callback_url: NOTICES,
  notifyHook: NOTICES,
  notify_hook: NOTICES,
  webhook: NOTICES,
  webhook_events_filter: NOTICES,
  sync_mode: AT_ONCE,
  stream: AT_ONCE,
  stream_format: AT_ONCE,
  partial_images: AT_ONCE,
  chunking_strategy: AT_ONCE,
  response_format: 'refused by the vendor for some models; both kinds of answers are read',
  encoding_format: 'vectors are kept as numbers',
  user: NO_EFFECT,
  state: NO_EFFECT,
  instanceId: NO_EFFECT,
  metadata: NO_EFFECT,
  temperature: NO_EFFECT,
  max_tokens: NO_EFFECT,
  session_id: 'the vendor refuses a second request with the same one, so that it would spoil a retry',
  accountFilter: 'not on ChainHub’s page; the relay removes it',
  include: 'log probabilities, which nothing here shows',
  timestamp_granularities: 'the formats with times have them',
  draft: 'a preview that a further kind of call turns into a clip; there is no such step here',
  frames: 'another way to write the length',
  safetySettings: 'the vendor’s own filter counts',
  systemInstruction: 'the prompt says it all',
  tools: 'belong to talks',
  model: 'stands in the address',
  mask: OTHER_STEP,
  'generationConfig.speechConfig.multiSpeakerVoiceConfig': 'two voices in one file are not offered',
  'file_infos.file_id': 'names a file in the channel owner’s own library',
  'file_infos.category': 'known from newer siblings of the gateway only',
  rendering_speed: 'stands for the model, and goes with every model but the default one',
}

/** The same for single operations: what the page says to leave out there, or what belongs to another step. */
const NOT_SENT_BY: Readonly<Record<string, readonly string[]>> = {
  'openai-images.flux.generate': ['quality', 'size', 'style'],
  'openai-images.flux.edit': ['background', 'moderation', 'quality'],
  'midjourney.blend': ['quality'],
  'ideogram.v3.generate': ['character_reference_images', 'character_reference_images_mask', 'style_reference_images'],
  'tencent.aigc_video.create': ['file_infos.text'],
  'sora.character.from-clip': ['from_task'],
  'sora.character.create': ['url'],
  'suno.music.custom': ['continue_at', 'continue_clip_id', 'generation_type', 'seed', 'task'],
  'suno.music.inspiration': ['tags', 'title'],
  'suno.music.upload-extend': ['make_instrumental', 'task_id'],
  'suno.music.upload-cover': [
    'continue_at',
    'continue_clip_id',
    'continued_aligned_prompt',
    'infill_end_s',
    'infill_start_s',
  ],
  'suno.music.cover': ['continue_at', 'continue_clip_id', 'continued_aligned_prompt', 'infill_end_s', 'infill_start_s'],
  'suno.music.infill': ['continue_at'],
}

/** Seedance writes its settings behind the prompt for these models, as ChainHub's pages do. */
const SEEDANCE_WORDS = ['camera_fixed', 'duration', 'execution_expires_after', 'generate_audio', 'ratio', 'resolution']
const SEEDANCE_MORE = ['return_last_frame', 'seed', 'service_tier', 'watermark', 'content.role']

/** Models that nobody describes take whatever a person writes. */
const ANY_MEMBER = ['fal.submit']

/** What differs between the calls that arrived and the documented one, in words; empty where nothing does. */
export function differencesFromPage(
  operationId: string,
  minimal: ReceivedRequest,
  full: readonly ReceivedRequest[],
): readonly string[] {
  const call = DOCUMENTED_CALLS[operationId]
  if (!call) return Object.hasOwn(UNWRITTEN, operationId) ? [] : ['no page writes it down']
  const all = [minimal, ...full]
  const sent = new Set(all.flatMap((request) => pathsIn(membersOf(request))))
  const first = new Set(pathsIn(membersOf(minimal)))
  const members = Object.entries(call.members)
  const known = new Set(members.map(([name]) => name.split('.')[0] ?? name))
  return [
    ...all.flatMap((request) => [...headDifferences(request, call), ...schemaFaults(call, membersOf(request))]),
    ...members
      .filter(([name, { isRequired }]) => isRequired === true && !name.includes('.') && !first.has(name))
      .map(([name]) => `the minimal body lacks ${name}`),
    ...[...sent]
      .filter((name) => !name.includes('.') && !known.has(name) && !ANY_MEMBER.includes(operationId))
      .map((name) => `${name} is on no page`),
    ...members
      .filter(([name]) => !sent.has(name) && !isLeftOut(operationId, name))
      .map(([name]) => `${name} is never sent`),
  ]
}

function isLeftOut(operationId: string, name: string): boolean {
  if (Object.hasOwn(NOT_SENT, name) || NOT_SENT_BY[operationId]?.includes(name) === true) return true
  return operationId.startsWith('seedance.') && [...SEEDANCE_WORDS, ...SEEDANCE_MORE].includes(name)
}

function headDifferences({ method, path, headers }: ReceivedRequest, call: DocumentedCall): readonly string[] {
  const pattern = new RegExp(`^${call.path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '.+')}$`)
  const type = headers['content-type']?.split(';')[0] ?? 'none'
  return [
    ...(method === call.method ? [] : [`${method} in place of ${call.method}`]),
    ...(pattern.test(path) ? [] : [`${path} in place of ${call.path}`]),
    ...(type === call.contentType ? [] : [`${type} in place of ${call.contentType}`]),
    ...(headers.authorization?.startsWith('Bearer sk-') === true ? [] : ['no key in the header']),
  ]
}

/** The paths of all members; entries of lists share theirs, a repeated part of a form has its plain name. */
export function pathsIn(value: unknown, prefix = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsIn(item, prefix))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Members).flatMap(([name, inner]) => {
    const path = `${prefix}${prefix === '' ? '' : '.'}${name.replace(/\[\]$/, '')}`
    return [path, ...pathsIn(inner, path)]
  })
}

/** Members of examples that the full forms have no reason to hold. */
const ONLY_IN_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  // Parts of the address.
  'midjourney.seed': ['id'],
  'suno.wav': ['clip_id'],
  'suno.timing': ['clip_id'],
  // A size of one's own; the forms choose one that is offered.
  'fal.bytedance.seedream.v4.text-to-image': ['image_size.height', 'image_size.width'],
  'fal.bytedance.seedream.v4.edit': ['image_size.height', 'image_size.width'],
  // Settings of one model of a form that takes any.
  'replicate.create': ['input.height', 'input.width'],
}

/** What the documented example of an operation holds and no request that arrived does. */
export function unsentOfExample(operationId: string, requests: readonly ReceivedRequest[]): readonly string[] {
  const sent = new Set(requests.flatMap((request) => pathsIn(membersOf(request))))
  const left = [...(ONLY_IN_EXAMPLES[operationId] ?? []), ...Object.keys(NOT_SENT)]
  const example = EXAMPLES.get(operationId)
  if (!example) return ['no example is recorded']
  return pathsIn(membersOfExample(example.request)).filter((name) => !sent.has(name) && !left.includes(name))
}

/** In forms, objects are written as JSON text. */
function membersOfExample(request: unknown): unknown {
  const form = (request as { readonly form?: Members } | null)?.form
  if (form === undefined) return request
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? readText(value) : value]),
  )
}
