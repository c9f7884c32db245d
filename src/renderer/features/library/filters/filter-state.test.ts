import { parseLibraryQuery } from '@shared/domain/library-query'
import { expect, test } from 'vitest'
import { NO_FILTER, toAssetFilter, toSearchText } from './filter-state'

test('stacks fold while one looks around, and never hide what is searched for', () => {
  expect(toAssetFilter(NO_FILTER, true)).toEqual({ isFolded: true })
  expect(toAssetFilter({ ...NO_FILTER, place: { kind: 'collection', id: 'c' } }, true)).toEqual({
    collectionId: 'c',
    isFolded: true,
  })
  expect(toAssetFilter({ ...NO_FILTER, search: 'fox' }, true)).toEqual({ search: 'fox' })
  expect(toAssetFilter({ ...NO_FILTER, minRating: 3 }, true)).toEqual({ minRating: 3 })
  expect(toAssetFilter({ ...NO_FILTER, place: { kind: 'picked' } }, true)).toEqual({ pick: 1 })
})

test('a smart collection keeps what the buttons say as words that the search understands', () => {
  const text = toSearchText({
    search: 'fox',
    kind: 'video',
    modelId: 'my model',
    minRating: 4,
    place: { kind: 'picked' },
  })
  const query = parseLibraryQuery(text)
  expect(query.problems).toEqual([])
  expect(query.texts).toEqual(['fox'])
  expect(query.conditions.map(({ condition }) => condition)).toEqual([
    { field: 'kind', media: 'video' },
    { field: 'model', text: 'my model' },
    { field: 'measure', measure: 'rating', from: 4, to: null, isFromOut: false, isToOut: false },
    { field: 'pick', pick: 1 },
  ])
})
