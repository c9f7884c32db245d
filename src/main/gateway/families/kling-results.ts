import type { FollowUp } from '@shared/domain/task'
import type { FoundVendorItem } from '@shared/domain/vendor-item'
import type { RemoteOutput } from '../types'
import { at, firstText, idText, isPresent, linkedOutput, listOf } from './read'

/** What stands in a finished task: files, what Kling keeps, and what can be done next. */
export interface KlingResult {
  readonly outputs: readonly RemoteOutput[]
  readonly items?: readonly FoundVendorItem[]
  readonly followUps?: readonly FollowUp[]
}

/** The models whose clips the vendor extends. */
const EXTENDABLE = ['kling-v1', 'kling-v1-5', 'kling-v1-6']
const EXTENDABLE_PATHS = /\/(?:text2video|image2video|video-extend)$/
const SPEAKING_PATHS = /\/(?:avatar\/image2video|advanced-lip-sync|lip-sync)$/
/** A voice's sample is a result like any other, and an element has none. */
const NO_OUTPUTS: KlingResult = { outputs: [] }

/** Reads `task_result`; `path` and `model` say what made it. */
export function klingResultOf(result: unknown, path: string, model: string): KlingResult {
  if (typeof result !== 'object' || result === null) return NO_OUTPUTS
  const outputs: RemoteOutput[] = []
  const items: FoundVendorItem[] = []
  const add = (output: RemoteOutput | null): number | undefined => (output ? outputs.push(output) - 1 : undefined)
  for (const clip of listOf(at(result, 'videos'))) {
    keep(items, 'kling-video', clip, add(linkedOutput('video', at(clip, 'url'))))
  }
  for (const picture of picturesIn(result)) {
    add(linkedOutput('image', at(picture, 'url'), PART_NAMES[firstText(at(picture, 'type'))]))
  }
  for (const sound of listOf(at(result, 'audios'))) {
    const link = firstText(at(sound, 'url_mp3'), at(sound, 'url'), at(sound, 'url_wav'))
    keep(items, 'kling-audio', sound, add(linkedOutput('audio', link)))
  }
  for (const voice of voicesIn(result)) {
    add(linkedOutput('audio', at(voice.raw, 'trial_url'), voice.item.name))
    items.push(voice.item)
  }
  items.push(...elementsIn(result))
  return { outputs, items, followUps: followUpsOf(items, path, model) }
}

/** A series stands before single pictures. */
function picturesIn(result: unknown): readonly unknown[] {
  const series = listOf(at(result, 'series_images'))
  const pictures = series.length > 0 ? series : listOf(at(result, 'images'))
  return pictures.filter((picture) => at(picture, 'is_contain') !== false)
}

const PART_NAMES: Readonly<Record<string, string>> = {
  object_seg: 'Subject',
  head_seg: 'Head with hair',
  face_seg: 'Face without hair',
  cloth_seg: 'Clothing',
}

function keep(
  items: FoundVendorItem[],
  kind: FoundVendorItem['kind'],
  raw: unknown,
  outputOrdinal: number | undefined,
): void {
  const remoteId = idText(at(raw, 'id'))
  if (remoteId === '' || outputOrdinal === undefined) return
  const seconds = Number(firstText(at(raw, 'duration'), at(raw, 'duration_mp3')))
  const hasLength = Number.isFinite(seconds) && seconds > 0 && seconds < 100_000
  items.push({ kind, remoteId, outputOrdinal, ...(hasLength ? { durationMs: Math.floor(seconds * 1000) } : {}) })
}

/** The voices of a result or of one entry of a list. */
export function voicesIn(result: unknown): readonly { readonly item: FoundVendorItem; readonly raw: unknown }[] {
  return listOf(at(result, 'voices'))
    .map((raw) => {
      const remoteId = idText(at(raw, 'voice_id'))
      if (remoteId === '') return null
      const item: FoundVendorItem = { kind: 'kling-voice', remoteId, name: nameOf(raw, 'voice'), isOwn: isOwn(raw) }
      return { item, raw }
    })
    .filter(isPresent)
}

export function elementsIn(result: unknown): readonly FoundVendorItem[] {
  return listOf(at(result, 'elements')).flatMap((raw): readonly FoundVendorItem[] => {
    const remoteId = idText(at(raw, 'element_id'))
    if (remoteId === '') return []
    const element: FoundVendorItem = {
      kind: 'kling-element',
      remoteId,
      name: nameOf(raw, 'element'),
      isOwn: isOwn(raw),
    }
    const voiceId = idText(at(raw, 'element_voice_info', 'voice_id'))
    const name = firstText(at(raw, 'element_voice_info', 'voice_name')) || nameOf(raw, 'element')
    return voiceId === '' ? [element] : [element, { kind: 'kling-voice', remoteId: voiceId, name }]
  })
}

const nameOf = (raw: unknown, what: 'voice' | 'element'): string => firstText(at(raw, `${what}_name`))
const isOwn = (raw: unknown): boolean => firstText(at(raw, 'owned_by')) !== 'kling'

function followUpsOf(items: readonly FoundVendorItem[], path: string, model: string): readonly FollowUp[] {
  const clipId = items.find(({ kind }) => kind === 'kling-video')?.remoteId
  const audioId = items.find(({ kind }) => kind === 'kling-audio')?.remoteId
  if (clipId !== undefined) return clipFollowUps(clipId, path, model)
  if (audioId === undefined || !path.endsWith('/tts')) return []
  return [{ label: 'Talking picture', operationId: 'kling.avatar', params: { audio_id: audioId } }]
}

function clipFollowUps(clipId: string, path: string, model: string): readonly FollowUp[] {
  const params = { video_id: clipId }
  const canExtend = EXTENDABLE_PATHS.test(path) && (path.endsWith('/video-extend') || EXTENDABLE.includes(model))
  return [
    ...(canExtend ? [{ label: 'Extend', operationId: 'kling.extend', params }] : []),
    { label: 'Make a face speak', operationId: 'kling.identify_face', params, isImmediate: true },
    { label: 'Change things', operationId: 'kling.multi_elements.init', params, isImmediate: true },
    { label: 'Add sound', operationId: 'kling.video_to_audio', params },
    ...(SPEAKING_PATHS.test(path) ? [{ label: 'Keep the voice', operationId: 'kling.voice.create', params }] : []),
  ]
}
