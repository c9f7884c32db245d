import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OPERATIONS } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayAnswer, PollReading } from '@main/gateway/types'
import { EXAMPLES } from '../fixtures/examples'

/** Values that a changed or broken gateway might put anywhere. */
const strangeValue = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, -1, 1e308, Number.NaN, '', '0', 'x'.repeat(100_000), [], {}, [[[]]]),
  fc.jsonValue(),
  fc.string(),
)

type Change = readonly [place: number, value: unknown, way: 'replace' | 'remove' | 'wrap' | 'add' | 'spell']

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.tuple(
    fc.nat(),
    strangeValue,
    fc.constantFrom('replace' as const, 'remove' as const, 'wrap' as const, 'add' as const, 'spell' as const),
  ),
  { minLength: 1, maxLength: 4 },
)

function mutate(json: unknown, list: readonly Change[]): unknown {
  let root: unknown = { root: structuredClone(json) }
  for (const [place, value, way] of list) {
    const places = [...placesIn(root)]
    const target = places[place % places.length]
    if (!target) continue
    const [holder, name] = target
    if (way === 'replace') holder[name] = structuredClone(value)
    else if (way === 'remove') Reflect.deleteProperty(holder, name)
    else if (way === 'wrap') holder[name] = [{ nested: holder[name] }]
    // A number or a yes as text, as some channels give it.
    else if (way === 'spell') holder[name] = spelled(holder[name])
    else holder[`extra-${place}`] = structuredClone(value)
    root = places[0]?.[0]
  }
  return (root as { readonly root?: unknown }).root
}

const spelled = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value

function* placesIn(value: unknown): Generator<[Record<string, unknown>, string]> {
  if (typeof value !== 'object' || value === null) return
  for (const name of Object.keys(value)) {
    yield [value as Record<string, unknown>, name]
    yield* placesIn((value as Record<string, unknown>)[name])
  }
}

function answerOf(json: unknown, status: number): GatewayAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(json) ?? '')
  return { status, headers: {}, contentType: 'application/json', bytes, json }
}

/** What is wrong with a success that does not stand on something that the answer holds. */
function ungrounded(
  operation: OperationSpec,
  { outputs, items = [], followUps = [] }: Extract<PollReading, { readonly kind: 'completed' }>,
  json: unknown,
): readonly string[] {
  if (outputs.length + items.length + followUps.length === 0 && operation.isStep !== true)
    return ['a success without outputs']
  const held = JSON.stringify(json)
  const inventedItems = items.filter(
    ({ remoteId }) => remoteId === '' || !held.includes(JSON.stringify(remoteId).slice(1, -1)),
  )
  if (inventedItems.length > 0) return ['an item that the answer does not hold']
  return outputs.flatMap(({ source }) => {
    if (source.kind === 'bytes') return areHeldSamples(source.bytes, held) ? [] : ['bytes out of JSON']
    // Data are kept as they came.
    if (source.kind === 'text' && /^[[{]/.test(source.text) && held.includes(source.text)) return []
    const content = source.kind === 'url' ? source.url : source.kind === 'base64' ? source.base64 : source.text
    const isHeld = content.trim() !== '' && piecesOf(content, source.kind).every((piece) => holds(held, piece))
    const isLink = source.kind !== 'url' || /^https?:\/\//i.test(source.url)
    return isHeld && isLink ? [] : [`invented: ${content.slice(0, 80)}`]
  })
}

/** Bare samples out of the answer with the header that makes a file of them. */
function areHeldSamples(bytes: Uint8Array, held: string): boolean {
  const samples = Buffer.from(bytes.subarray(44)).toString('base64')
  return samples !== '' && held.includes(samples)
}

/** What has to stand in the answer: a link or bytes as a whole, of a timed text each word, of a ranking each score. */
function piecesOf(content: string, kind: string): readonly string[] {
  const ranking = kind === 'text' ? [...content.matchAll(/^\d+\. (\S+) · /gm)] : []
  if (ranking.length > 0) return ranking.map((line) => line[1] ?? '')
  const isTimed = kind === 'text' && /^\[\d{2}:\d{2}/.test(content)
  const pieces = isTimed ? content.split(/[[<]\d+:\d{2}\.\d{2}[\]>]|\s+/) : [content.trim()]
  return pieces.map((piece) => JSON.stringify(piece).slice(1, -1))
}

/** Time stamps stand in pointed brackets, so words lose theirs. */
function holds(held: string, piece: string): boolean {
  return held.includes(piece) || held.replaceAll(/[<>]/g, '').includes(piece)
}

function submitFaults(operation: OperationSpec, answer: GatewayAnswer): readonly string[] {
  const reading = adapterOf(operation.family).readSubmit(answer, operation, operation.models[0] ?? '')
  if (reading.kind === 'completed') return ungrounded(operation, { status: '', ...reading }, answer.json)
  if (reading.kind === 'accepted') return reading.remote.id === '' ? ['no id'] : []
  return reading.failure.message === '' ? ['a failure without words'] : []
}

function pollFaults(operation: OperationSpec, answer: GatewayAnswer): readonly string[] {
  const { pollOne, pollBatch } = adapterOf(operation.family)
  const remote = { id: '1730621826053455', context: { output: operation.output } }
  const readings = [pollOne?.read(answer, remote)]
  readings.push(...(pollBatch?.read({ ...answer, json: [answer.json] }, [remote]).values() ?? []))
  return readings.flatMap((reading) => {
    if (reading?.kind === 'completed') return ungrounded(operation, reading, answer.json)
    if (reading?.kind === 'failed') return reading.failure.message === '' ? ['a failure without words'] : []
    if (reading?.kind !== 'pending' || reading.progress === null) return []
    return reading.progress >= 0 && reading.progress <= 1 ? [] : [`progress ${reading.progress}`]
  })
}

it.each(OPERATIONS.map(({ id }) => id))('%s has an example', (id) => {
  expect(EXAMPLES.get(id)).toBeDefined()
})

it.each(OPERATIONS)('readers of submits of $id never throw and never invent a success', (operation) => {
  const read = fc.property(changes, (list) => {
    const json = mutate(EXAMPLES.get(operation.id)?.answer, list)
    return submitFaults(operation, answerOf(json, 200)).length === 0
  })
  expect(fc.check(read).counterexample).toBeNull()
})

it.each(OPERATIONS.filter(({ mode }) => mode === 'task'))(
  'readers of polls of $id never throw and never invent a success',
  (operation) => {
    const read = fc.property(changes, fc.constantFrom(200, 200, 200, 400, 404), (list, status) => {
      const json = mutate(EXAMPLES.get(operation.id)?.poll, list)
      return pollFaults(operation, answerOf(json, status)).length === 0
    })
    expect(fc.check(read).counterexample).toBeNull()
  },
)

/** Lists as their vendors give them, made of the recorded polls. */
const LISTS: readonly (readonly [family: 'kling' | 'doubao-seedance', json: unknown])[] = [
  ['kling', { code: 0, data: [EXAMPLES.get('kling.image')?.poll] }],
  ['kling', { code: 'success', data: [{ status: 'SUCCESS', data: EXAMPLES.get('kling.text2video')?.poll }] }],
  ['doubao-seedance', { total: 1, items: [EXAMPLES.get('seedance.text')?.poll] }],
]

it.each(LISTS)('the list of %s is read whatever it holds, and never with an entry that it does not', (family, json) => {
  const { listing } = adapterOf(family)
  const read = fc.property(changes, fc.constantFrom(200, 200, 500), (list, status) => {
    const changed = mutate(json, list)
    const bytes = new TextEncoder().encode(JSON.stringify(changed) ?? '')
    const works = listing?.read({ ...answerOf(changed, status), bytes }) ?? []
    const held = JSON.stringify(changed) ?? ''
    return works.every(({ remoteId }) => remoteId !== '' && held.includes(JSON.stringify(remoteId).slice(1, -1)))
  })
  expect(listing?.read(answerOf(json, 200))).toHaveLength(1)
  expect(fc.check(read).counterexample).toBeNull()
})

const SHELVES = OPERATIONS.map(({ family }) => family)
  .filter((family, index, all) => all.indexOf(family) === index)
  .flatMap((family) => Object.entries(adapterOf(family).shelves ?? {}).map(([kind, shelf]) => ({ kind, shelf })))

it.each(SHELVES)('the shelf of $kind is read whatever it holds', ({ shelf }) => {
  const read = fc.property(changes, (list) => {
    const json = mutate(EXAMPLES.get('kling.voice.presets')?.answer, list)
    const found = shelf.readList?.(answerOf(json, 200))
    const removal = shelf.readRemoval?.(answerOf(json, 200))
    return (found?.items ?? []).every(({ remoteId }) => remoteId !== '') && removal?.message !== ''
  })
  expect(fc.check(read).counterexample).toBeNull()
})
