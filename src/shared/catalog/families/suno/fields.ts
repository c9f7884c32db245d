import type { FieldSpec, OperationSpec } from '../../types'

/** Suno's own codes for its versions, newest of the documented ones first. */
export const MODELS = [
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

/** Versions that sing in a given voice, restyle and mend; the first two are named by ChainHub's own pages. */
export const TAU_MODELS = ['chirp-v4-tau', 'chirp-v3-5-tau', 'chirp-auk', 'chirp-bluejay', 'chirp-crow'] as const

export const SUBMIT_MUSIC = {
  method: 'POST',
  path: '/suno/submit/music',
  content: 'json',
  modelField: 'mv',
} as const satisfies OperationSpec['request']

/** What every operation that makes a song shares. */
export const SONG = {
  family: 'suno',
  specVersion: 1,
  output: 'audio',
  mode: 'task',
  price: { kind: 'per-call', pricedAs: { modelId: 'suno_music', isInferred: false } },
  expectedSeconds: [60, 240],
  timeoutMs: 60_000,
} as const satisfies Partial<OperationSpec>

export const lyrics = {
  key: 'prompt',
  label: 'Lyrics',
  help: 'Mark parts with [Verse], [Chorus], [Bridge]; for a piece without vocals write [Instrumental].',
  kind: { type: 'lyrics', maxLength: 5000 },
} as const satisfies FieldSpec

export const title = {
  key: 'title',
  label: 'Title',
  kind: { type: 'text', maxLength: 100 },
  isRequired: true,
} as const satisfies FieldSpec

export const tags = {
  key: 'tags',
  label: 'Style',
  help: 'Words, separated by commas: folk, warm female vocal.',
  kind: { type: 'text', maxLength: 1000, multiline: true },
} as const satisfies FieldSpec

export const negativeTags = {
  key: 'negative_tags',
  label: 'Styles to keep out',
  isAdvanced: true,
  kind: { type: 'text', maxLength: 1000 },
} as const satisfies FieldSpec

export const instrumental = {
  key: 'make_instrumental',
  label: 'Without vocals',
  kind: { type: 'boolean' },
} as const satisfies FieldSpec

/** A song that the vendor keeps. */
export const clip = {
  label: 'Song at Suno',
  kind: { type: 'remote-id', of: 'suno-clip', max: 1 },
  isRequired: true,
} as const satisfies Omit<FieldSpec, 'key'>

export const continueAt = {
  key: 'continue_at',
  label: 'From second',
  help: 'Where the new part begins in the earlier song.',
  kind: { type: 'number', min: 0 },
  isRequired: true,
} as const satisfies FieldSpec
