import type { MediaKind } from '../domain/media'
import { OPERATIONS } from './operations'
import { LISTED_MODELS } from './prices/list-prices'
import type { OperationSpec } from './types'

/** What the studio knows of a model id; any other id can be typed in and has no entry. */
export interface CatalogModel {
  readonly id: string
  readonly title: string
  readonly tags: readonly string[]
  /** What it makes. */
  readonly media: MediaKind
  /** Operations of the catalog that take it, follow-ups aside; empty for chat models and for models to come. */
  readonly operationIds: readonly string[]
}

const NOT_FOR_CHAT = ['rerank', 'text-embedding', 'text-to-speech', 'speech-to-text', 'real-time-voice', 'music']
const VIDEO_TAGS = ['video-generation', 'lip-sync']
const AUDIO_TAGS = ['text-to-speech', 'music', 'audio']

const SUNO_TITLES: Readonly<Record<string, string>> = {
  'chirp-v3-0': 'Suno 3.0',
  'chirp-v3-5': 'Suno 3.5',
  'chirp-v4': 'Suno 4.0',
  'chirp-auk': 'Suno 4.5',
  'chirp-auk-turbo': 'Suno 4.5 (free tier)',
  'chirp-bluejay': 'Suno 4.5+',
  'chirp-v5': 'Suno 5',
  'chirp-crow': 'Suno 5 (chirp-crow)',
  'chirp-fenix': 'Suno 5.5',
  'chirp-hawk': 'Suno 6',
  'chirp-hawk-wild': 'Suno 6 wild',
  'chirp-goose': 'Suno 6 mini',
}

const WORDS: Readonly<Record<string, string>> = {
  gpt: 'GPT',
  tts: 'TTS',
  mj: 'Midjourney',
  hd: 'HD',
  glm: 'GLM',
  qwen: 'Qwen',
}

const operationsByModel: ReadonlyMap<string, readonly OperationSpec[]> = groupOperations()

/** Every model of the price list and of the operations, by id. */
export const MODELS: ReadonlyMap<string, CatalogModel> = new Map(
  [...new Set([...LISTED_MODELS.keys(), ...operationsByModel.keys()])].map((id) => [id, describe(id)]),
)

export function findModel(id: string): CatalogModel | undefined {
  return MODELS.get(id)
}

/** A name for a person; an id that the catalog does not know is its own name. */
export function modelTitle(id: string): string {
  return MODELS.get(id)?.title ?? id
}

/** Models that hold a text conversation, in alphabetical order. */
export function chatModels(): readonly CatalogModel[] {
  return [...MODELS.values()].filter(
    ({ id, tags, media }) =>
      media === 'text' &&
      tags.includes('chat') &&
      !tags.some((tag) => NOT_FOR_CHAT.includes(tag)) &&
      !operationsByModel.has(id),
  )
}

function groupOperations(): ReadonlyMap<string, readonly OperationSpec[]> {
  const groups = new Map<string, OperationSpec[]>()
  for (const operation of OPERATIONS) {
    for (const modelId of operation.models) groups.set(modelId, [...(groups.get(modelId) ?? []), operation])
  }
  return groups
}

function describe(id: string): CatalogModel {
  const tags = LISTED_MODELS.get(id)?.tags ?? []
  const operations = operationsByModel.get(id) ?? []
  return {
    id,
    title: titleOf(id),
    tags,
    media: operations[0]?.output ?? mediaOf(tags),
    operationIds: operations.filter(({ isFollowUp }) => isFollowUp !== true).map((operation) => operation.id),
  }
}

function mediaOf(tags: readonly string[]): MediaKind {
  if (tags.some((tag) => VIDEO_TAGS.includes(tag))) return 'video'
  if (tags.includes('image-generation') || tags.includes('virtual-try-on')) return 'image'
  return !tags.includes('chat') && tags.some((tag) => AUDIO_TAGS.includes(tag)) ? 'audio' : 'text'
}

/** `gpt-image-1.5` becomes “GPT Image 1.5”; ids with a vendor before a slash stay as they are. */
function titleOf(id: string): string {
  const known = SUNO_TITLES[id]
  if (known !== undefined) return known
  if (id.includes('/')) return id
  return id
    .split(/[-_]/)
    .map((word) => WORDS[word] ?? (/^[a-z]{2,}$/.test(word) ? word.charAt(0).toUpperCase() + word.slice(1) : word))
    .join(' ')
}
