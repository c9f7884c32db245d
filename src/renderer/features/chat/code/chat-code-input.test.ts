import type { ChatMessage } from '@shared/domain/chat'
import { expect, it } from 'vitest'
import { chatCodeInput } from './chat-code-input'

const message = (role: ChatMessage['role'], parts: ChatMessage['parts']): ChatMessage =>
  ({ role, parts, id: 'm', state: 'complete' }) as unknown as ChatMessage

it('takes the branch up to its last question, pictures of questions only, and no empty answers', () => {
  const branch = [
    message('user', [
      { kind: 'text', text: 'What is it?' },
      { kind: 'asset', assetId: 'cat' },
    ]),
    message('assistant', [
      { kind: 'reasoning', text: 'Hm.' },
      { kind: 'text', text: 'A cat.' },
    ]),
    message('user', [{ kind: 'text', text: 'Draw it' }]),
    message('assistant', [{ kind: 'generation', taskId: 't', prompt: 'a cat' }]),
    message('user', [{ kind: 'text', text: 'And now?' }]),
    message('assistant', [{ kind: 'text', text: 'Nothing.' }]),
  ]
  expect(chatCodeInput({ systemPrompt: 'Brief.', modelId: 'gpt-4o' }, branch, 'https://api.example')).toEqual({
    baseUrl: 'https://api.example',
    modelId: 'gpt-4o',
    systemPrompt: 'Brief.',
    messages: [
      { role: 'user', text: 'What is it?', pictureIds: ['cat'] },
      { role: 'assistant', text: 'A cat.', pictureIds: [] },
      { role: 'user', text: 'Draw it', pictureIds: [] },
      { role: 'user', text: 'And now?', pictureIds: [] },
    ],
  })
})
