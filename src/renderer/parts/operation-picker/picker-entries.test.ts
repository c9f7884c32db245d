import { OPERATIONS, operationsFor } from '@shared/catalog/operations'
import { expect, test } from 'vitest'
import { freeEntries, isFavourite, pickerGroups, toggleFavourite } from './picker-entries'

const operations = operationsFor({})
const none = { favouriteOperationIds: [], favouriteModelIds: [] }
const base = { operations, search: '', makes: null, onlyWithPicture: false, favourites: none, recents: [] } as const
const entry = (operationId: string, modelId: string) => {
  const operation = OPERATIONS.find(({ id }) => id === operationId)
  if (!operation) throw new Error(operationId)
  return { operation, modelId }
}

test('a favourite stands first, so that Enter takes it', () => {
  const favourites = toggleFavourite(none, entry('kling.text2video', 'kling-v3'), operations)
  const [first] = pickerGroups({ ...base, favourites })
  expect(first?.heading).toBe('Favourites')
  expect(first?.entries.map(({ modelId }) => modelId)).toEqual(['kling-v3'])
})

test('removing one favourite keeps another that shares its operation', () => {
  const one = entry('kling.text2video', 'kling-v3')
  const two = entry('kling.text2video', 'kling-v2-6')
  const both = toggleFavourite(toggleFavourite(none, one, operations), two, operations)
  const left = toggleFavourite(both, one, operations)
  expect(isFavourite(left, one)).toBe(false)
  expect(isFavourite(left, two)).toBe(true)
})

test('all words have to fit, in any order, over title and model id', () => {
  const ids = pickerGroups({ ...base, search: 'v3 kling' }).flatMap(({ entries }) =>
    entries.map(({ modelId }) => modelId),
  )
  expect(new Set(ids)).toEqual(new Set(['kling-v3', 'kling-v3-omni']))
  expect(pickerGroups({ ...base, search: 'no such thing' })).toEqual([])
})

test('an unknown id can be sent with the current operation; a known one is not offered twice', () => {
  const current = entry('kling.text2video', 'kling-v3').operation
  expect(freeEntries('kling-v9', operations, current)[0]?.operation.id).toBe('kling.text2video')
  expect(freeEntries('kling-v3', operations, current)).toEqual([])
  expect(freeEntries('a boat', operations, current)).toEqual([])
})

test('an operation of a former version among the recent ones is left out', () => {
  const recents = [{ operationId: 'gone.op', modelId: 'x' }]
  expect(pickerGroups({ ...base, recents }).some(({ heading }) => heading === 'Recent')).toBe(false)
})
