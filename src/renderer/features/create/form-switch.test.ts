import { findOperation } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import { expect, test } from 'vitest'
import { switchForm } from './form-switch'

const operation = (id: string) => {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  return spec
}
const kling = operation('kling.text2video')
const sora = operation('sora.unified.sora2')

test('there and back again, a form holds what it held, and the words of the last one', () => {
  const params = { ...defaultParams(kling), prompt: 'a boat', negative_prompt: 'people', mode: 'pro', duration: '8' }
  const away = switchForm({ spec: kling, modelId: 'kling-v3', params }, sora, 'sora-2', null)
  expect(away.params['prompt']).toBe('a boat')
  expect(away.dropped.map(({ label }) => label)).toContain('Leave out')
  const edited = { ...away.params, prompt: 'a red boat' }
  const back = switchForm({ spec: sora, modelId: 'sora-2', params: edited }, kling, 'kling-v3', params)
  expect(back.params).toEqual({ ...params, prompt: 'a red boat' })
})

test('a model of the same operation that takes less says what it dropped', () => {
  const params = { ...defaultParams(kling), prompt: 'a boat', multi_shot: true }
  const { params: next, dropped } = switchForm({ spec: kling, modelId: 'kling-v3', params }, kling, 'kling-v1', params)
  expect(next['multi_shot']).toBeUndefined()
  expect(dropped.map(({ label }) => label)).toEqual(['Several shots'])
})
