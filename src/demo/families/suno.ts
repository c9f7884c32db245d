import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, servedModel } from '../context'
import { stateOf } from '../store/tasks'
import { checkFields } from '../wire/field-check'
import { parseFields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { createPersona, timingOf, wavOf } from './suno-acts'
import { JOIN_CHECKS, LYRICS_CHECKS, olderOrder, songOrder } from './suno-orders'
import { acceptSong, findClip } from './suno-songs'
import { sunoUploadRoutes } from './suno-uploads'
import { clipIdsOf, clipView, taskView } from './suno-view'

const SHARED = { errors: 'task', needsKey: true } as const

/** Suno: songs, words, joining, queries, files of a song, uploads, and the protocol before all that. */
export const sunoRoutes: readonly Route[] = [
  { method: 'POST', path: '/suno/submit/music', ...SHARED, handle: submitMusic },
  { method: 'POST', path: '/suno/submit/lyrics', ...SHARED, handle: submitLyrics },
  { method: 'POST', path: '/suno/submit/concat', ...SHARED, handle: join },
  { method: 'GET', path: '/suno/fetch/{id}', ...SHARED, handle: fetchOne },
  { method: 'POST', path: '/suno/fetch', ...SHARED, handle: fetchMany },
  { method: 'GET', path: '/suno/act/wav/{id}', ...SHARED, handle: wavOf },
  { method: 'GET', path: '/suno/act/timing/{id}', ...SHARED, handle: timingOf },
  { method: 'POST', path: '/suno/generate', ...SHARED, handle: generate },
  { method: 'GET', path: '/suno/feed/{ids}', ...SHARED, handle: feed },
  { method: 'POST', path: '/suno/persona/create/', ...SHARED, handle: createPersona },
  ...sunoUploadRoutes,
]

function success(data: unknown): Reply {
  return jsonReply({ code: 'success', message: '', data })
}

function submitMusic(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  if (Object.hasOwn(fields, 'clip_id')) return join(context, request)
  const order = songOrder(fields)
  if (order.parent && findClip(context, order.parent.clipId) === null) {
    throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  }
  return success(acceptSong(context, request, order).id)
}

/** A part and the song it belongs to as one; a song that belongs to none is joined with nothing. */
function join(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  checkFields(fields, JOIN_CHECKS)
  const part = findClip(context, textField(fields, 'clip_id'))
  if (part === null) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  const parent = part.parentId === null ? null : findClip(context, part.parentId)
  const isInfill = fields.is_infill === true
  const before = isInfill ? (parent?.seconds ?? 0) : part.parentSeconds
  const task = acceptSong(context, request, {
    action: 'MUSIC',
    title: part.title,
    tags: part.tags,
    lyrics: [parent?.lyrics ?? '', part.lyrics].filter((text) => text !== '').join('\n'),
    description: '',
    mv: 'chirp-v4',
    isInstrumental: false,
    notifyHook: '',
    clipCount: 1,
    seconds: isInfill ? Math.max(before, part.seconds) : before + part.seconds,
  })
  return success(task.id)
}

function submitLyrics(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  checkFields(fields, LYRICS_CHECKS)
  const prompt = textField(fields, 'prompt').trim()
  if (prompt === '') throw new Refusal(400, 'invalid_request', 'prompt_empty')
  if (prompt.includes('demo:blocked')) throw new Refusal(400, 'sensitive_words_detected', 'sensitive words detected')
  const subject = prompt.replace(/^a song about /i, '')
  const id = randomUUID()
  acceptTask(context, request, {
    id,
    family: 'suno',
    action: 'LYRICS',
    model: servedModel('suno_lyrics', 'suno'),
    prompt,
    workSeconds: [3, 8],
    outputs: {},
    details: {
      lyricsId: randomUUID(),
      notifyHook: textField(fields, 'notify_hook'),
      title: titled(subject),
      text: `[Verse]\nI went looking for ${subject}\nAnd the evening kept the time\n[Chorus]\nOh, ${subject}\nLet the morning find the rhyme`,
    },
  })
  return success(id)
}

function titled(subject: string): string {
  const words = subject.split(/\s+/).slice(0, 4)
  return words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join(' ')
}

function fetchOne(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('suno', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  return success(taskView(context, task))
}

function fetchMany(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  checkFields(fields, {
    ids: { type: 'texts', isRequired: true },
    action: { type: 'text', oneOf: ['MUSIC', 'LYRICS'] },
  })
  const action = textField(fields, 'action')
  const tasks = textList(fields, 'ids')
    .map((id) => context.tasks.find('suno', id, request.key))
    .filter((task) => task !== null && (action === '' || task.action === action))
    .filter((task) => task !== null)
  return success(tasks.map((task) => taskView(context, task)))
}

/** The older protocol answers with the takes themselves. */
function generate(context: GatewayContext, request: GatewayRequest): Reply {
  const task = acceptSong(context, request, olderOrder(parseFields(request.body)))
  return jsonReply({ id: task.id, clips: clipIdsOf(task).map((id) => ({ id, status: 'submitted' })) })
}

function feed(context: GatewayContext, request: GatewayRequest): Reply {
  const clips = (request.params.ids ?? '').split(',').flatMap((id) => {
    const kept = findClip(context, id)
    const task = kept?.taskId == null ? null : context.tasks.find('suno', kept.taskId, request.key)
    if (task === null) return []
    return [clipView(context, task, { id, index: clipIdsOf(task).indexOf(id) }, stateOf(task, Date.now()))]
  })
  return jsonReply(clips)
}
