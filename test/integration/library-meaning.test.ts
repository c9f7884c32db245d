import { createLibraryMeaningService } from '@main/services/library-meaning'
import type { SendOutcome } from '@main/gateway/types'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Harness, openHarness } from './library-harness'

let harness: Harness
let sent: string[][]
let isOffline: boolean

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
  const { input } = (request.body as { readonly value: { readonly input: string[] } }).value
  sent.push(input)
  const data = input.map((text, index) => ({ index, embedding: vectorOf(text) }))
  const json = { data: data.toReversed(), usage: { total_tokens: 1_000 * input.length } }
  return {
    kind: 'answered',
    answer: { status: 200, headers: {}, contentType: 'application/json', bytes: new Uint8Array(), json },
  }
}

const service = () =>
  createLibraryMeaningService({
    context: harness.library.context,
    send,
    credentials: async () => ({ profileId: 'p', baseUrl: 'http://127.0.0.1:1', key: 'sk', isLoopbackAllowed: true }),
    priceOf: async () => ({ inputMicroUsdPerMillion: 20_000 }) as never,
    noteSpending: () => undefined,
  })

beforeEach(async () => {
  harness = await openHarness()
  sent = []
  isOffline = false
})
afterEach(() => harness.close())

async function prepared() {
  const texts = ['the harbour at dawn', 'waves in winter', 'a hut below the summit', 'snow on the ridge']
  await harness.library.importing.importPaths(texts.map((text, index) => harness.put(`${index}.txt`, text)))
  const meaning = service()
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
