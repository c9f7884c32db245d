import { COLOUR_LABELS, type ColourLabel, type PickState } from './asset'
import { MEDIA_KINDS, type MediaKind } from './media'
import { type Period, readPeriod } from './library-query-period'

/** Numbers that a search may ask for; `cost` in micro-dollars, `duration` in milliseconds, sizes in pixels. */
export const MEASURES = ['rating', 'cost', 'duration', 'width', 'height'] as const
export type Measure = (typeof MEASURES)[number]

export const HAVINGS = ['note', 'tag', 'collection', 'parent', 'child', 'stack', 'cost'] as const
export type Having = (typeof HAVINGS)[number]

/** `generated`: made by a model in this library; its opposite is what was brought in, drawn or rendered. */
export const BEINGS = [
  'picked',
  'rejected',
  'rated',
  'unrated',
  'labelled',
  'generated',
  'landscape',
  'portrait',
  'square',
] as const
export type Being = (typeof BEINGS)[number]

export type QueryCondition =
  | { readonly field: 'kind'; readonly media: MediaKind }
  | { readonly field: 'model'; readonly text: string }
  /** Both ends count; `from` or `to` null: open. `isFromOut`, `isToOut`: that end itself does not count. */
  | {
      readonly field: 'measure'
      readonly measure: Measure
      readonly from: number | null
      readonly to: number | null
      readonly isFromOut: boolean
      readonly isToOut: boolean
    }
  /** From a time on and before a time. */
  | { readonly field: 'time'; readonly fromMs: number | null; readonly toMs: number | null }
  | { readonly field: 'tag'; readonly name: string }
  | { readonly field: 'label'; readonly label: ColourLabel | null }
  | { readonly field: 'pick'; readonly pick: PickState }
  | { readonly field: 'in'; readonly name: string }
  | { readonly field: 'has'; readonly what: Having }
  | { readonly field: 'is'; readonly what: Being }

export interface NegatableCondition {
  readonly isNegated: boolean
  readonly condition: QueryCondition
}

/** A word that looks like a filter and is not understood; it is searched for as it stands. */
export interface QueryProblem {
  readonly word: string
  readonly message: string
}

export interface LibraryQuery {
  /** Must all occur; a quoted text as it stands. */
  readonly texts: readonly string[]
  /** Must not occur. */
  readonly excludedTexts: readonly string[]
  readonly conditions: readonly NegatableCondition[]
  readonly problems: readonly QueryProblem[]
}

const MAX_TEXTS = 12
const MAX_CONDITIONS = 24

type Reading = QueryCondition | { readonly problem: string }

/** Filters by their names; `after` counts from the start of what it names, `before` ends there. */
const FILTERS: Readonly<Record<string, (value: string) => Reading>> = {
  kind: readKind,
  model: (value) => ({ field: 'model', text: value.toLowerCase() }),
  rating: (value) =>
    readMeasure(
      'rating',
      value.replace(/★+/, (stars) => String(stars.length)),
      1,
    ),
  cost: (value) => readMeasure('cost', value.replaceAll('$', ''), 1_000_000),
  duration: (value) => readMeasure('duration', inSeconds(value), 1_000),
  width: (value) => readMeasure('width', value.replaceAll('px', ''), 1),
  height: (value) => readMeasure('height', value.replaceAll('px', ''), 1),
  before: (value) => readTime(value, ({ startMs }) => ({ fromMs: null, toMs: startMs })),
  after: (value) => readTime(value, ({ startMs }) => ({ fromMs: startMs, toMs: null })),
  on: (value) => readTime(value, ({ startMs, endMs }) => ({ fromMs: startMs, toMs: endMs })),
  tag: (value) => ({ field: 'tag', name: value }),
  label: readLabel,
  pick: readPick,
  in: (value) => ({ field: 'in', name: value }),
  has: readHaving,
  is: readBeing,
}

/** The names of all filters, for suggestions and help. */
export const FILTER_NAMES: readonly string[] = Object.keys(FILTERS)

/** Reads any text and never fails: what is no filter is a word to be found. */
export function parseLibraryQuery(text: string): LibraryQuery {
  const texts: string[] = []
  const excludedTexts: string[] = []
  const conditions: NegatableCondition[] = []
  const problems: QueryProblem[] = []
  for (const { isNegated, name, value, word } of splitQuery(text)) {
    const read = name === null ? undefined : FILTERS[name]
    const reading = read && value !== '' ? read(value) : null
    if (reading && 'field' in reading) {
      if (conditions.length < MAX_CONDITIONS) conditions.push({ isNegated, condition: reading })
      continue
    }
    if (reading) problems.push({ word, message: reading.problem })
    else if (name !== null && value !== '')
      problems.push({ word, message: `“${name}:” is no filter; the words are searched for as they stand` })
    // A filter that is still being typed asks for nothing yet.
    else if (read) continue
    const searched = name === null ? value : word
    if (searched !== '') (isNegated ? excludedTexts : texts).push(searched)
  }
  return {
    texts: texts.slice(0, MAX_TEXTS),
    excludedTexts: excludedTexts.slice(0, MAX_TEXTS),
    conditions,
    problems,
  }
}

interface Part {
  readonly isNegated: boolean
  /** In lower case, or null for plain text. */
  readonly name: string | null
  readonly value: string
  /** As it was typed, without the sign in front. */
  readonly word: string
}

/** `-name:"some value"`, `name:value`, `-"some words"`, `word`; a quote that is never closed reaches to the end. */
const PART = /(-(?=["\p{L}\p{N}]))?(?:(\p{Script=Latin}+):)?(?:"([^"]*)"?|([^\s"]+))/gu
const BARE_NAME = /^(\p{Script=Latin}+):$/u

function* splitQuery(text: string): Iterable<Part> {
  // The separators of the search text and NUL could not be found or would end an expression.
  const clean = text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
  for (const found of clean.matchAll(PART)) {
    const isNegated = found[1] !== undefined
    const bare = found[2] === undefined ? BARE_NAME.exec(found[4] ?? '')?.[1] : undefined
    const name = (found[2] ?? bare)?.toLowerCase() ?? null
    const value = bare === undefined ? (found[3] ?? found[4] ?? '').trim() : ''
    // An address and "16:9" are words; only letters in front of a colon are a name.
    const isAddress = name !== null && value.startsWith('//')
    const word = isNegated ? found[0].slice(1) : found[0]
    if (isAddress) yield { isNegated, name: null, value: word, word }
    else yield { isNegated, name, value, word }
  }
}

const KIND_WORDS: Readonly<Record<string, MediaKind>> = {
  picture: 'image',
  pictures: 'image',
  photo: 'image',
  images: 'image',
  clip: 'video',
  film: 'video',
  videos: 'video',
  music: 'audio',
  sound: 'audio',
  song: 'audio',
  texts: 'text',
}

function readKind(value: string): Reading {
  const folded = value.toLowerCase()
  const media = MEDIA_KINDS.find((kind) => kind === folded) ?? KIND_WORDS[folded]
  return media ? { field: 'kind', media } : { problem: `A kind is ${listed(MEDIA_KINDS)}` }
}

const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)$/

function readMeasure(measure: Measure, value: string, unit: number): Reading {
  const numberOf = (text: string): number | null => (NUMBER.test(text) ? Math.round(Number(text) * unit) : null)
  const condition = (from: number | null, to: number | null, isFromOut = false, isToOut = false): Reading => ({
    field: 'measure',
    measure,
    from,
    to,
    isFromOut,
    isToOut,
  })
  const problem = {
    problem: `Write a number, for example ${measure}:>=4 or ${measure}:2..${measure === 'rating' ? 5 : 8}`,
  }
  const range = /^([^.]*(?:\.\d+)?)\.\.(.*)$/.exec(value)
  if (range) {
    const [from, to] = [numberOf(range[1] ?? ''), numberOf(range[2] ?? '')]
    return from === null || to === null ? problem : condition(Math.min(from, to), Math.max(from, to))
  }
  const sign = /^(>=|<=|>|<|=)?(.*)$/.exec(value)
  const number = numberOf(sign?.[2] ?? '')
  if (number === null) return problem
  switch (sign?.[1]) {
    case '>=':
      return condition(number, null)
    case '>':
      return condition(number, null, true)
    case '<=':
      return condition(null, number)
    case '<':
      return condition(null, number, false, true)
    default:
      return condition(number, number)
  }
}

function readTime(
  value: string,
  toRange: (period: Period) => { readonly fromMs: number | null; readonly toMs: number | null },
): Reading {
  const period = readPeriod(value)
  return period
    ? { field: 'time', ...toRange(period) }
    : { problem: 'Write a year, month or day, for example 2026, 2026-01 or 2026-01-31, or today, yesterday, 7d, 4w' }
}

function readLabel(value: string): Reading {
  const folded = value.toLowerCase()
  if (folded === 'none') return { field: 'label', label: null }
  const label = COLOUR_LABELS.find((colour) => colour === folded)
  return label ? { field: 'label', label } : { problem: `A label is ${listed([...COLOUR_LABELS, 'none'])}` }
}

const PICK_WORDS: Readonly<Record<string, PickState>> = {
  yes: 1,
  picked: 1,
  pick: 1,
  no: -1,
  rejected: -1,
  reject: -1,
  none: 0,
  undecided: 0,
}

function readPick(value: string): Reading {
  const pick = PICK_WORDS[value.toLowerCase()]
  return pick === undefined ? { problem: 'Write pick:yes, pick:no or pick:none' } : { field: 'pick', pick }
}

/** `1:30`, `1m30s`, `90s` and `90` are all 90. */
const inSeconds = (value: string): string =>
  value
    .replaceAll(/(?<![\d:])(\d+):([0-5]?\d)(?![\d:])/g, (_time, minutes: string, seconds: string) =>
      String(Number(minutes) * 60 + Number(seconds)),
    )
    .replaceAll(/(\d+)m(?:(\d+)s?)?/g, (_time, minutes: string, seconds = '0') =>
      String(Number(minutes) * 60 + Number(seconds)),
    )
    .replaceAll(/(?<=\d)s/g, '')

function readBeing(value: string): Reading {
  const what = BEINGS.find((being) => being === value.toLowerCase())
  return what ? { field: 'is', what } : { problem: `An item is ${listed(BEINGS)}` }
}

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

function readHaving(value: string): Reading {
  const what = HAVINGS.find((having) => having === value.toLowerCase())
  return what ? { field: 'has', what } : { problem: `An item may have ${listed(HAVINGS)}` }
}
