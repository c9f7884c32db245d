import type { GatewayContext } from '../context'
import { pictureSize, sniffPicture } from '../media/pixels'
import type { UploadRecipe } from '../media/recipe'
import { Refusal } from '../wire/refusal'

/** Rough count of tokens, as the vendors' tokenisers come out for English. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4)
}

/**
 * A picture given as data URI, raw base64 or as a link of this gateway, stored; returns the blob's id. Links to
 * other hosts are not fetched and give null. Throws a 400 refusal for what is no picture.
 */
export async function storePicture(context: GatewayContext, text: string): Promise<string | null> {
  if (/^https?:\/\//i.test(text)) return storeLinked(context, text)
  const base64 = /^data:image\/[\w.+-]+;base64,(.*)$/s.exec(text)?.[1] ?? text
  const bytes = Buffer.from(base64, 'base64')
  assertPicture(bytes)
  return context.blobs.put(bytes)
}

async function storeLinked(context: GatewayContext, text: string): Promise<string | null> {
  if (!text.startsWith(`${context.origin}/files/`)) return null
  const token = new URL(text).pathname.split('/')[2] ?? ''
  const link = context.links.find(token)
  if (link === null || link.expiresAtMs <= Date.now()) {
    throw new Refusal(400, 'invalid_image_url', 'Error while downloading the picture: status 403')
  }
  return context.blobs.put((await context.kitchen.make(link.recipe)).bytes)
}

/** A stored picture as it is, under its true type. */
export function uploadRecipe(context: GatewayContext, blob: string): UploadRecipe {
  const type = sniffPicture(context.blobs.get(blob) ?? Buffer.alloc(0))
  return { kind: 'upload', blob, contentType: `image/${type ?? 'png'}` }
}

/** Throws a 400 refusal unless the bytes are a picture of a size that can be worked on. */
export function assertPicture(bytes: Buffer): void {
  const type = sniffPicture(bytes)
  if (type === null) {
    throw new Refusal(400, 'invalid_image_file', 'Invalid image file or mode, please check your image file.')
  }
  const size = pictureSize(bytes)
  const isKnown = type === 'webp' || size !== null
  if (!isKnown || (size !== null && size.width * size.height > 40_000_000)) {
    throw new Refusal(400, 'invalid_image_file', 'Invalid image file or mode, please check your image file.')
  }
}

/** A size in pixels from an aspect ratio such as 16:9, with about the given number of pixels, in steps of 16. */
export function sizeOfAspect(aspect: string, pixels: number): { width: number; height: number } {
  const [across = 1, down = 1] = aspect.split(':').map(Number)
  const ratio = across > 0 && down > 0 ? across / down : 1
  const step = (value: number): number => Math.max(16, Math.round(value / 16) * 16)
  return { width: step(Math.sqrt(pixels * ratio)), height: step(Math.sqrt(pixels / ratio)) }
}

/** A size from `WIDTHxHEIGHT`; null for anything else. */
export function sizeOfText(text: string): { width: number; height: number } | null {
  const found = /^(\d{2,4})[x*](\d{2,4})$/.exec(text)
  return found === null ? null : { width: Number(found[1]), height: Number(found[2]) }
}

/** Throws the refusal that vendors' safety checks give for words that a person can try it with. */
export function assertAllowed(prompt: string): void {
  if (!prompt.includes('demo:blocked')) return
  throw new Refusal(400, 'content_policy_violation', 'Your request was rejected as a result of our safety system.')
}
