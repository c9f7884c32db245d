import type { Failure } from '@shared/domain/app-error'
import type { FamilyAdapter, GatewayAnswer, RemoteOutput, SubmitReading } from '../types'
import { emptyAnswer, errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, isObject, isPresent, linkedOutput, listOf } from './read'

/** Ideogram answers at once: pictures as links, descriptions as text. */
export const ideogramAdapter: FamilyAdapter = { family: 'ideogram', readSubmit }

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const pictures = listOf(json.data).map((item) => linkedOutput('image', at(item, 'url')))
  const outputs = [...pictures, ...listOf(json.descriptions).map(description)].filter(isPresent)
  if (outputs.length > 0) return { kind: 'completed', outputs }
  return { kind: 'failed', failure: errorInside(json) ?? heldBack(json) }
}

function description(item: unknown): RemoteOutput | null {
  const text = firstText(at(item, 'text'))
  return text === '' ? null : { media: 'text', source: { kind: 'text', text }, mimeHint: 'text/plain' }
}

/** Pictures that Ideogram drew and does not show are listed without a link. */
function heldBack(json: Readonly<Record<string, unknown>>): Failure {
  const isHeldBack = listOf(json.data).some((item) => at(item, 'is_image_safe') === false)
  const failure = emptyAnswer(firstText(json.message), json)
  if (!isHeldBack) return failure
  return { ...failure, message: 'Ideogram held the picture back as unsafe. Change the prompt or the picture.' }
}
