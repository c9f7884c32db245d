import type { FieldSpec, OperationSpec } from '../../types'
import {
  continueAt,
  instrumental,
  lyrics,
  MODELS,
  negativeTags,
  SONG,
  SUBMIT_MUSIC,
  tags,
  TAU_MODELS,
  title,
} from './fields'

/** A song of the library; Suno takes it over in five free steps before the paid request. */
const ownSong = {
  key: 'song',
  label: 'Your song',
  help: 'Suno takes it over first, which is free; only the new song is paid. MP3, WAV, M4A, FLAC, OGG or AAC, six seconds to eight minutes.',
  kind: {
    type: 'asset',
    media: ['audio'],
    role: 'audio',
    min: 1,
    max: 1,
    delivery: 'suno-song',
    maxBytes: 500 * 1024 * 1024,
  },
  isRequired: true,
} as const satisfies FieldSpec

const UPLOAD_ROWS = ['D122', 'D123', 'D124', 'D125', 'D126', 'D135', 'D136'] as const

/** New songs out of a recording of one's own. */
export const sunoOwnSongOperations = [
  {
    ...SONG,
    id: 'suno.music.upload-extend',
    title: 'Suno: continue your own song',
    summary: 'Two takes of a new part that goes on from a second of your recording.',
    docRows: ['D133', ...UPLOAD_ROWS],
    intent: 'edit',
    request: { ...SUBMIT_MUSIC, constants: { task: 'upload_extend' } },
    models: [...MODELS, 'chirp-v4-upload', 'chirp-v3-5-upload'],
    fields: [
      { ...ownSong, wire: { name: 'continue_clip_id' } },
      { ...continueAt, help: 'Where the new part begins in your recording.' },
      { ...lyrics, label: 'Lyrics of the new part', isRequired: true },
      title,
      { ...tags, sent: 'always', default: '' },
      { ...negativeTags, sent: 'always', default: '' },
    ],
  },
  {
    ...SONG,
    id: 'suno.music.upload-cover',
    title: 'Suno: restyle your own song',
    summary: 'Two takes of your recording in another style.',
    docRows: UPLOAD_ROWS,
    intent: 'edit',
    request: { ...SUBMIT_MUSIC, constants: { task: 'cover', generation_type: 'TEXT' } },
    models: TAU_MODELS,
    fields: [
      { ...ownSong, wire: { name: 'cover_clip_id' } },
      { ...tags, label: 'New style' },
      title,
      { ...lyrics, help: 'Empty keeps the words.', sent: 'always', default: '' },
      { ...negativeTags, sent: 'always', default: '' },
      { ...instrumental, sent: 'always', default: false },
    ],
  },
] as const satisfies readonly OperationSpec[]
