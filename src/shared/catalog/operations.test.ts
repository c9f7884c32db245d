import { describe, expect, it } from 'vitest'
import { chatModels, findModel, modelTitle } from './models'
import { OPERATIONS, findOperation, operationsFor } from './operations'
import { LISTED_MODELS, listPriceOf } from './prices/list-prices'
import { optionsOf } from './projections/values'

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))('%s', (_, operation) => {
  const keys = operation.fields.map(({ key }) => key)

  it('names each field once and has a model', () => {
    expect(new Set(keys).size).toBe(keys.length)
    expect(operation.models.length).toBeGreaterThan(0)
    expect(new Set(operation.models).size).toBe(operation.models.length)
  })

  it('speaks of fields that exist in its conditions, rules and price', () => {
    const rules = operation.rules ?? []
    const named = [
      ...operation.fields.flatMap(({ shownWhen }) => (shownWhen ?? []).map(({ field }) => field)),
      ...rules.flatMap((rule) => [rule.field, ...rule.when.map(({ field }) => field)]),
      ...[...operation.request.path.matchAll(/\{\+?([^}]+)\}/g)].map((match) => match[1] ?? ''),
      ...namedInPrice(operation.price),
    ]
    expect(named.filter((name) => name !== 'model' && !keys.includes(name))).toEqual([])
  })

  it('gives defaults only to fields that are always sent, and only values that the field offers', () => {
    const faults = operation.fields
      .filter((field) => field.default !== undefined)
      .filter((field) => {
        const options = optionsOf(field.kind)
        const isOffered = options === null || options.some(({ value }) => value === field.default)
        return field.sent !== 'always' || !isOffered
      })
    expect(faults).toEqual([])
  })

  it('allows only values that the field offers', () => {
    const faults = (operation.rules ?? []).flatMap((rule) => {
      const kind = operation.fields.find(({ key }) => key === rule.field)?.kind
      const offered = kind && optionsOf(kind)?.map(({ value }) => value)
      return offered ? (rule.allowed ?? []).filter((value) => !offered.includes(value)) : []
    })
    expect(faults).toEqual([])
  })

  it('asks for at least one file exactly where a file is required', () => {
    const faults = operation.fields.filter(
      ({ kind, isRequired }) => kind.type === 'asset' && kind.min > 0 !== (isRequired === true),
    )
    expect(faults).toEqual([])
  })
})

function namedInPrice(price: (typeof OPERATIONS)[number]['price']): readonly string[] {
  if (price.kind === 'unknown') return []
  const count = price.countField === undefined ? [] : [price.countField]
  if (price.kind === 'per-call') return count
  if (price.kind === 'per-call-scaled') return [...count, price.field]
  return [...count, price.textField, ...(price.output?.kind === 'by-fields' ? price.output.fields : [])]
}

describe('the catalog', () => {
  it('has each id once and finds it', () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length)
    expect(findOperation('kling.text2video')?.family).toBe('kling')
    expect(findOperation('kling.text3video')).toBeUndefined()
  })

  it('filters, and keeps follow-ups out of the list', () => {
    expect(operationsFor({ family: 'openai-images', intent: 'mask-edit' }).map(({ id }) => id)).toEqual([
      'openai-images.gpt-image-1.mask',
      'openai-images.gpt-image-1.5.mask',
      'openai-images.dall-e.mask',
    ])
    expect(operationsFor({ family: 'midjourney' }).map(({ id }) => id)).not.toContain('midjourney.action')
    expect(operationsFor({ family: 'midjourney', withFollowUps: true }).map(({ id }) => id)).toContain(
      'midjourney.action',
    )
    expect(operationsFor({ modelId: 'whisper-1' }).map(({ id }) => id)).toEqual(['openai.audio.transcriptions'])
  })
})

describe('the price list', () => {
  it('holds every listed model, in micro-dollars', () => {
    expect(LISTED_MODELS.size).toBe(582)
    expect(listPriceOf('gpt-image-1.5')).toMatchObject({
      inputMicroUsdPerMillion: 5_000_000,
      outputMicroUsdPerMillion: 32_000_000,
      callMicroUsd: null,
    })
    expect(listPriceOf('gpt-image-1.5-all')).toMatchObject({ callMicroUsd: 130_000, inputMicroUsdPerMillion: null })
    expect(listPriceOf('model-of-tomorrow')).toBeNull()
  })

  it('holds whole numbers, and zero only where a step is free', () => {
    const prices = [...LISTED_MODELS.values()].map(({ price }) => price)
    for (const { callMicroUsd, inputMicroUsdPerMillion: input, outputMicroUsdPerMillion: output } of prices) {
      const amounts = [callMicroUsd, input, output].filter((amount) => amount !== null)
      expect(amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true)
      expect(amounts.length).toBe(callMicroUsd === null ? 2 : 1)
    }
    const free = prices.filter((price) => price.callMicroUsd === 0 || price.inputMicroUsdPerMillion === 0)
    expect(free.map(({ modelId }) => modelId).sort()).toEqual(['mj_custom_zoom', 'mj_inpaint'])
  })
})

describe('models', () => {
  it('say what they make', () => {
    expect(findModel('gpt-image-1')?.media).toBe('image')
    expect(findModel('kling-v3')?.media).toBe('video')
    expect(findModel('chirp-v5')?.media).toBe('audio')
    expect(findModel('gpt-4o-transcribe')?.media).toBe('text')
    expect(findModel('gpt-5.2')?.media).toBe('text')
  })

  it('have a name, their own id where nothing better is known', () => {
    expect(modelTitle('gpt-image-1.5')).toBe('GPT Image 1.5')
    expect(modelTitle('chirp-v5')).toBe('Suno 5')
    expect(modelTitle('somebody/their-model')).toBe('somebody/their-model')
    expect(modelTitle('')).toBe('')
  })

  it('offers models for a talk that talk', () => {
    const ids = chatModels().map(({ id }) => id)
    expect(ids).toContain('gpt-5.2')
    expect(ids).not.toContain('gpt-image-1')
    expect(ids).not.toContain('whisper-1')
    expect(ids.length).toBeGreaterThan(200)
  })
})
