import type { FieldSpec, OperationSpec } from '../../types'

/** Suno's own codes for its versions, newest of the documented ones first. */
const MODELS = [
  'chirp-v5',
  'chirp-bluejay',
  'chirp-auk',
  'chirp-v4',
  'chirp-v3-5',
  'chirp-v3-0',
  'chirp-crow',
  'chirp-auk-turbo',
  'chirp-fenix',
  'chirp-hawk',
  'chirp-hawk-wild',
  'chirp-goose',
] as const

const SHORT_TEXT_MODELS = ['chirp-v3-0', 'chirp-v3-5', 'chirp-v4'] as const
const REQUEST = { method: 'POST', path: '/suno/submit/music', content: 'json', modelField: 'mv' } as const
const PRICE = { kind: 'per-call', pricedAs: { modelId: 'suno_music', isInferred: false } } as const

const instrumental = {
  key: 'make_instrumental',
  label: 'Without vocals',
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

export const sunoMusicOperations = [
  {
    id: 'suno.music.custom',
    family: 'suno',
    specVersion: 1,
    title: 'Suno: song from lyrics',
    summary: 'Two takes of a song from your own words and style.',
    docRows: ['D129', 'D139', 'D140'],
    output: 'audio',
    intent: 'create',
    mode: 'task',
    request: REQUEST,
    models: MODELS,
    fields: [
      {
        key: 'prompt',
        label: 'Lyrics',
        help: 'Mark parts with [Verse], [Chorus], [Bridge]; for a piece without vocals write [Instrumental].',
        kind: { type: 'lyrics', maxLength: 5000 },
        isRequired: true,
      },
      { key: 'title', label: 'Title', kind: { type: 'text', maxLength: 100 }, isRequired: true },
      {
        key: 'tags',
        label: 'Style',
        help: 'Words, separated by commas: folk, warm female vocal.',
        kind: { type: 'text', maxLength: 1000, multiline: true },
      },
      { key: 'negative_tags', label: 'Styles to keep out', isAdvanced: true, kind: { type: 'text', maxLength: 1000 } },
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
    price: PRICE,
    expectedSeconds: [60, 240],
    timeoutMs: 60_000,
  },
  {
    id: 'suno.music.inspiration',
    family: 'suno',
    specVersion: 1,
    title: 'Suno: song from an idea',
    summary: 'Two takes of a song; lyrics, title and style come from Suno.',
    docRows: ['D130'],
    output: 'audio',
    intent: 'create',
    mode: 'task',
    request: { ...REQUEST, constants: { prompt: '' } },
    models: MODELS,
    fields: [
      {
        key: 'gpt_description_prompt',
        label: 'Idea',
        kind: { type: 'prompt', maxLength: 3000 },
        isRequired: true,
      },
      { ...instrumental, sent: 'always', default: false },
    ],
    price: PRICE,
    expectedSeconds: [60, 240],
    timeoutMs: 60_000,
  },
] as const satisfies readonly OperationSpec[]
