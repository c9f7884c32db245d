import { type GatewayContext, randomDigits, workTime } from '../../context'
import { encodePng } from '../../media/png'
import { createRaster } from '../../media/raster'
import type { ClipRecipe, Recipe } from '../../media/recipe'
import { type Fields, numberField, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import type { Reply } from '../../wire/reply'
import {
  checkOneOf,
  COMMON,
  FILE,
  integer,
  invalid,
  listOf,
  MODE,
  number,
  required,
  rowsOf,
  text,
  WATERMARK,
  word,
} from './checks'
import { picture, secondsOf, sourceClip } from './inputs'
import { accept, envelope, type KlingCall } from './protocol'

const DAY_MS = 86_400_000
const FRAMES_PER_SECOND = 24
const MAX_FRAMES = 10
const MAX_POINTS = 10

interface Point {
  readonly x: number
  readonly y: number
}

interface Session {
  readonly key: string
  readonly clip: ClipRecipe
  readonly frames: Readonly<Record<string, readonly Point[]>>
  readonly expiresAtMs: number
}

const frameCount = ({ seconds }: ClipRecipe): number => Math.round(seconds * FRAMES_PER_SECOND)

function linkTo(context: GatewayContext, slot: string, name: string, recipe: Recipe): string {
  return `${context.origin}${context.links.pathFor(slot, name, recipe)}`
}

async function init(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  checkOneOf(fields, 'video_id', 'video_url')
  const clip = sourceClip(context, request, fields)
  await workTime(context, 2)
  const id = randomDigits(18)
  const session: Session = { key: request.key, clip, frames: {}, expiresAtMs: Date.now() + DAY_MS }
  context.journal.put('kling-sessions', id, session)
  return envelope(request, {
    status: 0,
    session_id: id,
    final_unit_deduction: '0',
    fps: FRAMES_PER_SECOND,
    original_duration: Math.round(clip.seconds * 1000),
    width: clip.width,
    height: clip.height,
    total_frame: frameCount(clip),
    normalized_video: linkTo(context, `${id}/normalized`, 'n.mp4', clip),
  })
}

function sessionOf(context: GatewayContext, request: GatewayRequest, fields: Fields): Session {
  const session = context.journal.get<Session>('kling-sessions', textField(fields, 'session_id'))
  if (session === null || session.key !== request.key || session.expiresAtMs < Date.now())
    throw invalid('session_id not found or expired')
  return session
}

const pointsIn = (fields: Fields): readonly Point[] =>
  rowsOf(fields, 'points').map((row) => ({ x: numberField(row, 'x', 0), y: numberField(row, 'y', 0) }))

const isSame = (one: Point, other: Point): boolean => one.x === other.x && one.y === other.y

async function mark(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  change: (known: readonly Point[], points: readonly Point[]) => readonly Point[],
): Promise<Reply> {
  const session = sessionOf(context, request, fields)
  const frame = numberField(fields, 'frame_index', -1)
  if (frame >= frameCount(session.clip)) throw invalid('frame_index is outside the video')
  const points = change(session.frames[frame] ?? [], pointsIn(fields))
  if (points.length > MAX_POINTS) throw invalid('a frame takes at most 10 points')
  const all: Readonly<Record<string, readonly Point[]>> = { ...session.frames, [frame]: points }
  const frames = Object.fromEntries(Object.entries(all).filter(([, marked]) => marked.length > 0))
  if (Object.keys(frames).length > MAX_FRAMES) throw invalid('at most 10 frames can be marked')
  const id = textField(fields, 'session_id')
  context.journal.put('kling-sessions', id, { ...session, frames } satisfies Session)
  const mask = await maskOf(session.clip, points)
  const size = [session.clip.width, session.clip.height]
  return envelope(request, {
    status: 0,
    session_id: id,
    final_unit_deduction: '0',
    res: {
      frame_index: frame,
      rle_mask_list:
        points.length === 0
          ? []
          : [{ object_id: 0, rle_mask: { size, counts: 'demo' }, png_mask: { size, base64: mask } }],
    },
  })
}

/** White where something is marked; Kling counts upwards from the lower left corner. */
async function maskOf({ width, height }: ClipRecipe, points: readonly Point[]): Promise<string> {
  const raster = createRaster(width, height)
  const radius = Math.min(width, height) / 6
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isMarked = points.some((point) => Math.hypot(x - point.x * width, y - (1 - point.y) * height) < radius)
      const at = (y * width + x) * 4
      raster.data.fill(isMarked ? 255 : 0, at, at + 3)
      raster.data[at + 3] = isMarked ? 255 : 0
    }
  }
  return (await encodePng(raster, true)).toString('base64')
}

const added = (known: readonly Point[], points: readonly Point[]): readonly Point[] => [...known, ...points]

function removed(known: readonly Point[], points: readonly Point[]): readonly Point[] {
  if (points.some((point) => !known.some((other) => isSame(point, other)))) throw invalid('point was never added')
  return known.filter((point) => !points.some((other) => isSame(point, other)))
}

function clear(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const id = textField(fields, 'session_id')
  context.journal.put('kling-sessions', id, { ...sessionOf(context, request, fields), frames: {} } satisfies Session)
  return envelope(request, { status: 0, session_id: id, final_unit_deduction: '0' })
}

function preview(context: GatewayContext, request: GatewayRequest, fields: Fields): Reply {
  const { clip, frames } = sessionOf(context, request, fields)
  if (Object.keys(frames).length === 0) throw invalid('nothing is selected')
  const id = textField(fields, 'session_id')
  const marked = { ...clip, prompt: `${clip.prompt} marked`, seed: clip.seed + 11 }
  return envelope(request, {
    status: 0,
    session_id: id,
    final_unit_deduction: '0',
    res: {
      video: linkTo(context, `${id}/preview`, 'mask.mp4', marked),
      video_cover: linkTo(context, `${id}/cover`, 'cover.png', { kind: 'poster', of: marked }),
      tracking_output: linkTo(context, `${id}/tracking`, 'masks', { kind: 'poster', of: marked }),
    },
  })
}

async function run(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const session = sessionOf(context, request, fields)
  const mode = textField(fields, 'edit_mode')
  const images = rowsOf(fields, 'image_list')
  const fits =
    mode === 'addition' ? images.length >= 1 && images.length <= 2 : images.length === (mode === 'swap' ? 1 : 0)
  if (!fits) throw invalid(`image_list does not fit edit_mode '${mode}'`)
  if (mode !== 'addition' && Object.keys(session.frames).length === 0) throw invalid('nothing is selected')
  const prompt = textField(fields, 'prompt')
  if (!prompt.includes('<<<video_1>>>')) throw invalid('prompt must refer to <<<video_1>>>')
  for (const row of images) await picture(context, row.image, 'image_list')
  const seconds = secondsOf(fields, ['5', '10'])
  const video: ClipRecipe = { ...session.clip, prompt, seconds: Math.min(3, seconds), seed: session.clip.seed + 5 }
  return accept(context, request, fields, {
    action: 'videos/multi-elements',
    billedAs: 'kling-multi-elements',
    prompt,
    outputs: { video },
    details: { sessionId: textField(fields, 'session_id') },
  })
}

const SESSION = { session_id: text(40, true) }
const MARKS = {
  ...SESSION,
  frame_index: required(integer(0, 100_000)),
  points: required(listOf({ x: required(number(0, 1)), y: required(number(0, 1)) }, 1, MAX_POINTS)),
}
const PLACE = 'videos/multi-elements'

export const selectionCalls: readonly KlingCall[] = [
  { path: `${PLACE}/init-selection`, members: { video_id: text(40), video_url: FILE }, handle: init, isTask: false },
  {
    path: `${PLACE}/add-selection`,
    members: MARKS,
    handle: (context, request, fields) => mark(context, request, fields, added),
    isTask: false,
  },
  {
    path: `${PLACE}/delete-selection`,
    members: MARKS,
    handle: (context, request, fields) => mark(context, request, fields, removed),
    isTask: false,
  },
  { path: `${PLACE}/clear-selection`, members: SESSION, handle: clear, isTask: false },
  { path: `${PLACE}/preview-selection`, members: SESSION, handle: preview, isTask: false },
  {
    path: PLACE,
    models: ['kling-v1-6'],
    members: {
      ...COMMON,
      ...WATERMARK,
      ...SESSION,
      model_name: text(60, true),
      edit_mode: required(word('addition', 'swap', 'removal')),
      image_list: listOf({ image: required(FILE) }, 0, 2),
      prompt: text(2500, true),
      negative_prompt: text(),
      mode: required(MODE),
      duration: FILE,
    },
    handle: run,
    isTask: true,
  },
]
