import type { GatewayContext } from '../../context'
import { pictureSize } from '../../media/pixels'
import type { ClipRecipe } from '../../media/recipe'
import { type Fields, textField } from '../../wire/fields'
import type { GatewayRequest } from '../../wire/gateway-request'
import { Refusal } from '../../wire/refusal'
import { frameLike, frameOf, type FrameSize } from '../clip-inputs'
import { storePicture } from '../inputs'
import { soundSeconds } from '../audio-length'
import { invalid } from './checks'
import { tasksOf } from './protocol'

const MIN_SIDE_PIXELS = 300
const MAX_PICTURE_BYTES = 10 * 1024 * 1024
const MAX_SOUND_BYTES = 5 * 1024 * 1024

/** A picture as raw base64 or link; null where there is none, or one of another host. */
export async function picture(context: GatewayContext, value: unknown, name: string): Promise<string | null> {
  if (typeof value !== 'string' || value === '') return null
  if (value.startsWith('data:')) throw invalid(`${name}: base64 must not have a data: prefix`)
  const blob = await storePicture(context, value).catch((error: unknown) => {
    throw error instanceof Refusal ? invalid(`${name}: File is not in a valid base64 format or image`) : error
  })
  if (blob === null) return null
  const bytes = context.blobs.get(blob) ?? Buffer.alloc(0)
  if (bytes.length > MAX_PICTURE_BYTES) throw invalid(`${name}: File size is over 10MB`)
  const size = pictureSize(bytes)
  if (size !== null && Math.min(size.width, size.height) < MIN_SIDE_PIXELS)
    throw invalid(`${name}: Image pixel is invalid: each side must be at least 300 px`)
  return blob
}

/** A sound as raw base64 or link. */
export function checkSound(value: string, name: string): void {
  if (/^https?:\/\//i.test(value)) return
  if (value.startsWith('data:')) throw invalid(`${name}: base64 must not have a data: prefix`)
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length > MAX_SOUND_BYTES) throw invalid(`${name}: File size is over 5MB`)
  if (soundSeconds(bytes) === null) throw invalid(`${name}: File is not a valid audio`)
}

/** The clip that a call works on: one of Kling's own by its number, or another by its link. */
export function sourceClip(context: GatewayContext, request: GatewayRequest, fields: Fields): ClipRecipe {
  const id = textField(fields, 'video_id')
  if (id !== '') return ownClip(context, request, id)
  const link = textField(fields, 'video_url')
  if (!/^https?:\/\//i.test(link)) throw invalid('video_url must be a URL')
  const seed = link.length
  return { kind: 'clip', prompt: 'a street', model: 'kling', seed, seconds: 3, source: null, width: 640, height: 360 }
}

export function ownClip(context: GatewayContext, request: GatewayRequest, id: string): ClipRecipe {
  for (const task of tasksOf(context, request.key)) {
    for (const [name, recipe] of Object.entries(task.outputs)) {
      if (recipe.kind === 'clip' && task.details[`${name}Id`] === id) return recipe
    }
  }
  throw invalid(`video_id ${id} not found`)
}

const ASPECTS: Readonly<Record<string, number>> = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1 }

/** The clip's frame: like its picture, else by the asked shape. */
export function frameFor(context: GatewayContext, fields: Fields, blob: string | null): FrameSize {
  return frameLike(context, blob, frameOf(ASPECTS[textField(fields, 'aspect_ratio')] ?? 16 / 9))
}

/** The demo's clips stay short whatever was asked for. */
export function secondsOf(fields: Fields, allowed: readonly string[]): number {
  const asked = textField(fields, 'duration')
  if (asked !== '' && !allowed.includes(asked)) throw invalid(`duration value '${asked}' is invalid`)
  return Math.min(5, Number(asked || '5'))
}
