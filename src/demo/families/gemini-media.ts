import { chargeCall, type GatewayContext, seedFor, workTime } from '../context'
import type { Recipe } from '../media/recipe'
import type { DemoModel } from '../store/prices'
import { type Fields, isFields, listField, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import { assertAllowed, countTokens, sizeOfAspect, storePicture } from './inputs'

export interface MediaCall {
  readonly config: Fields
  readonly model: DemoModel
  readonly isStream: boolean
}

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']
const PIXELS: Readonly<Record<string, number>> = { '1K': 1_048_576, '2K': 4_194_304, '4K': 16_777_216 }
const WAV_HEADER_BYTES = 44

/** Pictures and speech of `generateContent`: base64 in the parts of the answer. */
export async function generateMedia(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  call: MediaCall,
): Promise<Reply> {
  const modalities = listField(call.config, 'responseModalities')
  const wantsSpeech = /tts/.test(call.model.id)
  if (!modalities.includes(wantsSpeech ? 'AUDIO' : 'IMAGE'))
    throw new Refusal(400, 'INVALID_ARGUMENT', 'The requested combination of response modalities is not supported.')
  const parts = lastParts(fields)
  const prompt = parts
    .map((part) => textField(part, 'text'))
    .join('\n')
    .trim()
  assertAllowed(prompt)
  if (prompt === '') throw new Refusal(400, 'INVALID_ARGUMENT', 'contents.parts must not be empty.')
  const answer = wantsSpeech
    ? await speak(context, call.config, prompt)
    : await draw(context, request, call, prompt, parts)
  const inputTokens = countTokens(prompt)
  chargeCall(context, request, { model: call.model, inputTokens, outputTokens: 1_290, isStream: call.isStream })
  await workTime(context, wantsSpeech ? 2 : 8)
  const whole = {
    candidates: [{ content: { role: 'model', parts: answer }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: inputTokens, candidatesTokenCount: 1_290, totalTokenCount: inputTokens + 1_290 },
    modelVersion: call.model.id,
    responseId: request.id,
  }
  if (!call.isStream) return jsonReply(whole)
  return eventReply(oneEvent(whole))
}

async function* oneEvent(value: object): AsyncGenerator<string> {
  yield `data: ${JSON.stringify(value)}\r\n\r\n`
}

function lastParts(fields: Fields): readonly Fields[] {
  const last = listField(fields, 'contents').filter(isFields).at(-1)
  return last === undefined ? [] : listField(last, 'parts').filter(isFields)
}

async function draw(
  context: GatewayContext,
  request: GatewayRequest,
  { config, model }: MediaCall,
  prompt: string,
  parts: readonly Fields[],
): Promise<readonly object[]> {
  const wanted = isFields(config.imageConfig) ? config.imageConfig : {}
  assertMembers(wanted, { aspectRatio: 'text?', imageSize: 'text?' }, 'generation_config.image_config.')
  const ratio = textField(wanted, 'aspectRatio')
  if (ratio !== '' && !RATIOS.includes(ratio))
    throw new Refusal(400, 'INVALID_ARGUMENT', `aspect_ratio must be one of ${RATIOS.join(', ')}`)
  const size = textField(wanted, 'imageSize')
  if (size !== '' && (PIXELS[size] === undefined || model.id.startsWith('gemini-2.5')))
    throw new Refusal(400, 'INVALID_ARGUMENT', `image_size ${size} is not supported for this model.`)
  const sources = await sourcesOf(context, parts)
  // Full size would only make the machine warm: the shape is what is asked for.
  const { width, height } = sizeOfAspect(ratio || '1:1', Math.min(PIXELS[size] ?? 1_048_576, 4_194_304))
  const seed = seedFor(context, request, model.id, prompt)
  const common = { prompt, model: model.id, seed, width, height, format: 'png' as const }
  const recipe: Recipe =
    sources.length === 0
      ? { kind: 'picture', ...common }
      : { kind: 'edit', ...common, sources, mask: null, maskRule: 'transparent-is-edited', repaintsEverything: true }
  const { bytes } = await context.kitchen.make(recipe)
  return [{ text: 'Here it is.' }, { inlineData: { mimeType: 'image/png', data: bytes.toString('base64') } }]
}

async function sourcesOf(context: GatewayContext, parts: readonly Fields[]): Promise<readonly string[]> {
  const sources: string[] = []
  for (const part of parts) {
    const data = isFields(part.inline_data) ? part.inline_data : part.inlineData
    const blob = isFields(data) ? await storePicture(context, textField(data, 'data')) : null
    if (blob !== null) sources.push(blob)
  }
  return sources
}

async function speak(context: GatewayContext, config: Fields, text: string): Promise<readonly object[]> {
  const speech = isFields(config.speechConfig) ? config.speechConfig : {}
  assertMembers(
    speech,
    { voiceConfig: 'object?', multiSpeakerVoiceConfig: 'object?', languageCode: 'text?' },
    'generation_config.speech_config.',
  )
  const voice = isFields(speech.voiceConfig) ? speech.voiceConfig.prebuiltVoiceConfig : undefined
  const name = isFields(voice) ? textField(voice, 'voiceName') : ''
  if (name === '' && speech.multiSpeakerVoiceConfig === undefined)
    throw new Refusal(400, 'INVALID_ARGUMENT', 'speech_config.voice_config is required.')
  const { bytes } = await context.kitchen.make({ kind: 'speech', text, voice: name, speed: 1, format: 'wav' })
  const samples = bytes.subarray(WAV_HEADER_BYTES).toString('base64')
  return [{ inlineData: { mimeType: `audio/L16;codec=pcm;rate=${bytes.readUInt32LE(24)}`, data: samples } }]
}
