import type { Failure } from '@shared/domain/app-error'
import { readErrorObject } from '../failures'
import { firstText } from './read'

interface KlingWords {
  readonly message: string
  readonly code: Failure['code']
  readonly nextStep: Failure['nextStep']
}

/** Kling's own numbers, in words; what is not listed is read like any other refusal. */
const WORDS: Readonly<Record<number, KlingWords>> = {
  1000: { message: 'Kling refused the key of the gateway.', code: 'gateway-fault', nextStep: 'wait' },
  1001: { message: 'Kling got no key from the gateway.', code: 'gateway-fault', nextStep: 'wait' },
  1002: { message: 'Kling refused the key of the gateway.', code: 'gateway-fault', nextStep: 'wait' },
  1003: { message: 'The gateway’s pass at Kling is not valid yet.', code: 'gateway-fault', nextStep: 'retry' },
  1004: { message: 'The gateway’s pass at Kling has run out.', code: 'gateway-fault', nextStep: 'retry' },
  1100: { message: 'Something is wrong with the gateway’s account at Kling.', code: 'gateway-fault', nextStep: 'wait' },
  1101: { message: 'The gateway’s account at Kling has no money left.', code: 'gateway-fault', nextStep: 'wait' },
  1102: { message: 'The gateway has used up what it bought at Kling.', code: 'gateway-fault', nextStep: 'wait' },
  1103: {
    message: 'This gateway may not use that model or function of Kling.',
    code: 'model-unavailable',
    nextStep: 'choose-model',
  },
  1200: { message: 'Kling does not take these values.', code: 'bad-parameter', nextStep: 'edit-input' },
  1201: { message: 'Kling does not take one of the values.', code: 'bad-parameter', nextStep: 'edit-input' },
  1203: {
    message: 'Kling does not know the model, or what the request points at.',
    code: 'bad-parameter',
    nextStep: 'edit-input',
  },
  1300: { message: 'Kling’s rules forbid this.', code: 'refused-content', nextStep: 'edit-input' },
  1301: {
    message: 'Kling’s content filter refused this. Change the prompt or the picture.',
    code: 'refused-content',
    nextStep: 'edit-input',
  },
  1302: { message: 'Kling gets too many requests at once.', code: 'rate-limited', nextStep: 'wait' },
  1303: { message: 'Kling already does as much as it will at a time.', code: 'rate-limited', nextStep: 'wait' },
  1304: { message: 'Kling does not know the gateway’s address.', code: 'gateway-fault', nextStep: 'wait' },
  5000: { message: 'Kling has a fault inside.', code: 'gateway-fault', nextStep: 'retry' },
  5001: { message: 'Kling is being maintained.', code: 'gateway-fault', nextStep: 'wait' },
  5002: { message: 'Kling took too long.', code: 'gateway-fault', nextStep: 'retry' },
}

/** A refusal inside an answer, with Kling's own words behind ours. */
export function klingRefusal(json: Readonly<Record<string, unknown>>): Failure {
  const failure = readErrorObject(json)
  const words = WORDS[Number(json.code)]
  if (!words) return failure
  const said = firstText(json.message)
  const isBusy = words.code === 'rate-limited'
  return {
    ...failure,
    ...words,
    message: said === '' ? words.message : `${words.message} It said: “${said.slice(0, 300)}”`,
    ...(isBusy ? { charge: 'not-charged' } : {}),
  }
}
