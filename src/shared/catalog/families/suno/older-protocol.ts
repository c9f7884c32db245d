import type { OperationSpec } from '../../types'
import { instrumental, lyrics, SONG, tags, title } from './fields'

const GENERATE = { method: 'POST', path: '/suno/generate', content: 'json', modelField: 'mv' } as const
const MODELS = ['chirp-v4', 'chirp-v3-5', 'chirp-v5'] as const
const OLDER = { ...SONG, family: 'suno-feed' } as const

/** The protocol before the task relay: the answer names the takes at once, and they are asked for by their own ids. */
export const sunoFeedOperations = [
  {
    ...OLDER,
    id: 'suno.legacy.inspiration',
    title: 'Suno: song from an idea (older protocol)',
    summary: 'For gateways that do not know Suno’s task route.',
    docRows: ['D137', 'D143'],
    intent: 'create',
    request: GENERATE,
    models: MODELS,
    fields: [
      { key: 'gpt_description_prompt', label: 'Idea', kind: { type: 'prompt', maxLength: 3000 }, isRequired: true },
      instrumental,
    ],
  },
  {
    ...OLDER,
    id: 'suno.legacy.custom',
    title: 'Suno: song from lyrics (older protocol)',
    summary: 'For gateways that do not know Suno’s task route.',
    docRows: ['D138'],
    intent: 'create',
    request: GENERATE,
    models: MODELS,
    fields: [{ ...lyrics, isRequired: true }, title, tags],
  },
  {
    ...OLDER,
    id: 'suno.legacy.instrumental',
    title: 'Suno: without vocals (older protocol)',
    summary: 'Two takes of a piece in a style, for gateways that do not know Suno’s task route.',
    docRows: ['D127'],
    intent: 'create',
    request: {
      ...GENERATE,
      constants: { prompt: '', continue_clip_id: null, continue_at: null, infill_start_s: null, infill_end_s: null },
    },
    models: MODELS,
    fields: [{ ...tags, isRequired: true }, title],
  },
] as const satisfies readonly OperationSpec[]
