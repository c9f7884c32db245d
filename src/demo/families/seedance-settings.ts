import type { Fields } from '../wire/fields'
import { Refusal } from '../wire/refusal'

export interface SeedanceSettings {
  /** Empty where nobody said. */
  readonly ratio: string
  readonly resolution: string
  readonly seconds: number
  readonly seed: number | undefined
}

const RATIOS = ['16:9', '4:3', '1:1', '3:4', '9:16', '21:9', 'adaptive']
const RESOLUTIONS = ['480p', '720p', '1080p']

/** Settings from the fields, which are checked strictly, or from the words behind the prompt, where mistakes are ignored. */
export function readSettings(fields: Fields, text: string, modelId: string): SeedanceSettings {
  const flag = (...names: readonly string[]): string => {
    const found = new RegExp(`\\s--(?:${names.join('|')})\\s+(\\S+)`).exec(text)
    return found?.[1] ?? ''
  }
  const shortest = modelId.includes('1-5') ? 4 : 2
  const seconds = Number(flag('dur', 'duration'))
  const isFlagGood = Number.isInteger(seconds) && seconds >= shortest && seconds <= 12
  return {
    ratio: word(fields, 'ratio', RATIOS) ?? known(flag('rt', 'ratio'), RATIOS),
    resolution: word(fields, 'resolution', RESOLUTIONS) ?? (known(flag('rs', 'resolution'), RESOLUTIONS) || '720p'),
    seconds: wholeNumber(fields, 'duration', shortest, 12) ?? (isFlagGood ? seconds : 5),
    seed: wholeNumber(fields, 'seed', -1, 4_294_967_295) ?? (flag('seed') === '' ? undefined : Number(flag('seed'))),
  }
}

function known(value: string, words: readonly string[]): string {
  return words.includes(value) ? value : ''
}

function word(fields: Fields, name: string, words: readonly string[]): string | null {
  const value = fields[name]
  if (value === undefined) return null
  if (typeof value === 'string' && words.includes(value)) return value
  throw new Refusal(400, 'InvalidParameter', `The parameter ${name} specified in the request is not valid`)
}

function wholeNumber(fields: Fields, name: string, min: number, max: number): number | null {
  const value = fields[name]
  if (value === undefined) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw new Refusal(400, 'InvalidParameter', `The parameter ${name} specified in the request is not valid`)
}
