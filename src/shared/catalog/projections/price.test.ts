import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyForm } from '../../../../test/fakes/random-forms'
import { OPERATIONS, findOperation } from '../operations'
import { LISTED_MODELS, listPriceOf } from '../prices/list-prices'
import type { Price } from '../../domain/money'
import { estimatePrice } from './price'

function price(id: string, params: Record<string, unknown>, modelId?: string): Price {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  return estimatePrice(spec, modelId ?? spec.models[0] ?? '', params, listPriceOf)
}

describe('the price of a form', () => {
  it('is the list price per call, times the pictures', () => {
    expect(price('openai-images.flux.generate', { n: 3 })).toEqual({
      kind: 'known',
      amountMicroUsd: 720_000,
      certainty: 'exact',
      basis: '3 × per call, list price of 2026-02-06',
    })
  })

  it('is an estimate from tokens where the list has no price per call, by size and quality', () => {
    const low = price('openai-images.gpt-image-1.generate', { prompt: 'x', quality: 'low', size: '1024x1024' })
    expect(low).toMatchObject({ kind: 'known', certainty: 'estimate', amountMicroUsd: Math.ceil(272 * 40 + 5) })
    const open = price('openai-images.gpt-image-1.generate', { prompt: 'x' })
    expect(open).toMatchObject({ amountMicroUsd: Math.ceil(6240 * 40 + 5) })
    expect(price('openai-images.gpt-image-1.generate', { prompt: 'x' }, 'gpt-image-1-all')).toMatchObject({
      amountMicroUsd: 80_000,
      certainty: 'exact',
    })
  })

  it('comes from the entry that bills the operation, and is an estimate where only the name suggests it', () => {
    expect(price('suno.music.custom', {})).toMatchObject({ amountMicroUsd: 1_000_000, certainty: 'exact' })
    expect(price('kling.text2video', {})).toEqual({
      kind: 'known',
      amountMicroUsd: 1_700_000,
      certainty: 'estimate',
      basis: 'per call as kling-video, list price of 2026-02-06',
    })
  })

  it('of a button is the price of what it does', () => {
    expect(price('midjourney.action', {}, 'mj_upscale')).toMatchObject({ amountMicroUsd: 150_000 })
    expect(price('midjourney.action', {}, 'mj_inpaint')).toMatchObject({ kind: 'known', amountMicroUsd: 0 })
  })

  it('of an unknown model is unknown, not nothing', () => {
    expect(price('openai-images.flux.generate', {}, 'flux-of-tomorrow').kind).toBe('unknown')
    expect(price('openai-images.qwen-image-max', {}).kind).toBe('unknown')
    expect(price('openai.audio.transcriptions', {})).toEqual({
      kind: 'unknown',
      why: 'It depends on the length of the recording.',
    })
  })

  it('is known exactly where the list knows it, a whole number, and never nothing but for free steps', () => {
    const forms = fc.constantFrom(...OPERATIONS).chain((spec) => anyForm(spec).map((form) => ({ spec, ...form })))
    fc.assert(
      fc.property(forms, ({ spec, modelId, params }) => {
        const estimate = estimatePrice(spec, modelId, params, listPriceOf)
        const billed = spec.price.kind === 'per-call' ? spec.price.pricedAs?.modelId : undefined
        const isBilledElsewhere = billed !== undefined
        // Prices by tokens say nothing of a call that reports none.
        const listed = LISTED_MODELS.get(modelId)?.price
        const isListed = spec.price.kind === 'per-token' ? listed !== undefined : listed?.callMicroUsd != null
        const isKnowable = spec.price.kind !== 'unknown' && (isBilledElsewhere || isListed)
        // A name with places for values has a price only where the list knows the values.
        const isByValues = billed?.includes('{') === true
        expect(isByValues ? 'by values' : estimate.kind).toBe(
          isByValues ? 'by values' : isKnowable ? 'known' : 'unknown',
        )
        if (estimate.kind === 'unknown') return
        // Where the text alone is paid for, an empty one costs nothing.
        const isByText = spec.price.kind === 'per-token' && spec.price.output === undefined
        const isFree = listPriceOf(modelId)?.callMicroUsd === 0 || spec.intent === 'speak' || isByText
        expect(Number.isSafeInteger(estimate.amountMicroUsd)).toBe(true)
        expect(estimate.amountMicroUsd).toBeGreaterThanOrEqual(isFree ? 0 : 1)
      }),
    )
  })
})

it('finds the price of a model that is sold once for each length', () => {
  const spec = OPERATIONS.find(({ id }) => id === 'runway.image_to_video')
  const amounts = [5, 10].map((duration) => spec && estimatePrice(spec, 'gen4_turbo', { duration }, listPriceOf))
  expect(amounts).toMatchObject([
    { kind: 'known', amountMicroUsd: 2_000_000, certainty: 'estimate' },
    { kind: 'known', amountMicroUsd: 4_000_000, certainty: 'estimate' },
  ])
})
