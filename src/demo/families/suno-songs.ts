import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, seedFor, servedModel } from '../context'
import type { ClipRecipe, PictureRecipe, Recipe, SongRecipe, UploadRecipe } from '../media/recipe'
import { createRandom, hashText } from '../store/random'
import type { DemoTask } from '../store/tasks'
import type { GatewayRequest } from '../wire/gateway-request'

/** A take as Suno keeps it; uploads are takes without a task. */
export interface KeptClip {
  readonly id: string
  /** Null for uploads. */
  readonly taskId: string | null
  readonly sound: SongRecipe | UploadRecipe
  readonly title: string
  readonly tags: string
  readonly lyrics: string
  readonly seconds: number
  /** The take that this one goes on from or replaces a part of. */
  readonly parentId: string | null
  /** Second of the parent at which this one takes over. */
  readonly parentSeconds: number
}

export interface SongOrder {
  readonly action: string
  readonly title: string
  readonly tags: string
  readonly lyrics: string
  readonly description: string
  readonly mv: string
  readonly isInstrumental: boolean
  readonly notifyHook: string
  readonly clipCount: 1 | 2
  readonly parent?: { readonly clipId: string; readonly seconds: number } | null
  /** Seconds of each take; made up where absent. */
  readonly seconds?: number
}

const PREVIEW_SECONDS = 4

export function findClip(context: GatewayContext, id: string): KeptClip | null {
  return context.journal.get<KeptClip>('suno-clips', id)
}

export function keepClip(context: GatewayContext, clip: KeptClip): void {
  context.journal.put('suno-clips', clip.id, clip)
}

/** Charges for a song and puts the task and its takes on record. */
export function acceptSong(context: GatewayContext, request: GatewayRequest, order: SongOrder): DemoTask {
  const { title, tags, description } = order
  const lyrics = order.isInstrumental ? '' : order.lyrics
  const words = `${title} ${tags} ${description} ${order.lyrics}`
  const seed = seedFor(context, request, 'suno_music', words)
  const id = randomUUID()
  const takes = Array.from({ length: order.clipCount }, (_, index) => songOf(order, (seed + index * 7919) >>> 0))
  const clipIds = takes.map(() => randomUUID())
  for (const [index, sound] of takes.entries()) {
    keepClip(context, {
      id: clipIds[index] ?? '',
      taskId: id,
      sound,
      title,
      tags,
      lyrics,
      seconds: sound.seconds,
      parentId: order.parent?.clipId ?? null,
      parentSeconds: order.parent?.seconds ?? 0,
    })
  }
  return acceptTask(context, request, {
    id,
    family: 'suno',
    action: order.action,
    model: servedModel('suno_music', 'suno'),
    prompt: words,
    workSeconds: [20, 40],
    outputs: Object.assign({}, ...takes.map((sound, index) => outputsOf(order, sound, index))) as Record<
      string,
      Recipe
    >,
    details: { title, tags, lyrics, description, mv: order.mv, notifyHook: order.notifyHook, clips: clipIds.join(',') },
  })
}

function songOf(order: SongOrder, seed: number): SongRecipe {
  const { title, tags, lyrics } = order
  const seconds = order.seconds ?? Math.round(createRandom(hashText(lyrics, seed)).between(12, 20) * 10) / 10
  return { kind: 'song', title, tags, lyrics, seed, seconds }
}

function outputsOf(order: SongOrder, sound: SongRecipe, index: number): Record<string, Recipe> {
  const scene = `${order.title} ${order.tags} ${order.lyrics.slice(0, 200)}`
  const shared = { prompt: scene, model: 'suno', seed: sound.seed } as const
  const picture: PictureRecipe = { ...shared, kind: 'picture', width: 512, height: 512, format: 'png' }
  const clip: ClipRecipe = { ...shared, kind: 'clip', width: 360, height: 360, seconds: 3, source: null }
  return {
    [`audio${index}`]: sound,
    [`stream${index}`]: { ...sound, seconds: PREVIEW_SECONDS },
    [`large${index}`]: picture,
    [`image${index}`]: { ...picture, width: 256, height: 256 },
    [`video${index}`]: clip,
  }
}
