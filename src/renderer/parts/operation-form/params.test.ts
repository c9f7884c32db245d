import type { OperationSpec } from '@shared/catalog/types'
import type { AssetCard } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import { expect, test } from 'vitest'
import { assetValue, placeAssets, takesMedia, withParam } from './params'

const slot = (key: string, max: number, media: readonly MediaKind[] = ['image']) =>
  ({
    key,
    label: key,
    kind: { type: 'asset', media, role: 'reference', min: 0, max, delivery: 'data-uri' },
  }) as const

const spec: OperationSpec = {
  id: 'test.frames',
  family: 'kling',
  specVersion: 1,
  title: 'Frames',
  summary: '',
  docRows: [],
  output: 'video',
  intent: 'animate',
  mode: 'task',
  request: { method: 'POST', path: '/', content: 'json', modelField: 'model' },
  models: ['one'],
  fields: [slot('first', 1), slot('last', 1), slot('sound', 1, ['audio'])],
  price: { kind: 'unknown' },
  expectedSeconds: [1, 2],
  timeoutMs: 1_000,
}

const card = (id: string, media: MediaKind = 'image'): AssetCard => ({
  id,
  media,
  width: 1,
  height: 1,
  durationMs: null,
  title: id,
  rating: 0,
  thumbnail: 'ready',
  createdAtMs: 0,
})

test('pictures fill free slots in order, a sound goes to the slot for sounds', () => {
  const { params, left } = placeAssets(spec, 'one', {}, [card('s', 'audio'), card('a'), card('b')])
  expect(params).toEqual({ sound: 's', first: 'a', last: 'b' })
  expect(left).toEqual([])
})

test('a full form replaces its first single slot, but never with two files of the same drop', () => {
  const full = { first: 'a', last: 'b' }
  expect(placeAssets(spec, 'one', full, [card('c')]).params).toEqual({ first: 'c', last: 'b' })
  const { params, left } = placeAssets(spec, 'one', full, [card('c'), card('d'), card('e')])
  expect(params).toEqual({ first: 'c', last: 'd' })
  expect(left.map(({ id }) => id)).toEqual(['e'])
})

test('what no slot takes is left over and the form stays as it was', () => {
  const { params, left } = placeAssets(spec, 'one', { prompt: 'x' }, [card('v', 'video')])
  expect(params).toEqual({ prompt: 'x' })
  expect(left).toHaveLength(1)
})

test('a list slot takes the same picture once and keeps its order', () => {
  const many = { ...spec, fields: [slot('images', 3)] }
  const { params } = placeAssets(many, 'one', { images: ['a'] }, [card('a'), card('b')])
  expect(params).toEqual({ images: ['a', 'b'] })
  expect(takesMedia(many, ['image'])).toBe(true)
  expect(takesMedia(many, ['image', 'audio'])).toBe(false)
})

test('a list of rows takes a file a row, each file once, as long as there is room', () => {
  const kind = { type: 'list', itemName: 'Picture', max: 2, fields: [slot('file', 1)] } as const
  const rows = { ...spec, fields: [{ key: 'pictures', label: 'Pictures', kind }] }
  const cards = [card('a'), card('b'), card('c')]
  const { params, placedIds, left } = placeAssets(rows, 'one', { pictures: [{ file: 'a', note: 'hat' }] }, cards)
  expect(params).toEqual({ pictures: [{ file: 'a', note: 'hat' }, { file: 'b' }] })
  expect(placedIds).toEqual(['b'])
  expect(left.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(takesMedia(rows, ['image'])).toBe(true)
  expect(takesMedia(rows, ['video'])).toBe(false)
})

test('an unset value leaves the params, so that nothing is sent for it', () => {
  expect(Object.keys(withParam({ seed: 1, n: 2 }, 'seed', undefined))).toEqual(['n'])
  expect(assetValue([], 4)).toBeUndefined()
  expect(assetValue(['a'], 1)).toBe('a')
  expect(assetValue(['a'], 4)).toEqual(['a'])
})
