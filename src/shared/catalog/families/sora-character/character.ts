import type { FieldSpec, OperationSpec } from '../../types'

const timestamps = {
  key: 'timestamps',
  label: 'Where it is seen',
  help: 'Start and end in seconds, for example 1,3; one to three seconds long.',
  kind: { type: 'text', maxLength: 20 },
  isRequired: true,
} as const satisfies FieldSpec

const CHARACTER = {
  family: 'sora-character',
  specVersion: 1,
  output: 'image',
  mode: 'sync',
  request: { method: 'POST', path: '/sora/v1/characters', content: 'json', modelField: null },
  models: ['sora-2-characters'],
  price: { kind: 'per-call', pricedAs: { modelId: 'sora-2-characters', isInferred: true } },
  expectedSeconds: [5, 60],
  timeoutMs: 300_000,
} as const satisfies Partial<OperationSpec>

/** Characters that later prompts name as @name. */
export const soraCharacterOperations = [
  {
    ...CHARACTER,
    id: 'sora.character.from-clip',
    title: 'Sora: character from a clip',
    summary: 'Keeps who is seen in some seconds of a clip, for any later clip. No real people.',
    docRows: ['D100'],
    intent: 'follow-up',
    fields: [
      {
        key: 'url',
        label: 'Clip',
        kind: { type: 'asset', media: ['video'], role: 'character', min: 1, max: 1, delivery: 'link' },
        isRequired: true,
      },
      timestamps,
    ],
  },
  {
    ...CHARACTER,
    id: 'sora.character.create',
    title: 'Sora: character from a result',
    summary: 'Keeps who is seen in some seconds of a clip that Sora made, for any later clip.',
    docRows: ['D100'],
    intent: 'follow-up',
    fields: [
      {
        key: 'from_task',
        label: 'Task of the clip',
        help: 'Its number; the button under a clip fills it in.',
        kind: { type: 'text', maxLength: 200 },
        isRequired: true,
      },
      timestamps,
    ],
  },
] as const satisfies readonly OperationSpec[]
