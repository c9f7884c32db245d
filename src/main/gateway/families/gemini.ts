import type { OperationSpec } from '@shared/catalog/types'
import type { Failure } from '@shared/domain/app-error'
import { rateOfPcm, wavOfPcm } from '@shared/lib/wav'
import type { FamilyAdapter, GatewayAnswer, RemoteOutput, ReportedUsage, SubmitReading } from '../types'
import { isVector, vectorResult } from './embeddings'
import { emptyAnswer, errorInside, unreadableAnswer } from './family-failures'
import { at, firstText, isObject, isPresent, listOf } from './read'

/**
 * Gemini's own routes: media as base64 in the parts of the answer, beside words and thoughts. A refusal is an answer
 * without a picture, and says why in its finish reason or its text.
 */
export const geminiAdapter: FamilyAdapter = {
  family: 'gemini',
  readSubmit: (answer: GatewayAnswer, operation: OperationSpec): SubmitReading => {
    const { json } = answer
    if (!isObject(json)) return { kind: 'failed', failure: unreadableAnswer(answer) }
    if (operation.output === 'text') return readVector(json)
    return operation.id === 'gemini.imagen' ? readPredictions(json) : readContent(json, operation)
  },
}

function readContent(json: unknown, { output }: OperationSpec): SubmitReading {
  const parts = listOf(at(json, 'candidates', 0, 'content', 'parts'))
  // Pictures among the thoughts are drafts.
  const outputs = parts
    .filter((part) => at(part, 'thought') !== true)
    .map((part) => readInline(at(part, 'inlineData') ?? at(part, 'inline_data')))
    .filter(isPresent)
    .filter(({ media }) => media === output)
  if (outputs.length > 0) return { kind: 'completed', outputs, ...usageOf(json) }
  const words = parts.map((part) => firstText(at(part, 'text'))).filter((text) => text !== '')
  return { kind: 'failed', failure: errorInside(json) ?? blockedBy(json) ?? emptyAnswer(words.join(' '), json) }
}

function readInline(data: unknown): RemoteOutput | null {
  const base64 = firstText(at(data, 'data'))
  const mime = firstText(at(data, 'mimeType'), at(data, 'mime_type'))
  if (base64 === '') return null
  if (!mime.startsWith('audio/')) return { media: 'image', source: { kind: 'base64', base64 }, mimeHint: mime }
  const rate = rateOfPcm(mime)
  if (rate === null) return { media: 'audio', source: { kind: 'base64', base64 }, mimeHint: mime }
  const samples = Buffer.from(base64, 'base64')
  if (samples.toString('base64') !== base64) return null
  // Bare samples play nowhere.
  const bytes = wavOfPcm(new Uint8Array(samples), rate)
  return { media: 'audio', source: { kind: 'bytes', bytes }, mimeHint: 'audio/wav' }
}

function readPredictions(json: unknown): SubmitReading {
  const outputs = listOf(at(json, 'predictions'))
    .map((prediction): RemoteOutput | null => {
      const base64 = firstText(at(prediction, 'bytesBase64Encoded'))
      const mimeHint = firstText(at(prediction, 'mimeType')) || 'image/png'
      return base64 === '' ? null : { media: 'image', source: { kind: 'base64', base64 }, mimeHint }
    })
    .filter(isPresent)
  if (outputs.length > 0) return { kind: 'completed', outputs }
  // Pictures that the safety check took out are simply missing.
  const isFiltered = Array.isArray(at(json, 'predictions'))
  return {
    kind: 'failed',
    failure: errorInside(json) ?? (isFiltered ? refused('safety filter') : emptyAnswer('', json)),
  }
}

function readVector(json: unknown): SubmitReading {
  if (!isVector(at(json, 'embedding', 'values')))
    return { kind: 'failed', failure: errorInside(json) ?? emptyAnswer('', json) }
  return vectorResult(at(json, 'embedding'), undefined)
}

const REFUSALS = /SAFETY|RECITATION|BLOCKLIST|PROHIBITED|SPII/

function blockedBy(json: unknown): Failure | null {
  const reason = firstText(at(json, 'promptFeedback', 'blockReason'), at(json, 'candidates', 0, 'finishReason'))
  const isBlocked = firstText(at(json, 'promptFeedback', 'blockReason')) !== '' || REFUSALS.test(reason)
  return isBlocked ? refused(reason) : null
}

function refused(reason: string): Failure {
  return {
    code: 'refused-content',
    message: `The model’s provider refused to make this (${reason}).`,
    nextStep: 'edit-input',
    charge: 'maybe-charged',
    raw: reason,
  }
}

function usageOf(json: unknown): { readonly usage?: ReportedUsage } {
  const inputTokens = at(json, 'usageMetadata', 'promptTokenCount')
  const outputTokens = at(json, 'usageMetadata', 'candidatesTokenCount')
  if (typeof inputTokens !== 'number' || typeof outputTokens !== 'number') return {}
  return { usage: { inputTokens, outputTokens } }
}
