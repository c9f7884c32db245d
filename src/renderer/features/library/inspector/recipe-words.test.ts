import type { Recipe } from '@shared/domain/generation'
import { expect, test } from 'vitest'
import { chargeWords, nameOf, paramWords } from './recipe-words'

const recipe: Recipe = {
  generationId: 'g',
  operationId: 'openai-images.edit',
  specVersion: 1,
  modelId: 'gpt-image-1',
  prompt: 'a fox',
  params: { prompt: 'a fox', aspectRatio: '16:9', image: ['asset-1'], seed: 0, raw: false, note: '' },
  inputAssetIds: ['asset-1'],
  origin: { kind: 'create' },
  estimate: { kind: 'unknown', why: 'No price is known.' },
  chargedMicroUsd: null,
  keyProfileLabel: 'Demo',
  createdAtMs: 0,
}

test('a seed of 0 and a switch that is off are settings too; the prompt and its pictures are shown elsewhere', () => {
  expect(paramWords(recipe)).toEqual([
    { key: 'aspectRatio', name: 'Aspect ratio', text: '16:9' },
    { key: 'seed', name: 'Seed', text: '0' },
    { key: 'raw', name: 'Raw', text: 'no' },
  ])
})

test('an unknown charge is never shown as zero, and a known zero is', () => {
  expect(chargeWords(recipe)).toBe('unknown')
  expect(chargeWords({ ...recipe, chargedMicroUsd: 0 })).toBe('$0.00')
})

test('vendor spellings become words', () => {
  expect([nameOf('negative_prompt'), nameOf('cfgScale'), nameOf('camera_control.type')]).toEqual([
    'Negative prompt',
    'CFG scale',
    'Camera control type',
  ])
})
