import { type GatewayContext, randomDigits, workTime } from '../../context'
import type { ClipRecipe, SongRecipe, SpeechRecipe } from '../../media/recipe'
import { type Fields, isFields, numberField, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import type { Reply } from '../../wire/reply'
import {
  checkOneOf,
  COMMON,
  FILE,
  FLAG,
  integer,
  invalid,
  listOf,
  MODE,
  number,
  object,
  required,
  rowsOf,
  text,
  WATERMARK,
  word,
} from './checks'
import { checkSound, frameFor, picture, sourceClip } from './inputs'
import { accept, charge, envelope, type KlingCall, seedOf } from './protocol'

const ENGLISH = ['oversea_male1', 'uk_boy1', 'uk_man2']
const DAY_MS = 86_400_000

interface FaceSession {
  readonly key: string
  readonly clip: ClipRecipe
  readonly expiresAtMs: number
}

interface KeptSpeech {
  readonly key: string
  readonly text: string
}

async function speak(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const voice = textField(fields, 'voice_id')
  const language = textField(fields, 'voice_language')
  if (/^\d+$/.test(voice)) throw invalid('voice_id: custom voices are not supported')
  if (ENGLISH.includes(voice) && language !== 'en') throw invalid('voice_language does not match voice_id')
  const words = textField(fields, 'text')
  charge(context, request, 'kling-audio')
  await workTime(context, 2)
  const id = randomDigits(18)
  const speed = numberField(fields, 'voice_speed', 1)
  const recipe: SpeechRecipe = { kind: 'speech', text: words, voice, speed, format: 'mp3' }
  context.journal.put('kling-speech', id, { key: request.key, text: words } satisfies KeptSpeech)
  const url = `${context.origin}${context.links.pathFor(`${id}/speech`, 'output.mp3', recipe)}`
  const now = Date.now()
  return envelope(request, {
    task_id: randomDigits(18),
    task_status: 'succeed',
    task_status_msg: '',
    task_result: { audios: [{ id, url, duration: Math.max(1, words.length / 15).toFixed(1) }] },
    final_unit_deduction: '0.05',
    created_at: now,
    updated_at: now,
  })
}

/** Exactly one of Kling speech and a sound, and it has to be there. */
function checkSpoken(context: GatewayContext, request: GatewayRequest, fields: Fields): void {
  checkOneOf(fields, 'audio_id', 'sound_file')
  const id = textField(fields, 'audio_id')
  if (id === '') return checkSound(textField(fields, 'sound_file'), 'sound_file')
  const kept = context.journal.get<KeptSpeech>('kling-speech', id)
  if (kept === null || kept.key !== request.key) throw invalid(`audio_id ${id} not found`)
}

async function avatar(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkSpoken(context, request, fields)
  const source = await picture(context, fields.image, 'image')
  const prompt = textField(fields, 'prompt') || 'somebody speaks'
  const seed = seedOf(context, request, prompt)
  const video: ClipRecipe = {
    kind: 'clip',
    prompt,
    model: 'kling-avatar',
    seed,
    seconds: 3,
    source,
    ...frameFor(context, fields, source),
  }
  const action = 'videos/avatar/image2video'
  return accept(context, request, fields, { action, billedAs: 'kling-avatar-image2video', prompt, outputs: { video } })
}

async function identify(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkOneOf(fields, 'video_id', 'video_url')
  const clip = sourceClip(context, request, fields)
  await workTime(context, 2)
  const sessionId = randomDigits(18)
  const session: FaceSession = { key: request.key, clip, expiresAtMs: Date.now() + DAY_MS }
  context.journal.put('kling-faces', sessionId, session)
  if (clip.prompt.includes('demo:no-face')) return envelope(request, { session_id: sessionId, face_data: [] })
  const faces = ['0', '1'].map((faceId) => {
    const recipe = {
      kind: 'picture',
      prompt: `portrait of a person ${faceId}`,
      model: 'kling',
      seed: Number(faceId) + 7,
      width: 320,
      height: 320,
      format: 'png',
    } as const
    const face_image = `${context.origin}${context.links.pathFor(`${sessionId}/face-${faceId}`, 'face.png', recipe)}`
    return { face_id: faceId, face_image, start_time: 0, end_time: Math.round(clip.seconds * 1000) }
  })
  return envelope(request, { session_id: sessionId, final_unit_deduction: '0.05', face_data: faces })
}

function lipSync(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const session = context.journal.get<FaceSession>('kling-faces', textField(fields, 'session_id'))
  if (session === null || session.key !== request.key || session.expiresAtMs < Date.now())
    throw invalid('session_id not found or expired')
  const [face] = rowsOf(fields, 'face_choose')
  if (!face || !['0', '1'].includes(textField(face, 'face_id'))) throw invalid('face_id not found')
  checkSpoken(context, request, face)
  const [start, end] = [numberField(face, 'sound_start_time', 0), numberField(face, 'sound_end_time', 0)]
  if (end - start < 2000) throw invalid('the cropped audio must be at least 2 s long')
  if (numberField(face, 'sound_insert_time', 0) >= session.clip.seconds * 1000)
    throw invalid('sound_insert_time is outside the video')
  return accept(context, request, fields, {
    action: 'videos/advanced-lip-sync',
    billedAs: 'kling-advanced-lip-sync',
    prompt: session.clip.prompt,
    outputs: { video: { ...session.clip, seed: session.clip.seed + 1 } },
  })
}

function oldLipSync(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const input = isFields(fields.input) ? fields.input : {}
  checkOneOf(input, 'video_id', 'video_url')
  const clip = sourceClip(context, request, input)
  if (input.mode === 'text2video') {
    for (const name of ['text', 'voice_id', 'voice_language'])
      if (textField(input, name) === '') throw invalid(`input.${name} can not be empty`)
  } else if (input.audio_type === 'file') checkSound(textField(input, 'audio_file') || 'x', 'input.audio_file')
  else if (textField(input, 'audio_url') === '') throw invalid('input.audio_url can not be empty')
  return accept(context, request, fields, {
    action: 'videos/lip-sync',
    billedAs: 'kling-lip-sync',
    prompt: textField(input, 'text') || clip.prompt,
    outputs: { video: { ...clip, seed: clip.seed + 2 } },
  })
}

function effectSound(context: GatewayContext, request: GatewayRequest, title: string, seconds: number): SongRecipe {
  return { kind: 'song', title, tags: 'ambient', lyrics: '', seed: seedOf(context, request, title), seconds }
}

function textToAudio(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const prompt = textField(fields, 'prompt')
  const audio = effectSound(context, request, prompt, 3)
  return accept(context, request, fields, {
    action: 'audio/text-to-audio',
    billedAs: 'kling-audio',
    prompt,
    outputs: { audio },
    workSeconds: [8, 20],
  })
}

function videoToAudio(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  checkOneOf(fields, 'video_id', 'video_url')
  const clip = sourceClip(context, request, fields)
  const prompt = textField(fields, 'sound_effect_prompt') || clip.prompt
  const outputs = { video: { ...clip, seed: clip.seed + 3 }, audio: effectSound(context, request, prompt, 3) }
  return accept(context, request, fields, { action: 'audio/video-to-audio', billedAs: 'kling-audio', prompt, outputs })
}

const VOLUME = number(0, 2)
const MILLISECONDS = integer(0, 300_000)

export const speakingCalls: readonly KlingCall[] = [
  {
    path: 'audio/tts',
    members: {
      text: text(1000, true),
      voice_id: text(60, true),
      voice_language: required(word('zh', 'en')),
      voice_speed: number(0.8, 2),
    },
    handle: speak,
    isTask: false,
  },
  {
    path: 'videos/avatar/image2video',
    members: {
      ...COMMON,
      ...WATERMARK,
      image: required(FILE),
      audio_id: text(40),
      sound_file: FILE,
      prompt: text(),
      mode: MODE,
    },
    handle: avatar,
    isTask: true,
  },
  { path: 'videos/identify-face', members: { video_id: text(40), video_url: FILE }, handle: identify, isTask: false },
  {
    path: 'videos/advanced-lip-sync',
    members: {
      ...COMMON,
      ...WATERMARK,
      session_id: text(40, true),
      face_choose: required(
        listOf(
          {
            face_id: text(40, true),
            audio_id: text(40),
            sound_file: FILE,
            sound_start_time: required(MILLISECONDS),
            sound_end_time: required(MILLISECONDS),
            sound_insert_time: required(MILLISECONDS),
            sound_volume: VOLUME,
            original_audio_volume: VOLUME,
          },
          1,
          1,
        ),
      ),
    },
    handle: lipSync,
    isTask: true,
  },
  {
    path: 'videos/lip-sync',
    members: {
      callback_url: text(2000),
      input: required(
        object({
          video_id: text(40),
          video_url: FILE,
          mode: required(word('text2video', 'audio2video')),
          text: text(120),
          voice_id: text(60),
          voice_language: word('zh', 'en'),
          voice_speed: number(0.8, 2),
          audio_type: word('file', 'url'),
          audio_file: FILE,
          audio_url: FILE,
        }),
      ),
    },
    handle: oldLipSync,
    isTask: true,
  },
  {
    path: 'audio/text-to-audio',
    members: { ...COMMON, prompt: text(200, true), duration: required(number(3, 10)) },
    handle: textToAudio,
    isTask: true,
  },
  {
    path: 'audio/video-to-audio',
    members: {
      ...COMMON,
      video_id: text(40),
      video_url: FILE,
      sound_effect_prompt: text(200),
      bgm_prompt: text(200),
      asmr_mode: FLAG,
    },
    handle: videoToAudio,
    isTask: true,
  },
]
