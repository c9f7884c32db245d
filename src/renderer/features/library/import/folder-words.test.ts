import type { IndexedFolder } from '@shared/domain/indexed-folder'
import { expect, it } from 'vitest'
import { folderWords } from './folder-words'

const folder: IndexedFolder = {
  id: 'f',
  path: '/pictures',
  items: 1_200,
  missing: 0,
  scannedAtMs: 1,
  scan: null,
  isWatched: true,
  failure: null,
  passedOver: 0,
  passedOverExamples: [],
}

it.each([
  [{}, '1,200 files, watched'],
  [{ items: 1, isWatched: false }, '1 file, read at each start'],
  [{ missing: 1_200, failure: { code: 'not-found', message: '', nextStep: 'retry' } }, '1,200 files, 1,200 missing'],
  [{ scan: { done: 0, total: 0 } }, '1,200 files, looking for more'],
  [{ scan: { done: 400, total: 2_000 } }, '400 of 2,000 looked at'],
  [{ scannedAtMs: null }, '1,200 files, not read to its end, watched'],
] as const)('says of %o how much is shown', (change, words) => {
  expect(folderWords({ ...folder, ...change })).toBe(words)
})
