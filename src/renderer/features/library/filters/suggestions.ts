import { COLOUR_LABELS } from '@shared/domain/asset'
import { BEINGS, FILTER_NAMES, HAVINGS } from '@shared/domain/library-query'
import { MEDIA_KINDS } from '@shared/domain/media'
import { quoted } from './filter-state'

/** Names that values may be completed to. */
export interface Vocabulary {
  readonly tags: readonly string[]
  readonly models: readonly string[]
  readonly collections: readonly string[]
}

export interface Suggestion {
  /** The whole text of the box once it is taken. */
  readonly text: string
  readonly label: string
  /** What it is, in a word or two. */
  readonly detail: string
}

const MOST = 8

const DETAILS: Readonly<Record<string, string>> = {
  kind: 'picture, video, audio or text',
  model: 'part of the model’s name',
  rating: 'for example rating:>=4',
  cost: 'of the run, in dollars',
  duration: 'in seconds',
  width: 'in pixels',
  height: 'in pixels',
  before: 'a year, month or day',
  after: 'a year, month or day',
  on: 'a year, month or day',
  tag: 'and all beneath it',
  label: 'a colour',
  pick: 'yes, no or none',
  in: 'a collection',
  has: 'note, tag, parent …',
  is: 'picked, rated, landscape …',
}

const DAYS = ['today', 'yesterday', '7d', '4w']

/** What a filter by number or day may be completed to, with the words for it. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [value: string, words: string])[]>> = {
  rating: [
    ['>=4', 'four stars or more'],
    ['5', 'five stars'],
    ['2..4', 'two to four'],
    ['<3', 'fewer than three'],
  ],
  cost: [
    ['>0.5', 'more than 50 cents'],
    ['<0.1', 'less than ten cents'],
    ['0.1..1', 'ten cents to a dollar'],
  ],
  duration: [
    ['5..10', 'five to ten seconds'],
    ['<10', 'less than ten seconds'],
    ['>1:30', 'more than a minute and a half'],
  ],
  width: [
    ['>=1920', 'pixels or more'],
    ['<1024', 'fewer pixels'],
    ['1024', 'exactly'],
  ],
  height: [
    ['>=1080', 'pixels or more'],
    ['<1024', 'fewer pixels'],
    ['1024', 'exactly'],
  ],
  before: [...DAYS, '2026', '2026-01'].map((day) => [day, 'before it begins']),
  after: [...DAYS, '2026', '2026-01'].map((day) => [day, 'from then on']),
  on: [...DAYS, '2026-01', '2026-01-31'].map((day) => [day, 'within it']),
}

/** How the last word of what is typed may go on; empty where nothing of it is a filter. */
export function suggestionsFor(text: string, vocabulary: Vocabulary): readonly Suggestion[] {
  const found = /(?:^|\s)(-?)(?:(\p{Script=Latin}+):)?(?:(")([^":]*)|([^\s":]*))$/u.exec(text)
  if (!found) return []
  const [, sign = '', name, quote = '', quotedValue, plainValue = ''] = found
  const typed = quotedValue ?? plainValue
  if (name === undefined) return quote === '' ? nameSuggestions(text, typed) : []
  const examples = EXAMPLES[name.toLowerCase()] ?? []
  const head = text.slice(0, text.length - typed.length - quote.length - name.length - 1 - sign.length)
  const folded = typed.toLowerCase()
  const taken = (value: string): string => `${head}${sign}${name}:${quoted(value)} `
  const values = valuesOf(name.toLowerCase(), vocabulary)
    .filter((value) => value.toLowerCase().includes(folded) && value.toLowerCase() !== folded)
    .toSorted((a, b) => startsFirst(a, b, folded))
    .slice(0, MOST)
    .map((value) => ({ text: taken(value), label: value, detail: name }))
  const fitting = examples
    .filter(([value]) => value.startsWith(folded) && value !== folded)
    .map(([value, words]) => ({ text: taken(value), label: `${name}:${value}`, detail: words }))
  return [...values, ...fitting]
}

/** Every filter, for a box in which nothing is begun: each may follow what is there. */
export function allFilters(text: string): readonly Suggestion[] {
  if (text !== '' && !/\s$/.test(text)) return []
  return FILTER_NAMES.map((name) => ({ text: `${text}${name}:`, label: `${name}:`, detail: DETAILS[name] ?? '' }))
}

function nameSuggestions(text: string, typed: string): readonly Suggestion[] {
  const folded = typed.replace(/^-/, '').toLowerCase()
  if (folded === '') return []
  return FILTER_NAMES.filter((name) => name.startsWith(folded)).map((name) => ({
    text: `${text.slice(0, text.length - folded.length)}${name}:`,
    label: `${name}:`,
    detail: DETAILS[name] ?? '',
  }))
}

function valuesOf(name: string, { tags, models, collections }: Vocabulary): readonly string[] {
  if (name === 'tag') return tags
  if (name === 'model') return models
  if (name === 'in') return collections
  if (name === 'kind') return MEDIA_KINDS
  if (name === 'label') return [...COLOUR_LABELS, 'none']
  if (name === 'pick') return ['yes', 'no', 'none']
  if (name === 'is') return BEINGS
  return name === 'has' ? HAVINGS : []
}

const startsFirst = (a: string, b: string, folded: string): number =>
  Number(b.toLowerCase().startsWith(folded)) - Number(a.toLowerCase().startsWith(folded))
