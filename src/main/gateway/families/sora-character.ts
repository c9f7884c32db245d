import type { FamilyAdapter, GatewayAnswer, SubmitReading } from '../types'
import { errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, isObject, linkedOutput } from './read'

/** Characters are made at once; prompts name them by their user name. Their picture's link is short-lived. */
export const soraCharacterAdapter: FamilyAdapter = { family: 'sora-character', readSubmit }

function readSubmit(answer: GatewayAnswer): SubmitReading {
  const { json } = answer
  if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const failure = errorInside(json)
  if (failure !== null) return { kind: 'failed', failure }
  const remoteId = firstText(json.username, at(json, 'data', 'username'))
  if (remoteId === '') return { kind: 'failed', failure: unreadableAnswer(answer) }
  const name = `@${remoteId}`
  const picture = linkedOutput('image', json.profile_picture_url ?? at(json, 'data', 'profile_picture_url'), name)
  const item = { kind: 'sora-character', remoteId, name } as const
  return picture === null
    ? { kind: 'completed', outputs: [], items: [item] }
    : { kind: 'completed', outputs: [picture], items: [{ ...item, outputOrdinal: 0 }] }
}
