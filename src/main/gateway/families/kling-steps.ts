import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import type { FollowUp, FoundFace } from '@shared/domain/task'
import type { GatewayAnswer, RemoteOutput, SubmitReading } from '../types'
import { unreadableAnswer } from './family-failures'
import { at, firstText, idText, linkedOutput, listOf } from './read'

type Holder = Readonly<Record<string, unknown>>

const numberOf = (value: unknown, fallback: number): number => {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : fallback
}

const unreadable = (answer: GatewayAnswer): SubmitReading => ({ kind: 'failed', failure: unreadableAnswer(answer) })

/** The older form of an element is there at once; null where the answer names none. */
export function readElement(data: Holder, answer: GatewayAnswer): SubmitReading | null {
  const remoteId = idText(data.element_id)
  if (remoteId === '' || answer.status >= 300) return null
  const name = firstText(data.element_name)
  return {
    kind: 'completed',
    outputs: [],
    items: [{ kind: 'kling-element', remoteId, ...(name === '' ? {} : { name }) }],
  }
}

/** The faces of a clip; choosing one comes next. */
export function readFaces(data: Holder, answer: GatewayAnswer): SubmitReading {
  const sessionId = idText(data.session_id)
  if (sessionId === '') return unreadable(answer)
  const outputs: RemoteOutput[] = []
  const faces = listOf(data.face_data).flatMap((face): readonly FoundFace[] => {
    const faceId = idText(at(face, 'face_id'))
    if (faceId === '') return []
    const picture = linkedOutput('image', at(face, 'face_image'), `Face ${outputs.length + 1}`)
    const startMs = numberOf(at(face, 'start_time'), 0)
    const endMs = numberOf(at(face, 'end_time'), 0)
    return [{ faceId, startMs, endMs, outputOrdinal: picture ? outputs.push(picture) - 1 : null }]
  })
  if (faces.length === 0) return { kind: 'failed', failure: NO_FACE }
  const choose: FollowUp = {
    label: 'Choose a face',
    operationId: 'kling.lip_sync',
    params: { session_id: sessionId },
    view: { kind: 'kling-faces', faces },
  }
  return { kind: 'completed', outputs, followUps: [choose] }
}

/** Prepares a clip, marks it, takes marks away, shows what is marked; `status` other than 0 is a refusal. */
export function readSelectionStep(data: Holder, operation: OperationSpec, answer: GatewayAnswer): SubmitReading {
  if (data.status !== undefined && numberOf(data.status, -1) !== 0)
    return { kind: 'failed', failure: notTaken(operation) }
  if (operation.id === 'kling.multi_elements.init') return readSession(data, answer)
  if (operation.id === 'kling.multi_elements.preview') return readPreview(data, answer)
  if (idText(data.session_id) === '' && data.status === undefined) return unreadable(answer)
  return { kind: 'completed', outputs: masksIn(data) }
}

function readSession(data: Holder, answer: GatewayAnswer): SubmitReading {
  const sessionId = idText(data.session_id)
  const clip = linkedOutput('video', data.normalized_video, 'The prepared clip')
  if (sessionId === '' || clip === null) return unreadable(answer)
  const framesPerSecond = numberOf(data.fps, 0) || 30
  const durationMs = numberOf(data.original_duration, 0)
  const view = {
    kind: 'kling-selection',
    framesPerSecond,
    frameCount: numberOf(data.total_frame, Math.round((durationMs / 1000) * framesPerSecond)),
    width: numberOf(data.width, 0),
    height: numberOf(data.height, 0),
  } as const
  const params = { session_id: sessionId, duration: durationMs > 5500 ? '10' : '5' }
  const mark: FollowUp = { label: 'Mark what changes', operationId: 'kling.multi_elements', params, view }
  return { kind: 'completed', outputs: [clip], followUps: [mark] }
}

function readPreview(data: Holder, answer: GatewayAnswer): SubmitReading {
  const clip = linkedOutput('video', at(data, 'res', 'video'), 'What is marked')
  return clip === null ? unreadable(answer) : { kind: 'completed', outputs: [clip] }
}

/** The marked area as pictures, one for each thing that was found. */
function masksIn(data: Holder): readonly RemoteOutput[] {
  return listOf(at(data, 'res', 'rle_mask_list')).flatMap((mask): readonly RemoteOutput[] => {
    const base64 = firstText(at(mask, 'png_mask', 'base64')).replace(/^data:image\/png;base64,/, '')
    if (base64 === '') return []
    return [{ media: 'image', source: { kind: 'base64', base64 }, mimeHint: 'image/png', title: 'Marked area' }]
  })
}

const NO_FACE: Failure = {
  code: 'bad-parameter',
  message: 'Kling found no face in this clip. Choose one in which a face is seen from the front.',
  nextStep: 'edit-input',
  charge: 'maybe-charged',
}

function notTaken({ id }: OperationSpec): Failure {
  const what = id.endsWith('.init')
    ? 'Kling does not take this clip: it has to last 2 to 5 or 7 to 10 seconds, with 24, 30 or 60 pictures a second.'
    : 'Kling recognised nothing at these points. Click on the middle of the thing.'
  return { code: 'bad-parameter', message: what, nextStep: 'edit-input', charge: 'not-charged' }
}
