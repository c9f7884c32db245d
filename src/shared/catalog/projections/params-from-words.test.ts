import { describe, expect, it } from 'vitest'
import { OPERATIONS, findOperation } from '../operations'
import { paramsFromWords } from './params-from-words'
import { reasonsNotReady } from './readiness'

const operation = (id: string) => {
  const found = findOperation(id)
  if (!found) throw new Error(`No operation ${id}`)
  return found
}

describe('paramsFromWords', () => {
  it('puts one picture where one is taken', () => {
    const params = paramsFromWords(operation('openai-images.flux.edit'), 'make it night', ['a'])
    expect(params).toMatchObject({ prompt: 'make it night', image: 'a' })
  })

  it('does not drop a picture that has no place', () => {
    expect(paramsFromWords(operation('openai-images.flux.generate'), 'x', ['a'])).toBeNull()
    expect(paramsFromWords(operation('openai-images.flux.edit'), 'x', ['a', 'b'])).toBeNull()
    expect(paramsFromWords(operation('openai-images.flux.edit'), 'x', [])).toBeNull()
  })

  it('gives a form that may be sent, for every way to make a picture from words', () => {
    const creating = OPERATIONS.filter(({ output, intent }) => output === 'image' && intent === 'create')
    const refused = creating.filter((spec) => {
      const params = paramsFromWords(spec, 'a heron', [])
      return params === null || reasonsNotReady(spec, spec.models[0] ?? '', params, new Map()).length > 0
    })
    expect(creating.length).toBeGreaterThan(2)
    expect(refused.map(({ id }) => id)).toEqual([])
  })
})
