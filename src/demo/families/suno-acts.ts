import { randomUUID } from 'node:crypto'
import { acceptTask, chargeCall, type GatewayContext, servedModel } from '../context'
import type { Recipe } from '../media/recipe'
import { stateOf } from '../store/tasks'
import { checkFields } from '../wire/field-check'
import { parseFields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { bytesReply, jsonReply, type Reply } from '../wire/reply'
import { findClip, type KeptClip } from './suno-songs'

/**
 * A song as WAV. Upstreams answer in four ways; words in the title choose one, a link being the usual:
 * `demo:wav-task`, `demo:wav-named`, `demo:wav-bytes`.
 */
export async function wavOf(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const clip = finishedClip(context, request)
  const wav: Recipe = clip.sound.kind === 'song' ? { ...clip.sound, format: 'wav' } : clip.sound
  const title = clip.title
  const link = (): string => `${context.origin}${context.links.pathFor(`suno-wav/${clip.id}`, `${clip.id}.wav`, wav)}`
  if (title.includes('demo:wav-bytes')) {
    const { bytes, contentType } = await context.kitchen.make(wav)
    return bytesReply(200, contentType, bytes)
  }
  if (title.includes('demo:wav-named')) return jsonReply({ wav_file_url: link() })
  if (!title.includes('demo:wav-task')) return jsonReply({ code: 'success', message: '', data: link() })
  const task = acceptTask(context, request, {
    id: randomUUID(),
    family: 'suno',
    action: 'WAV',
    model: { ...servedModel('suno_lyrics', 'suno'), price: { unit: 'call', usd: 0 } },
    prompt: title,
    workSeconds: [3, 6],
    outputs: { wav },
  })
  return jsonReply({ code: 'success', message: '', data: task.id })
}

/** When each word is sung, spread evenly over the song. */
export function timingOf(context: GatewayContext, request: GatewayRequest): Reply {
  const clip = finishedClip(context, request)
  chargeCall(context, request, { model: { ...servedModel('suno_lyrics', 'suno'), price: { unit: 'call', usd: 0 } } })
  const words = timedPieces(clip.lyrics)
  const step = Math.max(0.05, (clip.seconds - 1.5) / Math.max(1, words.length))
  return jsonReply({
    aligned_words: words.map((word, index) => ({
      word,
      success: true,
      start_s: round(1 + index * step),
      end_s: round(1 + (index + 0.9) * step),
      p_align: 0.99,
    })),
    waveform_data: [],
    hoot_cer: 0.1,
    is_streamed: false,
  })
}

/** A singer out of a song that this gateway made itself. */
export function createPersona(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  const text = { type: 'text', isRequired: true, isFilled: true } as const
  checkFields(fields, {
    root_clip_id: text,
    name: text,
    description: text,
    clips: { type: 'texts', isRequired: true },
    is_public: { type: 'boolean' },
  })
  const root = findClip(context, textField(fields, 'root_clip_id'))
  if (root === null || root.taskId === null) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  if (!textList(fields, 'clips').includes(root.id))
    throw new Refusal(400, 'invalid_request', 'clips has to hold the root')
  return jsonReply({ id: randomUUID(), name: textField(fields, 'name') })
}

/** Words of the lyrics; a heading comes with the word after it, a line ends with its last word. */
function timedPieces(lyrics: string): readonly string[] {
  const pieces: string[] = []
  let heading = ''
  for (const line of lyrics.split('\n').filter((text) => text.trim() !== '')) {
    if (line.startsWith('[')) {
      heading = `${line.trim()}\n`
      continue
    }
    const words = line.trim().split(/\s+/)
    pieces.push(
      ...words.map((word, index) => `${index === 0 ? heading : ''}${word}${index === words.length - 1 ? '\n' : ' '}`),
    )
    heading = ''
  }
  return pieces
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000

function finishedClip(context: GatewayContext, request: GatewayRequest): KeptClip {
  const clip = findClip(context, request.params.id ?? '')
  const task = clip?.taskId == null ? null : context.tasks.findAny(clip.taskId)
  const isFinished = task === null || stateOf(task, Date.now()).phase === 'succeeded'
  if (clip === null || !isFinished) throw new Refusal(400, 'task_not_exist', 'task_not_exist')
  return clip
}
