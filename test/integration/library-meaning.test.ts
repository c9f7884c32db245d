import { createGatewayClient } from '@main/gateway/client'
import { createLibraryMeaningService } from '@main/services/library-meaning'
import { createMeaningGateway } from '@main/services/library-meaning-gateway'
import type { SendOutcome } from '@main/gateway/types'
import { listPriceOf } from '@shared/catalog/prices/list-prices'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentialsFor, testClock } from '../fakes/raw-server'
import { type Client, startGateway } from './demo-harness'
import { type Harness, openHarness } from './library-harness'

let harness: Harness
let sent: string[][]
let isOffline: boolean
/** Said instead of vectors. */
let answered: unknown

/** A model that knows two things: the sea and the mountains. */
function vectorOf(text: string): number[] {
  const isSea = /sea|harbour|wave|ocean/.test(text)
  return Array.from(
    { length: 96 },
    (_, at) => (at % 2 === (isSea ? 0 : 1) ? 1 : -1) + ((text.length * (at + 3)) % 7) / 20,
  )
}

async function send(request: { readonly body: unknown }): Promise<SendOutcome> {
  if (isOffline) {
    return {
      kind: 'not-sent',
      failure: { code: 'offline', message: 'Nothing answers.', nextStep: 'retry', charge: 'not-charged' },
    }
  }
  const { input = [] } = (request.body as { readonly value: { readonly input?: string[] } }).value
  sent.push(input)
  const data = input.map((text, index) => ({ index, embedding: vectorOf(text) }))
  const json = answered ?? { data: data.toReversed(), usage: { total_tokens: 1_000 * input.length } }
  return {
    kind: 'answered',
    answer: { status: 200, headers: {}, contentType: 'application/json', bytes: new Uint8Array(), json },
  }
}

const service = () =>
  createLibraryMeaningService({
    context: harness.library.context,
    gateway: createMeaningGateway({
      context: harness.library.context,
      send,
      credentials: async () => ({ profileId: 'p', baseUrl: 'http://127.0.0.1:1', key: 'sk', isLoopbackAllowed: true }),
      priceOf: async () => ({ inputMicroUsdPerMillion: 20_000 }) as never,
      noteSpending: () => undefined,
    }),
  })

beforeEach(async () => {
  harness = await openHarness()
  sent = []
  isOffline = false
  answered = undefined
})
afterEach(() => harness.close())

const TEXTS = ['the harbour at dawn', 'waves in winter', 'a hut below the summit', 'snow on the ridge']

async function prepared(meaning = service(), texts: readonly string[] = TEXTS, first = 0) {
  await harness.library.importing.importPaths(texts.map((text, index) => harness.put(`${first + index}.txt`, text)))
  await meaning.prepare()
  while ((await meaning.state()).run !== null) await new Promise((resolve) => setTimeout(resolve, 5))
  return meaning
}

describe('search by meaning', () => {
  it('says its price before, sends each item once, and writes down what it cost', async () => {
    await harness.library.importing.importPaths([harness.put('a.txt', 'the harbour at dawn')])
    const before = await service().state()
    expect(before).toMatchObject({ known: 0, missing: 1 })
    expect(before.estimateMicroUsd).toBeGreaterThan(0)
    expect(sent).toEqual([])
    const meaning = await prepared()
    expect(await meaning.state()).toMatchObject({ known: 4, missing: 0, estimateMicroUsd: 0, failure: null })
    expect(sent.flat().length).toBe(4)
    const entries = harness.db.all<{ amount_micro_usd: number }>('test', 'SELECT amount_micro_usd FROM ledger_entry')
    expect(entries.reduce((sum, entry) => sum + entry.amount_micro_usd, 0)).toBe(80)
  })

  it('finds what is about it, and answers the same question without the network', async () => {
    const meaning = await prepared()
    const first = await meaning.search('by the ocean')
    const titles = await Promise.all(
      first.cards
        .slice(0, 2)
        .map(
          async ({ id }) =>
            harness.db.get<{ body: string }>(
              'test',
              'SELECT body FROM asset_text JOIN asset ON asset.number = asset_number WHERE id = ?',
              [id],
            )?.body ?? '',
        ),
    )
    expect(titles.every((body) => /harbour|waves/.test(body))).toBe(true)
    expect(first.isFromMemory).toBe(false)
    isOffline = true
    const again = await service().search('By the Ocean')
    expect(again.isFromMemory).toBe(true)
    expect(again.cards.map(({ id }) => id)).toEqual(first.cards.map(({ id }) => id))
    await expect(meaning.search('something new')).rejects.toMatchObject({ failure: { code: 'offline' } })
  })

  it('stops at a failure and sends nothing again by itself', async () => {
    isOffline = true
    const meaning = await prepared()
    expect(await meaning.state()).toMatchObject({ known: 0, missing: 4, failure: { code: 'offline' } })
    expect(sent).toEqual([])
  })
})

const client = createGatewayClient({ clock: testClock })
afterAll(() => client.close())

const atDemo = ({ gateway }: Client) =>
  createLibraryMeaningService({
    context: harness.library.context,
    gateway: createMeaningGateway({
      context: harness.library.context,
      send: client.send,
      credentials: async () => credentialsFor(gateway.origin, { key: gateway.demoKey }),
      priceOf: async (modelId) => listPriceOf(modelId),
      noteSpending: () => undefined,
    }),
  })

/** Names of the dropped files in the order of an answer. */
const namesOf = ({ cards }: { readonly cards: readonly { readonly title: string }[] }): readonly string[] =>
  cards.map(({ title }) => title.split('-').at(-1) ?? '')

const QUESTION = 'A lonely lighthouse keeper'
/** By vectors the first is nearest by far; only the last holds every word of the question. */
const STORIES = [
  'A lonely, lonely lighthouse',
  'A lonely hill',
  'A keeper of bees',
  'When the storm had gone the lonely keeper went down from the lighthouse and walked for hours along the beach with its wet stones and its gulls',
]

const spentMicroUsd = (): number =>
  harness.db
    .all<{ amount_micro_usd: number }>('test', 'SELECT amount_micro_usd FROM ledger_entry')
    .reduce((sum, entry) => sum + entry.amount_micro_usd, 0)

describe('the second look at what was found', () => {
  it('has its price before, a better order after, and answers offline from then on', async () => {
    const demo = await startGateway()
    const meaning = await prepared(atDemo(demo), STORIES)
    const first = await meaning.search(QUESTION)
    expect(namesOf(first)[0]).toBe('0')
    expect(first.ranking).toMatchObject({ modelId: 'BAAI/bge-reranker-v2-m3', ranked: 0, missing: 4 })
    expect(first.ranking.estimateMicroUsd).toBeGreaterThan(0)
    const before = await demo.charges()
    expect(before.map(({ model }) => model)).not.toContain('BAAI/bge-reranker-v2-m3')

    const spentBefore = spentMicroUsd()
    const ranked = await meaning.rank(QUESTION)
    expect(namesOf(ranked)[0]).toBe('3')
    expect(ranked.ranking).toMatchObject({ ranked: 4, missing: 0, estimateMicroUsd: 0 })
    const [charge] = (await demo.charges()).slice(before.length)
    expect(charge?.model).toBe('BAAI/bge-reranker-v2-m3')
    expect(spentMicroUsd() - spentBefore).toBe(Math.ceil((charge?.amountUsd ?? 0) * 1_000_000))
    expect(first.ranking.estimateMicroUsd).toBeGreaterThanOrEqual(spentMicroUsd() - spentBefore)

    await demo.gateway.close()
    const again = await atDemo(demo).search(QUESTION.toUpperCase())
    expect(namesOf(again)).toEqual(namesOf(ranked))
    expect(again.isFromMemory).toBe(true)
    expect(namesOf(await atDemo(demo).rank(QUESTION))).toEqual(namesOf(ranked))
  })

  it('leaves the order of the vectors where it fails, and asks again only for what it has not read', async () => {
    const demo = await startGateway()
    const meaning = await prepared(atDemo(demo), STORIES)
    const byVectors = await meaning.search(QUESTION)
    await demo.admin('POST', 'faults', { match: { pathPrefix: '/v1/rerank' }, effect: { kind: 'status', status: 502 } })
    await expect(meaning.rank(QUESTION)).rejects.toMatchObject({ failure: { charge: 'maybe-charged' } })
    expect(await meaning.search(QUESTION)).toEqual({ ...byVectors, isFromMemory: true })

    await meaning.rank(QUESTION)
    await prepared(meaning, ['A lonely lighthouse keeper and her dog'], 4)
    const withNewer = await meaning.search(QUESTION)
    expect(withNewer.ranking).toMatchObject({ ranked: 4, missing: 1 })
    expect(namesOf(withNewer)[0]).toBe('3')
    expect(namesOf(await meaning.rank(QUESTION))[0]).toBe('4')
  })

  it('is one request and one charge for two presses', async () => {
    const demo = await startGateway()
    const meaning = await prepared(atDemo(demo), STORIES)
    await meaning.search(QUESTION)
    const [one, other] = await Promise.all([meaning.rank(QUESTION), meaning.rank(QUESTION)])
    expect(one).toEqual(other)
    const models = (await demo.charges()).map(({ model }) => model)
    expect(models.filter((model) => model === 'BAAI/bge-reranker-v2-m3')).toHaveLength(1)
  })

  it.each([
    [{ results: [] }, 'cannot be read'],
    [{ error: { message: 'no such model', code: 'model_not_found' } }, 'no such model'],
  ])('is a failure in words where the answer is %j', async (json, words) => {
    const meaning = await prepared()
    await meaning.search('by the ocean')
    answered = json
    await expect(meaning.rank('by the ocean')).rejects.toThrow(words)
    expect((await meaning.search('by the ocean')).ranking.ranked).toBe(0)
  })
})
