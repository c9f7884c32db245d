import type { Failure } from '@shared/domain/app-error'
import { readErrorObject } from '../failures'
import { at, firstText } from './read'

/** A submit that the relay did not take, by its code; nothing was started and nothing charged then. */
export function submitRefusal(code: number, json: unknown): Failure {
  const failure = { ...readErrorObject(json), charge: 'not-charged' as const }
  const words = firstText(at(json, 'description'))
  const said = words === '' ? '' : ` It said: “${words}”`
  switch (code) {
    case 3:
      return {
        ...failure,
        code: 'gateway-fault',
        message: `No Midjourney account is free to take the task.${said}`,
        nextStep: 'retry',
      }
    case 4:
      return {
        ...failure,
        code: 'bad-parameter',
        message: `Midjourney's relay refused the request.${said}`,
        nextStep: 'edit-input',
      }
    case 23:
      return {
        ...failure,
        code: 'rate-limited',
        message: 'The Midjourney queue is full. Try again in a few minutes.',
        nextStep: 'wait',
      }
    case 24:
      return { ...failure, code: 'refused-content', message: bannedMessage(json), nextStep: 'edit-input' }
    default:
      return {
        ...readErrorObject(json),
        message: `Midjourney's relay did not take the task.${said}`,
        nextStep: 'retry',
      }
  }
}

function bannedMessage(json: unknown): string {
  const word = firstText(at(json, 'properties', 'bannedWord'))
  return word === ''
    ? 'Midjourney does not take a word of the prompt. Change the prompt.'
    : `Midjourney does not take the word “${word}”. Change the prompt.`
}
