import type { FollowUp } from '@shared/domain/task'
import type { FoundVendorItem } from '@shared/domain/vendor-item'
import type { PollReading, RemoteOutput } from '../types'
import { emptyAnswer, reasonIn, taskFailure } from './family-failures'
import { at, firstText, idText, isPresent, linkedOutput } from './read'

/** Where clips come from: the task that made them, and with which operation. */
export interface ClipSource {
  /** Empty where the protocol knows no tasks. */
  readonly taskId: string
  readonly operationId: string
}

interface Take {
  readonly clip: unknown
  readonly output: RemoteOutput
}

const RUNNING_WORDS: ReadonlySet<string> = new Set(['submitted', 'queued', 'streaming'])

/**
 * The takes of finished work. A clip that still streams has a playable link that is not the final file yet; one that
 * failed beside a good one is left out.
 */
export function readClips(
  clips: readonly unknown[],
  status: string,
  source: ClipSource,
  reason: string,
  raw: unknown,
): PollReading {
  if (clips.some((clip) => RUNNING_WORDS.has(firstText(at(clip, 'status')).toLowerCase()))) {
    return { kind: 'pending', status: 'streaming', progress: null, isStatusKnown: true }
  }
  const takes = clips.map(takeOf).filter(isPresent)
  if (takes.length > 0) {
    const followUps = takes.flatMap((take, ordinal) => followUpsOf(take, ordinal, source))
    const items = takes.flatMap((take, ordinal) => itemOf(take, ordinal, takes.length))
    return { kind: 'completed', status, outputs: takes.map(({ output }) => output), items, followUps }
  }
  const why = reasonIn(
    reason,
    ...clips.flatMap((clip) => [at(clip, 'metadata', 'error_message'), at(clip, 'metadata', 'error_type')]),
  )
  return { kind: 'failed', status, failure: why === '' ? emptyAnswer('', raw) : taskFailure(why, raw) }
}

function takeOf(clip: unknown): Take | null {
  if (firstText(at(clip, 'status')).toLowerCase() === 'error') return null
  const output = linkedOutput('audio', at(clip, 'audio_url'), firstText(at(clip, 'title')))
  return output === null ? null : { clip, output }
}

function itemOf({ clip, output }: Take, outputOrdinal: number, count: number): readonly FoundVendorItem[] {
  const remoteId = idText(at(clip, 'id'))
  const take = count > 1 ? `, take ${outputOrdinal + 1}` : ''
  const name = output.title === undefined ? {} : { name: `${output.title}${take}` }
  return remoteId === '' ? [] : [{ kind: 'suno-clip', remoteId, outputOrdinal, ...name }]
}

/** What can be made of one take; the ids in it stay with the buttons and are never asked for. */
function followUpsOf({ clip, output }: Take, outputOrdinal: number, source: ClipSource): readonly FollowUp[] {
  const id = idText(at(clip, 'id'))
  if (id === '') return []
  const words = wordsOf(clip, output)
  const task = source.taskId === '' ? {} : { task_id: source.taskId }
  const singer = output.title === undefined ? {} : { name: output.title }
  const about = (
    label: string,
    operationId: string,
    params: FollowUp['params'],
    settled: readonly string[],
  ): FollowUp => ({
    label,
    operationId,
    params,
    outputOrdinal,
    settled,
  })
  return [
    ...joinOf(source.operationId).map((isInfill) =>
      about('Join the parts', 'suno.concat', { clip_id: id, is_infill: isInfill }, ['clip_id', 'is_infill']),
    ),
    about('Continue', 'suno.music.extend', { ...words.song, ...continueAt(clip), ...task, continue_clip_id: id }, [
      'continue_clip_id',
      'task_id',
    ]),
    about('Restyle', 'suno.music.cover', { ...words.song, ...words.lyrics, cover_clip_id: id }, ['cover_clip_id']),
    about('Replace a part', 'suno.music.infill', { ...words.song, continue_clip_id: id }, ['continue_clip_id']),
    about('Singer', 'suno.persona.create', { ...singer, root_clip_id: id, clips: [id] }, ['root_clip_id', 'clips']),
    about('Timed lyrics', 'suno.timing', { clip_id: id }, ['clip_id']),
    about('WAV', 'suno.wav', { clip_id: id }, ['clip_id']),
  ]
}

function wordsOf(clip: unknown, output: RemoteOutput) {
  const tags = firstText(at(clip, 'metadata', 'tags'))
  const lyrics = firstText(at(clip, 'metadata', 'prompt'))
  const title = output.title ?? ''
  return {
    song: { ...(title === '' ? {} : { title }), ...(tags === '' ? {} : { tags }) },
    lyrics: lyrics === '' ? {} : { prompt: lyrics },
  }
}

function continueAt(clip: unknown): { readonly continue_at?: number } {
  const seconds = at(clip, 'metadata', 'duration')
  return typeof seconds === 'number' && seconds > 0 ? { continue_at: Math.floor(seconds * 10) / 10 } : {}
}

/** Only a part has a whole to join; says whether it replaces something in it. */
function joinOf(operationId: string): readonly boolean[] {
  if (operationId === 'suno.music.infill') return [true]
  return operationId === 'suno.music.extend' || operationId === 'suno.music.upload-extend' ? [false] : []
}
