import { randomFillSync } from 'node:crypto'
import { addAssetText } from '@main/db/commands/asset-text'
import type { Database } from '@main/db/database'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { makePrompt } from './prompts.ts'
import { createRandom, pick } from './random.ts'

/** An asset as far as its files need it. */
export interface SeededFile {
  readonly sha256: string
  readonly extension: string
  readonly poolIndex: number
}

export interface RowSeed {
  readonly db: Database
  readonly count: number
  /** Size of each original of the pool. */
  readonly poolByteSizes: readonly number[]
  readonly onFile: (file: SeededFile) => void
  readonly onProgress: (done: number) => void
}

const BATCH = 10_000
const RESULTS_PER_GENERATION = 4
const SPAN_MS = 3 * 365 * 24 * 60 * 60 * 1000
/** A fixed end, so that one seed gives one library. */
const NEWEST_MS = Date.UTC(2026, 9, 31, 18)

const IMAGE_MODELS = ['gpt-image-1', 'mj_imagine', 'flux-kontext-pro', 'qwen-image', 'flux-pro-1.1', 'qwen-image-edit']
const VIDEO_MODELS = ['kling-v2', 'sora-2', 'grok-video']

type Kind = 'image' | 'video' | 'audio' | 'text'

interface Generation {
  readonly id: string
  readonly prompt: string
  readonly kind: Kind
  readonly modelId: string
}

/** Writes assets with their generations and search texts, oldest first, as years of work would have. */
export function writeRows(seed: RowSeed): void {
  const { db, count } = seed
  const random = createRandom(7)
  let nowMs = NEWEST_MS
  const nextId = createUuidV7Generator({ nowMs: () => nowMs, fillRandom: (bytes) => void randomFillSync(bytes) })
  let generation: Generation | null = null
  for (let from = 0; from < count; from += BATCH) {
    db.transaction('seed.batch', () => {
      for (let index = from; index < Math.min(count, from + BATCH); index += 1) {
        // The last months are busier than the first.
        nowMs = Math.round(NEWEST_MS - SPAN_MS * (1 - Math.sqrt((index + 1) / count)))
        if (index % RESULTS_PER_GENERATION === 0 || !generation)
          generation = writeGeneration(db, random, nextId(), nowMs)
        writeAsset(seed, random, nextId(), generation, nowMs)
      }
    })
    seed.onProgress(Math.min(count, from + BATCH))
  }
  db.run('seed.revision', 'UPDATE library_revision SET rev = ?', [count])
}

function writeGeneration(db: Database, random: () => number, id: string, nowMs: number): Generation {
  const kind = kindOf(random())
  const modelId =
    kind === 'image'
      ? skewed(random, IMAGE_MODELS)
      : kind === 'video'
        ? skewed(random, VIDEO_MODELS)
        : kind === 'audio'
          ? 'suno_music'
          : 'whisper-1'
  const prompt = makePrompt(random)
  db.run(
    'seed.generation',
    `INSERT INTO generation (id, client_request_id, operation_id, spec_version, model_id, prompt, params_json,
       input_asset_ids_json, origin_json, estimate_json, key_profile_id, key_profile_label, created_at)
     VALUES (?, ?, 'openai-images.generate', 1, ?, ?, ?, '[]', '{"kind":"create"}', '{"kind":"unknown"}', 'bench', 'Bench', ?)`,
    [id, id, modelId, prompt, JSON.stringify({ prompt, n: RESULTS_PER_GENERATION }), nowMs],
  )
  return { id, prompt, kind, modelId }
}

function writeAsset(seed: RowSeed, random: () => number, id: string, generation: Generation, nowMs: number): void {
  const { kind, prompt, modelId } = generation
  const [mime, extension] = TYPES[kind]
  const sha256 = hex(random)
  const poolIndex = Math.floor(random() * seed.poolByteSizes.length)
  const [width, height] = kind === 'image' || kind === 'video' ? pick(random, SIZES) : [null, null]
  const isTimed = kind === 'video' || kind === 'audio'
  const title = prompt.slice(0, 120)
  const displayName = `${prompt.slice(0, 40)}.${extension}`
  const number = seed.db.get<{ number: number }>(
    'seed.asset',
    `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, width, height, duration_ms, display_name, title,
       origin, generation_id, model_id, rating, is_hidden, trashed_at, thumbnail, rev, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'generated', ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`,
    [
      id,
      sha256,
      kind,
      mime,
      extension,
      seed.poolByteSizes[poolIndex] ?? 1,
      width,
      height,
      isTimed ? Math.round(3_000 + random() * 60_000) : null,
      displayName,
      title,
      generation.id,
      modelId,
      random() < 0.15 ? 1 + Math.floor(random() * 5) : 0,
      random() < 0.01 ? 1 : 0,
      random() < 0.005 ? nowMs : null,
      kind === 'image' || kind === 'video' ? 'ready' : 'none',
      1,
      nowMs,
    ],
  )?.number
  addAssetText(seed.db, number ?? 0, [title, displayName, prompt, modelId].join('\n'))
  seed.onFile({ sha256, extension, poolIndex })
}

const TYPES: Readonly<Record<Kind, readonly [mime: string, extension: string]>> = {
  image: ['image/webp', 'webp'],
  video: ['video/mp4', 'mp4'],
  audio: ['audio/mpeg', 'mp3'],
  text: ['text/plain', 'txt'],
}

const SIZES: readonly (readonly [number, number])[] = [
  [1024, 1024],
  [1536, 1024],
  [1024, 1536],
  [1920, 1080],
  [832, 1216],
]

function kindOf(value: number): Kind {
  if (value < 0.82) return 'image'
  if (value < 0.93) return 'video'
  return value < 0.98 ? 'audio' : 'text'
}

function skewed(random: () => number, items: readonly string[]): string {
  return items[Math.floor(random() ** 2 * items.length)] ?? ''
}

function hex(random: () => number): string {
  let text = ''
  for (let part = 0; part < 8; part += 1)
    text += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  return text
}
