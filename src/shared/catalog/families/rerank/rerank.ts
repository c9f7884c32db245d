import type { OperationSpec } from '../../types'

const SPLITTING = [
  'BAAI/bge-reranker-v2-m3',
  'Pro/BAAI/bge-reranker-v2-m3',
  'netease-youdao/bce-reranker-base_v1',
] as const
const ALL_AT_ONCE = [
  'qwen3-rerank',
  'Qwen/Qwen3-Reranker-0.6B',
  'Qwen/Qwen3-Reranker-4B',
  'Qwen/Qwen3-Reranker-8B',
] as const

export const rerankOperations = [
  {
    id: 'rerank.create',
    family: 'rerank',
    specVersion: 1,
    title: 'Rerank texts',
    summary: 'Orders texts by how well they answer a question.',
    docRows: ['D241'],
    output: 'text',
    intent: 'transcribe',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/rerank', content: 'json', modelField: 'model' },
    models: [...ALL_AT_ONCE, ...SPLITTING],
    fields: [
      { key: 'query', label: 'Question or search', kind: { type: 'prompt' }, isRequired: true },
      {
        key: 'documents',
        label: 'Texts to order',
        isRequired: true,
        kind: {
          type: 'list',
          itemName: 'Text',
          isBare: true,
          min: 1,
          max: 500,
          fields: [{ key: 'text', label: 'Text', kind: { type: 'text', multiline: true }, isRequired: true }],
        },
      },
      { key: 'top_n', label: 'How many to keep', kind: { type: 'integer', min: 1, max: 500 } },
      {
        key: 'instruct',
        label: 'What counts',
        help: 'In words, for the models of Qwen.',
        kind: { type: 'text', multiline: true },
        shownWhen: [{ field: 'model', isNoneOf: SPLITTING }],
      },
      {
        key: 'return_documents',
        label: 'Send the texts back',
        help: 'The studio knows them in any case.',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: true, label: 'Yes' },
            { value: false, label: 'No' },
          ],
        },
      },
      {
        key: 'max_chunk_per_doc',
        label: 'Most pieces of one text',
        isAdvanced: true,
        kind: { type: 'integer', min: 1 },
        shownWhen: [{ field: 'model', isNoneOf: ALL_AT_ONCE }],
      },
      {
        key: 'overlap_tokens',
        label: 'Tokens that pieces share',
        isAdvanced: true,
        kind: { type: 'integer', min: 0, max: 80 },
        shownWhen: [{ field: 'model', isNoneOf: ALL_AT_ONCE }],
      },
    ],
    price: { kind: 'per-token', textField: 'documents' },
    expectedSeconds: [1, 10],
    timeoutMs: 120_000,
  },
] as const satisfies readonly OperationSpec[]
