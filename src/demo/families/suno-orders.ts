import { type FieldChecks, checkFields } from '../wire/field-check'
import { type Fields, numberField, textField } from '../wire/fields'
import { Refusal } from '../wire/refusal'
import type { SongOrder } from './suno-songs'

const TEXT = { type: 'text' } as const
const FILLED = { type: 'text', isRequired: true, isFilled: true } as const
const OPTIONAL = { ...TEXT, isNullable: true } as const
const SECOND = { type: 'number', min: 0, isNullable: true } as const

const COMMON: FieldChecks = {
  mv: FILLED,
  title: TEXT,
  tags: TEXT,
  negative_tags: TEXT,
  make_instrumental: { type: 'boolean' },
  notify_hook: TEXT,
  generation_type: { type: 'text', oneOf: ['TEXT'] },
  metadata: { type: 'object' },
  seed: { type: 'integer' },
  task_id: OPTIONAL,
}

const INSPIRATION: FieldChecks = { ...COMMON, gpt_description_prompt: FILLED, prompt: TEXT }

const CUSTOM: FieldChecks = {
  ...COMMON,
  prompt: { ...TEXT, isRequired: true },
  title: FILLED,
  task: { ...TEXT, oneOf: ['', 'generate'] },
  continue_at: SECOND,
  continue_clip_id: OPTIONAL,
}

const EXTEND: FieldChecks = {
  ...COMMON,
  prompt: FILLED,
  title: FILLED,
  task: TEXT,
  continue_clip_id: FILLED,
  continue_at: { ...SECOND, isNullable: false, isRequired: true },
}

const PERSONA: FieldChecks = {
  ...COMMON,
  prompt: FILLED,
  title: FILLED,
  task: TEXT,
  generation_type: { type: 'text', oneOf: ['TEXT'], isRequired: true },
  persona_id: FILLED,
  artist_clip_id: FILLED,
  vocal_gender: { ...TEXT, oneOf: ['m', 'f', ''] },
}

const NULLED: FieldChecks = {
  continue_clip_id: OPTIONAL,
  continue_at: SECOND,
  continued_aligned_prompt: OPTIONAL,
  infill_start_s: SECOND,
  infill_end_s: SECOND,
}

const COVER: FieldChecks = {
  ...COMMON,
  ...NULLED,
  prompt: { ...TEXT, isRequired: true },
  title: FILLED,
  task: TEXT,
  cover_clip_id: FILLED,
}

const INFILL: FieldChecks = {
  ...COMMON,
  ...NULLED,
  prompt: FILLED,
  title: FILLED,
  task: TEXT,
  continue_clip_id: FILLED,
  infill_start_s: { type: 'number', min: 0, isRequired: true },
  infill_end_s: { type: 'number', min: 0, isRequired: true },
}

const MODES: Readonly<
  Record<string, { readonly checks: FieldChecks; readonly parent?: string; readonly at?: string }>
> = {
  extend: { checks: EXTEND, parent: 'continue_clip_id', at: 'continue_at' },
  upload_extend: { checks: EXTEND, parent: 'continue_clip_id', at: 'continue_at' },
  artist_consistency: { checks: PERSONA, parent: 'artist_clip_id' },
  artist_consistency_vox: { checks: PERSONA, parent: 'artist_clip_id' },
  cover: { checks: COVER, parent: 'cover_clip_id' },
  infill: { checks: INFILL, parent: 'continue_clip_id', at: 'infill_start_s' },
}

const MAX_LYRICS_CHARACTERS = 5000

/** Reads what a body for /suno/submit/music orders, by its fields; throws the family's refusal. */
export function songOrder(fields: Fields): SongOrder {
  const task = textField(fields, 'task')
  const mode = MODES[task]
  const isInspiration = mode === undefined && textField(fields, 'gpt_description_prompt') !== ''
  if (mode === undefined && task !== '' && task !== 'generate')
    throw new Refusal(400, 'invalid_request', 'invalid_action')
  checkFields(fields, mode?.checks ?? (isInspiration ? INSPIRATION : CUSTOM))
  const description = textField(fields, 'gpt_description_prompt')
  const isInstrumental = fields.make_instrumental === true
  const lyrics = textField(fields, 'prompt') || (description === '' ? '' : `[Verse]\n${description}`)
  const mayBeEmpty = task === 'cover' || (isInstrumental && textField(fields, 'tags') !== '')
  if (lyrics.trim() === '' && !mayBeEmpty) throw new Refusal(400, 'invalid_request', 'prompt_empty')
  if (lyrics.length > MAX_LYRICS_CHARACTERS) throw new Refusal(400, 'invalid_request', 'prompt too long')
  if (lyrics.includes('demo:blocked')) throw new Refusal(400, 'sensitive_words_detected', 'sensitive words detected')
  const parentId = mode?.parent === undefined ? '' : textField(fields, mode.parent)
  return {
    action: 'MUSIC',
    title: textField(fields, 'title') || titleFrom(description || lyrics),
    tags: textField(fields, 'tags'),
    lyrics,
    description,
    mv: textField(fields, 'mv'),
    isInstrumental,
    notifyHook: textField(fields, 'notify_hook'),
    clipCount: 2,
    parent: parentId === '' ? null : { clipId: parentId, seconds: numberField(fields, mode?.at ?? '', 0) },
  }
}

export const JOIN_CHECKS: FieldChecks = { clip_id: FILLED, is_infill: { type: 'boolean', isRequired: true } }

export const LYRICS_CHECKS: FieldChecks = { prompt: { ...TEXT, isRequired: true }, notify_hook: TEXT }

/** The older protocol's bodies; an empty text of the song makes music without vocals. */
export function olderOrder(fields: Fields): SongOrder {
  const isIdea = textField(fields, 'gpt_description_prompt') !== ''
  const base: FieldChecks = { ...NULLED, tags: TEXT }
  const checks: FieldChecks = isIdea
    ? { ...base, mv: TEXT, gpt_description_prompt: FILLED, make_instrumental: { type: 'boolean' } }
    : { ...base, mv: FILLED, prompt: { ...TEXT, isRequired: true }, title: FILLED }
  checkFields(fields, checks)
  const description = textField(fields, 'gpt_description_prompt')
  const lyrics = textField(fields, 'prompt') || (isIdea ? `[Verse]\n${description}` : '')
  return {
    action: 'MUSIC',
    title: textField(fields, 'title') || titleFrom(description),
    tags: textField(fields, 'tags'),
    lyrics,
    description,
    mv: textField(fields, 'mv') || 'chirp-v3-5',
    isInstrumental: lyrics === '' || fields.make_instrumental === true,
    notifyHook: '',
    clipCount: 2,
  }
}

function titleFrom(text: string): string {
  const line = text.split('\n').find((part) => part.trim() !== '' && !part.startsWith('[')) ?? 'Untitled'
  return line.trim().split(/\s+/).slice(0, 4).join(' ')
}
