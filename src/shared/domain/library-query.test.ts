import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FILTER_NAMES, parseLibraryQuery } from './library-query'
import { readPeriod } from './library-query-period'

const only = (text: string) => {
  const { conditions } = parseLibraryQuery(text)
  expect(conditions).toHaveLength(1)
  return conditions[0]
}

test('reads the whole of a long search: filters, words, a phrase and what must not be', () => {
  const query = parseLibraryQuery(
    'kind:video model:Kling rating:>=4 cost:>0.5 before:2026-01 -tag:draft "exact words" fox -"red hat"',
  )
  expect(query.texts).toEqual(['exact words', 'fox'])
  expect(query.excludedTexts).toEqual(['red hat'])
  expect(query.problems).toEqual([])
  expect(query.conditions).toEqual([
    { isNegated: false, condition: { field: 'kind', media: 'video' } },
    { isNegated: false, condition: { field: 'model', text: 'kling' } },
    {
      isNegated: false,
      condition: { field: 'measure', measure: 'rating', from: 4, to: null, isFromOut: false, isToOut: false },
    },
    {
      isNegated: false,
      condition: { field: 'measure', measure: 'cost', from: 500_000, to: null, isFromOut: true, isToOut: false },
    },
    { isNegated: false, condition: { field: 'time', fromMs: null, toMs: new Date(2026, 0, 1).getTime() } },
    { isNegated: true, condition: { field: 'tag', name: 'draft' } },
  ])
})

test.each([
  ['duration:2..8', { from: 2_000, to: 8_000, isFromOut: false, isToOut: false }],
  ['duration:1:30', { from: 90_000, to: 90_000, isFromOut: false, isToOut: false }],
  ['duration:1m30s..2m', { from: 90_000, to: 120_000, isFromOut: false, isToOut: false }],
  ['duration:>1m', { from: 60_000, to: null, isFromOut: true, isToOut: false }],
  ['rating:>=★★★', { from: 3, to: null, isFromOut: false, isToOut: false }],
  ['duration:<5s', { from: null, to: 5_000, isFromOut: false, isToOut: true }],
  ['width:1024', { from: 1_024, to: 1_024, isFromOut: false, isToOut: false }],
  ['cost:0.5..1.25', { from: 500_000, to: 1_250_000, isFromOut: false, isToOut: false }],
])('reads %s', (text, expected) => {
  expect(only(text)?.condition).toMatchObject(expected)
})

test('a quoted value may hold spaces, also when the quote is not closed yet', () => {
  expect(only('in:"Summer 2026"')?.condition).toEqual({ field: 'in', name: 'Summer 2026' })
  expect(only('tag:"night sk')?.condition).toEqual({ field: 'tag', name: 'night sk' })
})

test('after a month counts from its first day, on a day ends at midnight', () => {
  expect(only('after:2026-02')?.condition).toEqual({
    field: 'time',
    fromMs: new Date(2026, 1, 1).getTime(),
    toMs: null,
  })
  expect(only('on:2026-02-28')?.condition).toEqual({
    field: 'time',
    fromMs: new Date(2026, 1, 28).getTime(),
    toMs: new Date(2026, 2, 1).getTime(),
  })
})

test.each([
  'rating:high',
  'before:soon',
  'before:2026-02-30',
  'kind:sculpture',
  'pick:maybe',
  'label:pink',
  'style:anime',
  'is:nice',
  'has:everything',
  'rating:>=',
  'rating:4..',
  'cost:1e9',
  'cost:-3',
  'width:NaN',
  'duration:1:99',
  'duration:ms',
  'after:0d0',
  'on:2026-02-30',
  'before:tomorrow',
  'height:<script>',
  'cost:$$',
])('says which word of “fox %s” is not understood, and searches for it as it stands', (word) => {
  const query = parseLibraryQuery(`fox ${word}`)
  expect(query.problems.map((problem) => problem.word)).toEqual([word])
  expect(query.texts).toEqual(['fox', word])
})

test.each(['16:9', '--ar 16:9', 'https://example.org/a', 'a-b', '- fox', '狐狸:雪'])('takes “%s” for words', (text) => {
  const query = parseLibraryQuery(text)
  expect(query.problems).toEqual([])
  expect(query.excludedTexts).toEqual([])
  expect(query.texts).toEqual(text.split(' '))
})

test('days may be named by how long ago they are, in the machine’s own time', () => {
  const now = new Date(2026, 2, 3, 15, 30).getTime()
  const day = (month: number, date: number): number => new Date(2026, month, date).getTime()
  expect(readPeriod('today', now)).toEqual({ startMs: day(2, 3), endMs: day(2, 4) })
  expect(readPeriod('Yesterday', now)).toEqual({ startMs: day(2, 2), endMs: day(2, 3) })
  expect(readPeriod('7d', now)).toEqual({ startMs: day(1, 24), endMs: day(2, 4) })
  expect(readPeriod('2w', now)).toEqual({ startMs: day(1, 17), endMs: day(2, 4) })
  expect(only('after:7d')?.condition).toEqual({ field: 'time', fromMs: readPeriod('7d')?.startMs, toMs: null })
})

test('every filter that asks for one of a few words names them all when it does not know one', () => {
  expect(parseLibraryQuery('is:x').problems[0]?.message).toMatch(/picked, .* or square$/)
  expect(parseLibraryQuery('kind:x').problems[0]?.message).toBe('A kind is image, video, audio or text')
})

test('a filter whose value is still to be typed asks for nothing', () => {
  expect(parseLibraryQuery('fox rating:')).toMatchObject({ texts: ['fox'], conditions: [], problems: [] })
})

test('never fails, and only what was typed is searched for', () => {
  const piece = fc.oneof(
    fc.constantFrom('"', '-', ':', '..', '>=', '<', ' ', '\0', '\uD800', '狐', '$', '2026-13', 'note', 'e\u0301'),
    fc.constantFrom(...FILTER_NAMES).map((name) => `${name}:`),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const query = parseLibraryQuery(text)
      const clean = text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')
      for (const searched of [...query.texts, ...query.excludedTexts]) expect(clean).toContain(searched)
      for (const { word } of query.problems) expect(clean).toContain(word)
    }),
    { numRuns: 2_000 },
  )
})
