import { expect, test } from 'vitest'
import { decide, summarise } from './library-culling'

test('decisions join, a newer one replaces, the same again takes it back', () => {
  const picked = decide({}, { pick: 1 })
  expect(decide(picked, { rating: 4 })).toEqual({ pick: 1, rating: 4 })
  expect(decide(picked, { pick: -1 })).toEqual({ pick: -1 })
  expect(decide({ pick: 1, rating: 4 }, { pick: 1 })).toEqual({ rating: 4 })
  expect(decide({}, { pick: 0 })).toEqual({ pick: 0 })
})

test('the summary counts every item once as decided or not', () => {
  const summary = summarise([
    { assetId: 'a', marks: { pick: 1, rating: 5 } },
    { assetId: 'b', marks: { pick: -1 } },
    { assetId: 'c', marks: {} },
    { assetId: 'd', marks: { label: 'red' } },
  ])
  expect(summary).toEqual({ decided: 3, picked: 1, rejected: 1, rated: 1, labelled: 1, undecided: 1 })
})
