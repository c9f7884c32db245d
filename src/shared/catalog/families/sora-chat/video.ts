import type { FieldSpec, OperationSpec } from '../../types'

const CHAT = {
  family: 'sora-chat',
  specVersion: 1,
  output: 'video',
  mode: 'sync',
  models: ['sora-2', 'sora-2-pro'],
  price: { kind: 'per-call' },
  expectedSeconds: [60, 300],
  // The answer grows as the clip is made; some minutes are usual.
  timeoutMs: 30 * 60_000,
} as const satisfies Partial<OperationSpec>

const REQUEST = {
  method: 'POST',
  path: '/v1/chat/completions',
  content: 'json',
  modelField: 'model',
} as const satisfies OperationSpec['request']

const prompt = {
  key: 'prompt',
  label: 'Prompt',
  help: 'Length and shape are words of the prompt here: portrait, landscape, ten seconds.',
  kind: { type: 'prompt', maxLength: 10_000 },
  isRequired: true,
} as const satisfies FieldSpec

const EXAMPLE_LIMIT = { max_tokens: 1000 } as const

/** Sora as a chat model: the clip comes as a link in the text of the answer. */
export const soraChatOperations = [
  {
    ...CHAT,
    id: 'sora.chat.create',
    title: 'Sora 2 (chat format)',
    summary: 'Clips from a talk; “Change it” under a clip goes on with the talk.',
    docRows: ['D092'],
    intent: 'create',
    request: { ...REQUEST, constants: { ...EXAMPLE_LIMIT, messages: [{ role: 'user' }], stream: true } },
    fields: [{ ...prompt, wire: { name: 'messages.0.content' } }],
  },
  {
    ...CHAT,
    id: 'sora.chat.image',
    title: 'Sora 2 (chat format): from a picture',
    summary: 'Clips that start from a picture.',
    docRows: ['D094'],
    intent: 'animate',
    request: {
      ...REQUEST,
      constants: {
        ...EXAMPLE_LIMIT,
        messages: [{ role: 'user', content: [{ type: 'text' }, { type: 'image_url' }] }],
        stream: true,
      },
    },
    fields: [
      {
        key: 'image',
        label: 'Picture',
        kind: { type: 'asset', media: ['image'], role: 'first-frame', min: 1, max: 1, delivery: 'link' },
        isRequired: true,
        wire: { name: 'messages.0.content.1.image_url.url' },
      },
      { ...prompt, wire: { name: 'messages.0.content.0.text' } },
    ],
  },
  {
    ...CHAT,
    id: 'sora.chat.continue',
    title: 'Sora 2 (chat format): change a clip',
    summary: 'Goes on with the talk that made a clip.',
    docRows: ['D093'],
    intent: 'follow-up',
    request: {
      ...REQUEST,
      constants: { messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user' }], stream: true },
    },
    fields: [
      {
        key: 'earlier_prompt',
        label: 'What was asked before',
        kind: { type: 'text', maxLength: 10_000, multiline: true },
        isRequired: true,
        wire: { name: 'messages.0.content' },
      },
      {
        key: 'earlier_answer',
        label: 'What the model answered, word for word',
        kind: { type: 'text', maxLength: 200_000, multiline: true },
        isRequired: true,
        wire: { name: 'messages.1.content' },
      },
      { ...prompt, label: 'What to change', wire: { name: 'messages.2.content' } },
    ],
    isFollowUp: true,
  },
] as const satisfies readonly OperationSpec[]
