import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import type { ClipRecipe, PictureRecipe, Recipe, SongRecipe } from '../media/recipe'
import { createRandom, hashText } from '../store/random'
import { type DemoTask, stateOf, type TaskState } from '../store/tasks'
import { parseFields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'

/** Suno music: submit, query one, query many. */
export const sunoRoutes: readonly Route[] = [
  { method: 'POST', path: '/suno/submit/music', errors: 'task', needsKey: true, handle: submit },
  { method: 'GET', path: '/suno/fetch/{id}', errors: 'task', needsKey: true, handle: fetchOne },
  { method: 'POST', path: '/suno/fetch', errors: 'task', needsKey: true, handle: fetchMany },
]

const MAX_LYRICS_CHARACTERS = 5000
const CLIPS = [0, 1] as const
const PREVIEW_SECONDS = 4

function success(data: unknown): Reply {
  return jsonReply({ code: 'success', message: '', data })
}

function submit(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  const description = textField(fields, 'gpt_description_prompt')
  const isInstrumental = fields.make_instrumental === true
  const lyrics = textField(fields, 'prompt') || (description === '' ? '' : `[Verse]\n${description}`)
  if (lyrics.trim() === '' && !(isInstrumental && textField(fields, 'tags') !== '')) {
    throw new Refusal(400, 'invalid_request', 'prompt_empty')
  }
  if (lyrics.length > MAX_LYRICS_CHARACTERS) throw new Refusal(400, 'invalid_request', 'prompt too long')
  if (lyrics.includes('demo:blocked')) throw new Refusal(400, 'sensitive_words_detected', 'sensitive words detected')
  const title = textField(fields, 'title') || titleFrom(description || lyrics)
  const tags = textField(fields, 'tags')
  const words = `${title} ${tags} ${description} ${lyrics}`
  const seed = seedFor(context, request, 'suno_music', words)
  const id = randomUUID()
  acceptTask(context, request, {
    id,
    family: 'suno',
    action: 'MUSIC',
    model: servedModel('suno_music', 'suno'),
    prompt: words,
    workSeconds: [20, 40],
    outputs: outputsOf(title, tags, lyrics, seed),
    details: {
      title,
      tags,
      lyrics: isInstrumental ? '' : lyrics,
      description,
      mv: textField(fields, 'mv') || 'chirp-v4',
      clip0: randomUUID(),
      clip1: randomUUID(),
      notifyHook: textField(fields, 'notify_hook'),
    },
  })
  return success(id)
}

function titleFrom(text: string): string {
  const line = text.split('\n').find((part) => part.trim() !== '' && !part.startsWith('[')) ?? 'Untitled'
  return line.trim().split(/\s+/).slice(0, 4).join(' ')
}

function outputsOf(title: string, tags: string, lyrics: string, seed: number): Record<string, Recipe> {
  const outputs: Record<string, Recipe> = {}
  for (const index of CLIPS) {
    const clipSeed = (seed + index * 7919) >>> 0
    const seconds = Math.round(createRandom(hashText(lyrics, clipSeed)).between(12, 20) * 10) / 10
    const song: SongRecipe = { kind: 'song', title, tags, lyrics, seed: clipSeed, seconds }
    const scene = `${title} ${tags} ${lyrics.slice(0, 200)}`
    const picture: PictureRecipe = {
      kind: 'picture',
      prompt: scene,
      model: 'suno',
      seed: clipSeed,
      width: 512,
      height: 512,
      format: 'png',
    }
    const clip: ClipRecipe = {
      kind: 'clip',
      prompt: scene,
      model: 'suno',
      seed: clipSeed,
      width: 360,
      height: 360,
      seconds: 3,
      source: null,
    }
    outputs[`audio${index}`] = song
    outputs[`stream${index}`] = { ...song, seconds: PREVIEW_SECONDS }
    outputs[`large${index}`] = picture
    outputs[`image${index}`] = { ...picture, width: 256, height: 256 }
    outputs[`video${index}`] = clip
  }
  return outputs
}

function fetchOne(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('suno', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  return success(view(context, task))
}

function fetchMany(context: GatewayContext, request: GatewayRequest): Reply {
  const ids = textList(parseFields(request.body), 'ids')
  const tasks = ids.map((id) => context.tasks.find('suno', id, request.key)).filter((task) => task !== null)
  return success(tasks.map((task) => view(context, task)))
}

const STATUS_WORDS = {
  'waiting-for-input': 'NOT_START',
  queued: 'SUBMITTED',
  running: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
} as const

function view(context: GatewayContext, task: DemoTask): object {
  const state = stateOf(task, Date.now())
  const { phase, progress } = state
  const isOver = phase === 'succeeded' || phase === 'failed'
  const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000)
  // Playable previews appear in the second half of the work.
  const hasClips = phase === 'succeeded' || (phase === 'running' && progress > 0.5)
  return {
    task_id: task.id,
    notify_hook: task.details.notifyHook,
    action: task.action,
    status: task.statusWord ?? STATUS_WORDS[phase],
    fail_reason: phase === 'failed' ? task.failReason : '',
    submit_time: seconds(task.submittedAtMs),
    start_time: phase === 'queued' ? 0 : seconds(task.startsAtMs),
    finish_time: isOver ? seconds(task.finishesAtMs) : 0,
    progress: phase === 'succeeded' ? '100%' : `${Math.floor(progress * 100)}%`,
    data: hasClips ? CLIPS.map((index) => clipView(context, task, index, state)) : [],
  }
}

function clipView(context: GatewayContext, task: DemoTask, index: 0 | 1, state: TaskState): object {
  const { title, tags, lyrics, description, mv } = task.details
  const clipId = String(task.details[`clip${index}`])
  const isDone = state.phase === 'succeeded' && task.statusWord === null
  const url = (output: string, name: string): string => outputUrl(context, task, `${output}${index}`, name)
  return {
    id: clipId,
    title,
    status: isDone ? 'complete' : 'streaming',
    handle: '',
    user_id: '',
    is_liked: false,
    reaction: null,
    metadata: {
      tags,
      type: 'gen',
      prompt: lyrics,
      stream: true,
      history: null,
      duration: isDone ? (task.outputs[`audio${index}`] as SongRecipe).seconds : null,
      error_type: null,
      error_message: null,
      concat_history: null,
      refund_credits: false,
      audio_prompt_id: null,
      gpt_description_prompt: description === '' ? null : description,
    },
    audio_url: isDone ? url('audio', `${clipId}.mp3`) : url('stream', `${clipId}.mp3`),
    video_url: isDone ? url('video', `${clipId}.mp4`) : '',
    image_url: url('image', `image_${clipId}.png`),
    image_large_url: url('large', `image_large_${clipId}.png`),
    model_name: mv,
    major_model_version: 'v4',
    created_at: new Date(task.submittedAtMs).toISOString(),
    is_public: false,
    is_trashed: false,
    play_count: 0,
    upvote_count: 0,
    display_name: '',
    is_video_pending: !isDone,
    is_handle_updated: false,
  }
}
