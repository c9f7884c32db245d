import { findOperation } from '@shared/catalog/operations'
import { expect, test } from 'vitest'
import { startSlot } from './start-picture'
import { applyChanges, carryChanges, changesOf } from './take-form'
import { TAKE_OPERATIONS, takeDefaults } from './take-operations'

const spec = (id: string) => findOperation(id)!

test('takes are pictures and clips made out of words, never a mask edit or a follow-up', () => {
  expect(new Set(TAKE_OPERATIONS.map(({ output }) => output))).toEqual(new Set(['image', 'video']))
  expect(TAKE_OPERATIONS.filter(({ intent }) => intent === 'mask-edit' || intent === 'follow-up')).toEqual([])
})

test('a fresh take is as wide as a film where the model can do it', () => {
  expect(takeDefaults(spec('openai-images.gpt-image-1.generate'), 'gpt-image-1', 4)).toMatchObject({
    size: '1536x1024',
  })
  expect(takeDefaults(spec('openai-images.flux.generate'), 'flux-kontext-pro', 4)).toMatchObject({
    aspect_ratio: '16:9',
  })
})

test('a clip is as short as fills the shot, and the longest there is for a longer shot', () => {
  const kling = spec('kling.text2video')
  const lengthFor = (seconds: number) => Number(takeDefaults(kling, 'kling-v2-5-turbo', seconds)['duration'])
  expect([2, 5, 5.5, 60].map(lengthFor)).toEqual([5, 5, 10, 10])
})

test('a cleared default stays cleared, and only what was changed is remembered', () => {
  const base = { size: '1536x1024', n: 1 }
  const changes = changesOf(base, { n: 2, quality: 'low' })
  expect(changes).toEqual({ n: 2, quality: 'low', size: null })
  expect(applyChanges(base, changes)).toEqual({ n: 2, quality: 'low' })
  expect(changesOf(base, base)).toEqual({})
})

test('changing the model keeps what was set and fits, and brings no old default along', () => {
  const flux = spec('openai-images.flux.generate')
  const kling = spec('kling.text2video')
  const carry = (changes: Record<string, unknown>, from: typeof flux, to: typeof flux, modelId: string) =>
    carryChanges(changes, from, to, modelId, takeDefaults(to, modelId, 4))
  expect(carry({ aspect_ratio: '1:1' }, flux, kling, 'kling-v2-5-turbo')).toEqual({ aspect_ratio: '1:1' })
  expect(carry({ aspect_ratio: '1:1' }, kling, flux, 'flux-kontext-pro')).toEqual({ aspect_ratio: '1:1' })
  expect(carry({}, flux, kling, 'kling-v2-5-turbo')).toEqual({})
})

test('the picture to start from goes to the first frame, not to the last one', () => {
  const kling = spec('kling.image2video')
  expect(startSlot(kling, 'kling-v2-6', {})).toMatchObject({ kind: { role: 'first-frame' } })
  expect(startSlot(spec('kling.text2video'), 'kling-v2-6', {})).toBeNull()
})
