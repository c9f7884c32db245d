import { expect, test } from 'vitest'
import { variedForm } from './vary'

test('a variation differs from its recipe in the seed only', () => {
  const params = { prompt: 'a boat', size: '1328x1328', seed: 7 }
  const recipe = { operationId: 'openai-images.qwen-image-max', modelId: 'qwen-image-max', params }
  const varied = variedForm(recipe)?.params ?? {}
  expect({ ...varied, seed: 7 }).toEqual(params)
  expect(varied['seed']).not.toBe(7)
})

test('a model without a seed gets none', () => {
  const recipe = { operationId: 'sora.unified.sora2', modelId: 'sora-2', params: { prompt: 'a boat' } }
  expect(variedForm(recipe)?.params).toEqual({ prompt: 'a boat' })
})
