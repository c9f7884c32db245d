import { LISTED_MODELS } from '@shared/catalog/prices/list-prices'
import { OPERATIONS } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'

const NO_TALK =
  /embed|rerank|whisper|tts|speech|audio-|realtime|moderation|dall-e|image|flux|stable|sora|veo|kling|video|suno|mj_|midjourney|transcribe|ocr/i
const NO_TALK_TAGS: ReadonlySet<string> = new Set([
  'rerank',
  'text-embedding',
  'image-generation',
  'video-generation',
  'audio',
  'async',
])
const MADE_BY_OPERATIONS: ReadonlySet<string> = new Set(OPERATIONS.flatMap((operation) => operation.models))

/** Whether a model answers in a talk, by the list's tags, else by its name; a person may type any id all the same. */
export function isChatModel(modelId: string): boolean {
  const listed = LISTED_MODELS.get(modelId)
  if (listed?.tags.includes('chat')) return true
  if (listed?.tags.some((tag) => NO_TALK_TAGS.has(tag)) || listed?.price.callMicroUsd != null) return false
  return !MADE_BY_OPERATIONS.has(modelId) && !NO_TALK.test(modelId)
}

/** The talk's models: what the gateway offers, or the shipped list while nobody asked it. */
export function chatModelIds(offered: readonly { readonly id: string }[], areKnown: boolean): readonly string[] {
  const ids = areKnown ? offered.map(({ id }) => id) : [...LISTED_MODELS.keys()]
  return ids.filter(isChatModel)
}

/** One way to make a picture from the talk. */
export interface PictureModel {
  /** `operation|model` */
  readonly value: string
  readonly operation: OperationSpec
  readonly modelId: string
}

/** With pictures attached those that edit, else those that make one from words. */
export function pictureModels(hasPictures: boolean): readonly PictureModel[] {
  return OPERATIONS.filter(
    (operation) =>
      operation.output === 'image' &&
      operation.isFollowUp !== true &&
      operation.intent === (hasPictures ? 'edit' : 'create'),
  ).flatMap((operation) =>
    operation.models.map((modelId) => ({ value: `${operation.id}|${modelId}`, operation, modelId })),
  )
}
