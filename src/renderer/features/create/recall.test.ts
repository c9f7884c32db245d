import { findOperation } from '@shared/catalog/operations'
import { expect, test } from 'vitest'
import { recallForm } from './recall'

const spec = findOperation('openai-images.qwen-image-max')
if (!spec) throw new Error('the catalog lacks Qwen Image Max')
const open = { spec, modelId: 'qwen-image-max', params: { size: '1328x1328' } }

test('a recipe fills its form exactly', () => {
  const params = { prompt: 'a boat', seed: 7, size: '928x1664' }
  const { form, missing } = recallForm({ operationId: spec.id, modelId: 'qwen-image-next', params }, open)
  expect(form).toEqual({ spec, modelId: 'qwen-image-next', params })
  expect(missing).toEqual([])
})

test('a setting that the operation lost is named instead of silently dropped', () => {
  const { form, missing } = recallForm({ operationId: spec.id, modelId: 'm', params: { prompt: 'a', cfg: 3 } }, open)
  expect(form.params).toEqual({ prompt: 'a' })
  expect(missing).toEqual(['cfg'])
})

test('when the operation is gone its words land in the open form, and the rest is listed', () => {
  const recipe = { operationId: 'gone.op', modelId: 'm', params: { text: 'a long prompt about a boat', seed: 7 } }
  const { form, missing } = recallForm(recipe, open)
  expect(form.spec.id).toBe(spec.id)
  expect(form.params).toEqual({ size: '1328x1328', prompt: 'a long prompt about a boat' })
  expect(missing).toEqual(['the operation “gone.op”', 'text', 'seed'])
})
