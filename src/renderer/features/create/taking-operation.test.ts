import { findOperation } from '@shared/catalog/operations'
import { expect, test } from 'vitest'
import { operationTaking } from './taking-operation'

const generate = findOperation('openai-images.gpt-image-1.generate')
if (!generate) throw new Error('the catalog lacks GPT Image 1')

test('a picture dropped on a form without pictures leads to the edit of the same model, not to a masked one', () => {
  expect(operationTaking(generate, 'gpt-image-1', ['image'])?.id).toBe('openai-images.gpt-image-1.edit')
})

test('the open form keeps what it can take itself', () => {
  const edit = findOperation('openai-images.gpt-image-1.edit')
  expect(edit && operationTaking(edit, 'gpt-image-1', ['image'])).toBe(edit)
})

test('nothing takes a text as a reference', () => {
  expect(operationTaking(generate, 'gpt-image-1', ['text'])).toBeNull()
})
