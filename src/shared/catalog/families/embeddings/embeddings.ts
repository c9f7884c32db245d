import type { OperationSpec } from '../../types'

export const embeddingOperations = [
  {
    id: 'openai.embeddings',
    family: 'embeddings',
    specVersion: 1,
    title: 'Embedding',
    summary: 'Turns texts into vectors of their meaning, kept as JSON: for search, grouping and comparing.',
    docRows: ['D011'],
    output: 'text',
    intent: 'create',
    mode: 'sync',
    request: { method: 'POST', path: '/v1/embeddings', content: 'json', modelField: 'model' },
    models: ['text-embedding-3-small', 'text-embedding-3-large', 'text-embedding-ada-002'],
    fields: [
      {
        key: 'input',
        label: 'Text',
        help: 'Up to about 8,000 tokens.',
        kind: { type: 'prompt' },
        isRequired: true,
      },
      {
        key: 'dimensions',
        label: 'Dimensions',
        help: 'Left out, 1,536 for small and 3,072 for large.',
        kind: { type: 'integer', min: 1, max: 3_072, step: 1 },
        shownWhen: [{ field: 'model', isNoneOf: ['text-embedding-ada-002'] }],
      },
    ],
    price: { kind: 'per-token', textField: 'input' },
    expectedSeconds: [1, 5],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
