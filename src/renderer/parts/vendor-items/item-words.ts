import type { VendorItemKind } from '@shared/domain/vendor-item'

export interface ItemWords {
  readonly one: string
  /** The same with its article. */
  readonly anyOne: string
  readonly many: string
  /** How a new one is made. */
  readonly source: string
}

/** What the things of each kind are called. */
export const ITEM_WORDS: Readonly<Record<VendorItemKind, ItemWords>> = {
  'kling-element': {
    one: 'element',
    anyOne: 'an element',
    many: 'elements',
    source: '“Kling: new element” makes one from pictures.',
  },
  'kling-voice': {
    one: 'voice',
    anyOne: 'a voice',
    many: 'voices',
    source: '“Kling: new voice” makes one from a recording; the refresh brings Kling’s own.',
  },
  'kling-video': {
    one: 'Kling clip',
    anyOne: 'a Kling clip',
    many: 'Kling clips',
    source: 'Every clip made with Kling is kept there for 30 days and appears here.',
  },
  'kling-audio': {
    one: 'Kling speech',
    anyOne: 'a piece of Kling speech',
    many: 'pieces of Kling speech',
    source: '“Kling: speech” makes one; it is kept there for 30 days.',
  },
  'sora-character': {
    one: 'character',
    anyOne: 'a character',
    many: 'characters',
    source: 'A character is made from some seconds of a clip.',
  },
  'suno-clip': {
    one: 'song',
    anyOne: 'a song',
    many: 'songs',
    source: 'Every song made with Suno appears here.',
  },
  'midjourney-picture': {
    one: 'picture at Midjourney',
    anyOne: 'a picture at Midjourney',
    many: 'pictures at Midjourney',
    source: '“Midjourney: upload pictures” puts some there; a public link works too.',
  },
  'suno-persona': {
    one: 'singer',
    anyOne: 'a singer',
    many: 'singers',
    source: '“Singer” under a song makes one from it.',
  },
}
