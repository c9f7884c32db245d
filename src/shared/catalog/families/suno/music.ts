import type { OperationSpec } from '../../types'
import { instrumental, lyrics, MODELS, negativeTags, SONG, SUBMIT_MUSIC, tags, title } from './fields'

const SHORT_TEXT_MODELS = ['chirp-v3-0', 'chirp-v3-5', 'chirp-v4'] as const

/** New songs, from words of one's own or from an idea, and words for songs. */
export const sunoMusicOperations = [
  {
    ...SONG,
    id: 'suno.music.custom',
    title: 'Suno: song from lyrics',
    summary: 'Two takes of a song from your own words and style.',
    docRows: ['D118', 'D129', 'D139', 'D140'],
    intent: 'create',
    request: SUBMIT_MUSIC,
    models: MODELS,
    fields: [
      { ...lyrics, isRequired: true },
      title,
      tags,
      negativeTags,
      instrumental,
      {
        key: 'vocal_gender',
        label: 'Voice',
        isAdvanced: true,
        kind: {
          type: 'choice',
          options: [
            { value: 'f', label: 'Female' },
            { value: 'm', label: 'Male' },
          ],
        },
        wire: { name: 'metadata.vocal_gender' },
        shownWhen: [{ field: 'make_instrumental', isNoneOf: [true] }],
      },
      {
        key: 'style_weight',
        label: 'Weight of the style',
        isAdvanced: true,
        kind: { type: 'number', min: 0, max: 1, step: 0.05 },
        wire: { name: 'metadata.control_sliders.style_weight' },
      },
      {
        key: 'weirdness',
        label: 'Weirdness',
        isAdvanced: true,
        kind: { type: 'number', min: 0, max: 1, step: 0.05 },
        wire: { name: 'metadata.control_sliders.weirdness_constraint' },
      },
    ],
    rules: [
      {
        when: [{ field: 'model', isOneOf: SHORT_TEXT_MODELS }],
        field: 'prompt',
        max: 3000,
        reason: 'This version takes lyrics of up to 3,000 characters.',
      },
      {
        when: [{ field: 'model', isOneOf: SHORT_TEXT_MODELS }],
        field: 'tags',
        max: 200,
        reason: 'This version takes a style of up to 200 characters.',
      },
    ],
  },
  {
    ...SONG,
    id: 'suno.music.inspiration',
    title: 'Suno: song from an idea',
    summary: 'Two takes of a song; lyrics, title and style come from Suno.',
    docRows: ['D130'],
    intent: 'create',
    request: { ...SUBMIT_MUSIC, constants: { prompt: '' } },
    models: MODELS,
    fields: [
      { key: 'gpt_description_prompt', label: 'Idea', kind: { type: 'prompt', maxLength: 3000 }, isRequired: true },
      { ...instrumental, sent: 'always', default: false },
    ],
  },
  {
    id: 'suno.lyrics',
    family: 'suno',
    specVersion: 1,
    title: 'Suno: lyrics',
    summary: 'Words for a song about what you name.',
    docRows: ['D120'],
    output: 'text',
    intent: 'create',
    mode: 'task',
    request: { method: 'POST', path: '/suno/submit/lyrics', content: 'json', modelField: null },
    models: ['suno_lyrics'],
    fields: [{ key: 'prompt', label: 'Topic', kind: { type: 'prompt', maxLength: 3000 }, isRequired: true }],
    price: { kind: 'per-call' },
    expectedSeconds: [10, 60],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
