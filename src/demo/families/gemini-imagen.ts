import { chargeCall, type GatewayContext, seedFor, workTime } from '../context'
import type { DemoModel } from '../store/prices'
import { type Fields, isFields, listField, numberField, requiredText, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import { assertAllowed, sizeOfAspect } from './inputs'

const RATIOS = ['1:1', '3:4', '4:3', '9:16', '16:9']
const PEOPLE = ['dont_allow', 'allow_adult', 'allow_all']

/** Imagen's `:predict`: one prompt, up to four pictures as base64. */
export async function predictImages(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
): Promise<Reply> {
  if (!model.id.startsWith('imagen-'))
    throw new Refusal(404, 'NOT_FOUND', `models/${model.id} is not supported for predict.`)
  assertMembers(fields, { instances: 'list', parameters: 'object?' })
  const [instance, ...others] = listField(fields, 'instances').filter(isFields)
  if (instance === undefined || others.length > 0)
    throw new Refusal(400, 'INVALID_ARGUMENT', 'Exactly one instance is expected.')
  assertMembers(instance, { prompt: 'text' }, 'instances[0].')
  const prompt = requiredText(instance, 'prompt')
  assertAllowed(prompt)
  const parameters = isFields(fields.parameters) ? fields.parameters : {}
  assertParameters(parameters, model.id)
  const count = numberField(parameters, 'sampleCount', 4)
  const { width, height } = sizeOfAspect(textField(parameters, 'aspectRatio') || '1:1', 1_048_576)
  chargeCall(context, request, { model, calls: count })
  await workTime(context, 6)
  const predictions = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const seed = seedFor(context, request, model.id, `${prompt} ${index}`)
      const recipe = { kind: 'picture', prompt, model: model.id, seed, width, height, format: 'png' } as const
      const { bytes } = await context.kitchen.make(recipe)
      return { mimeType: 'image/png', bytesBase64Encoded: bytes.toString('base64') }
    }),
  )
  return jsonReply({ predictions })
}

function assertParameters(parameters: Fields, model: string): void {
  assertMembers(
    parameters,
    { sampleCount: 'whole?', aspectRatio: 'text?', imageSize: 'text?', personGeneration: 'text?' },
    'parameters.',
  )
  assertRange(parameters, 'sampleCount', 1, 4)
  const ratio = textField(parameters, 'aspectRatio')
  if (ratio !== '' && !RATIOS.includes(ratio))
    throw new Refusal(400, 'INVALID_ARGUMENT', `aspectRatio must be one of ${RATIOS.join(', ')}`)
  const people = textField(parameters, 'personGeneration')
  if (people !== '' && !PEOPLE.includes(people))
    throw new Refusal(400, 'INVALID_ARGUMENT', `personGeneration must be one of ${PEOPLE.join(', ')}`)
  if (parameters.imageSize !== undefined && model.includes('-fast-'))
    throw new Refusal(400, 'INVALID_ARGUMENT', 'imageSize is not supported for this model.')
}
