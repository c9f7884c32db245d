import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOf, settingsOf } from './named-settings'

test('values are what they look like, and text that looks like something else stays text', () => {
  const settings = [
    { name: 'width', value: '768' },
    { name: 'is_fast', value: 'true' },
    { name: 'sampler', value: 'Euler a' },
    { name: 'version', value: '"5"' },
    { name: 'sizes', value: '[1,2]' },
  ]
  const json = '{"width":768,"is_fast":true,"sampler":"Euler a","version":"5","sizes":[1,2]}'
  expect(jsonOf(settings)).toBe(json)
  expect(settingsOf(json)).toEqual(settings)
})

test('a row without a name is not sent, and no rows are no value', () => {
  expect(jsonOf([{ name: ' ', value: '1' }])).toBeUndefined()
  expect(settingsOf(undefined)).toEqual([])
  expect(settingsOf('')).toEqual([])
})

test('what is no object cannot be shown as rows', () => {
  for (const json of ['[1]', '5', 'null', '{"a":']) expect(settingsOf(json)).toBeNull()
})

test('every object comes back from its rows as it was', () => {
  const names = fc.string({ minLength: 1 }).filter((name) => name === name.trim() && name !== '__proto__')
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue()), (object) => {
      const json = JSON.stringify(object)
      const rows = settingsOf(json) ?? []
      expect(JSON.parse(jsonOf(rows) ?? '{}')).toEqual(JSON.parse(json))
    }),
  )
})
