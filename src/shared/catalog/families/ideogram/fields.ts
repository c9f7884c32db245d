import type { FieldRule, FieldSpec } from '../../types'
import {
  IDEOGRAM_LEGACY_RATIOS,
  IDEOGRAM_LEGACY_SIZES,
  IDEOGRAM_PALETTES,
  IDEOGRAM_PRESETS,
  IDEOGRAM_RATIOS,
  IDEOGRAM_SIZES,
} from './values'

const MAX_BYTES = 10 * 1024 * 1024
const MIMES = ['image/jpeg', 'image/png', 'image/webp']
const MAX_SEED = 2_147_483_647

const PICTURE = {
  type: 'asset',
  media: ['image'],
  role: 'source',
  min: 1,
  max: 1,
  delivery: 'file-part',
  maxBytes: MAX_BYTES,
  mimes: MIMES,
} as const

export const ideogramPicture = {
  key: 'image',
  label: 'Picture',
  kind: PICTURE,
  isRequired: true,
} as const satisfies FieldSpec

/** Black is what Ideogram changes. */
export const ideogramMask = {
  key: 'mask',
  label: 'Part to change',
  kind: { type: 'mask', polarity: 'black-edits', delivery: 'file-part', maxBytes: MAX_BYTES },
  isRequired: true,
} as const satisfies FieldSpec

export const ideogramPrompt = {
  key: 'prompt',
  label: 'Prompt',
  kind: { type: 'prompt' },
  isRequired: true,
} as const satisfies FieldSpec

export const ideogramNegative = {
  key: 'negative_prompt',
  label: 'Leave out',
  help: 'The prompt wins where the two disagree.',
  kind: { type: 'negative-prompt' },
} as const satisfies FieldSpec

export const ideogramCount = {
  key: 'num_images',
  label: 'Pictures',
  kind: { type: 'count', min: 1, max: 8 },
} as const satisfies FieldSpec

export const ideogramSeed = {
  key: 'seed',
  label: 'Seed',
  isAdvanced: true,
  kind: { type: 'seed', min: 0, max: MAX_SEED },
} as const satisfies FieldSpec

export const ideogramRatio = {
  key: 'aspect_ratio',
  label: 'Shape',
  kind: { type: 'aspect-ratio', options: IDEOGRAM_RATIOS },
} as const satisfies FieldSpec

export const ideogramSize = {
  key: 'resolution',
  label: 'Exact size',
  isAdvanced: true,
  kind: { type: 'size', options: IDEOGRAM_SIZES },
} as const satisfies FieldSpec

const MAGIC = {
  type: 'choice',
  options: [
    { value: 'AUTO', label: 'Automatic' },
    { value: 'ON', label: 'On' },
    { value: 'OFF', label: 'Off' },
  ],
} as const

export const ideogramMagic = {
  key: 'magic_prompt',
  label: 'Magic Prompt',
  help: 'Ideogram rewrites the prompt before it draws.',
  kind: MAGIC,
} as const satisfies FieldSpec

const STYLES = [
  { value: 'AUTO', label: 'Automatic' },
  { value: 'GENERAL', label: 'General' },
  { value: 'REALISTIC', label: 'Realistic' },
  { value: 'DESIGN', label: 'Design' },
] as const

export const ideogramStyle = {
  key: 'style_type',
  label: 'Style',
  kind: { type: 'choice', options: STYLES },
} as const satisfies FieldSpec

const paletteName = {
  key: 'palette',
  label: 'Colours',
  isAdvanced: true,
  kind: { type: 'choice', options: IDEOGRAM_PALETTES },
  wire: { name: 'color_palette.name' },
} as const satisfies FieldSpec

const paletteColours = {
  key: 'palette_colours',
  label: 'Colours of your own',
  help: 'The heaviest first. Weights fall from row to row.',
  isAdvanced: true,
  kind: {
    type: 'list',
    itemName: 'Colour',
    max: 8,
    fields: [
      {
        key: 'color_hex',
        label: 'Colour, as #RRGGBB',
        kind: { type: 'text', maxLength: 7 },
        isRequired: true,
      },
      { key: 'color_weight', label: 'Weight', kind: { type: 'number', min: 0.05, max: 1, step: 0.05 } },
    ],
  },
  wire: { name: 'color_palette.members' },
} as const satisfies FieldSpec

/** The vendor's own fields of looks, which ChainHub's pages do not name. */
export const ideogramLooks = [
  {
    key: 'style_preset',
    label: 'Style preset',
    isAdvanced: true,
    kind: { type: 'choice', options: IDEOGRAM_PRESETS },
  },
  {
    key: 'style_codes',
    label: 'Style codes',
    help: 'Eight characters each, as Ideogram shows them.',
    isAdvanced: true,
    kind: {
      type: 'list',
      itemName: 'Code',
      isBare: true,
      max: 8,
      fields: [{ key: 'code', label: 'Code', kind: { type: 'text', maxLength: 8 }, isRequired: true }],
    },
  },
  paletteName,
  paletteColours,
] as const satisfies readonly FieldSpec[]

const REFERENCE = { ...PICTURE, min: 0 } as const

export const ideogramStyleReferences = {
  key: 'style_reference_images',
  label: 'Style references',
  help: '10 MB in all.',
  kind: { ...REFERENCE, role: 'style', max: 4 },
} as const satisfies FieldSpec

export const ideogramCharacter = [
  {
    key: 'character_reference_images',
    label: 'Character',
    help: 'Costs more than a picture without one.',
    kind: { ...REFERENCE, role: 'character' },
  },
  {
    key: 'character_reference_images_mask',
    label: 'Mask of the character',
    help: 'A grey picture of the same size as the character’s.',
    isAdvanced: true,
    kind: { ...REFERENCE, role: 'character' },
    shownWhen: [{ field: 'character_reference_images', isSet: true }],
  },
] as const satisfies readonly FieldSpec[]

export const ideogramPaletteRule = {
  when: [{ field: 'palette', isSet: true }],
  field: 'palette_colours',
  mustBeEmpty: true,
  reason: 'Choose named colours or colours of your own, not both.',
} as const satisfies FieldRule

export const ideogramSizeRule = {
  when: [{ field: 'aspect_ratio', isSet: true }],
  field: 'resolution',
  mustBeEmpty: true,
  reason: 'Choose a shape or an exact size, not both.',
} as const satisfies FieldRule

export const ideogramStyleRule = {
  when: [{ field: 'style_type', isSet: true }],
  field: 'style_codes',
  mustBeEmpty: true,
  reason: 'Style codes do not go together with a style.',
} as const satisfies FieldRule

export const ideogramReferenceRule = {
  when: [{ field: 'style_reference_images', isSet: true }],
  field: 'style_codes',
  mustBeEmpty: true,
  reason: 'Style codes do not go together with style references.',
} as const satisfies FieldRule

/** Models of the first generation, which know fewer settings. */
export function firstGeneration(action: 'generate' | 'remix'): readonly string[] {
  return [`ideogram_${action}_V_1`, `ideogram_${action}_V_1_TURBO`]
}

/** The options of the older interface, which stand inside `image_request`. */
export function legacyFields(action: 'generate' | 'remix'): readonly FieldSpec[] {
  const isSecond = [{ field: 'model', isNoneOf: firstGeneration(action) }]
  return [
    { ...ideogramPrompt, wire: { name: 'image_request.prompt' } },
    { ...ideogramNegative, wire: { name: 'image_request.negative_prompt' } },
    {
      key: 'aspect_ratio',
      label: 'Shape',
      kind: { type: 'aspect-ratio', options: IDEOGRAM_LEGACY_RATIOS },
      wire: { name: 'image_request.aspect_ratio' },
    },
    { ...legacyMagic, label: 'Magic Prompt' },
    {
      key: 'style_type',
      label: 'Style',
      kind: {
        type: 'choice',
        options: [...STYLES, { value: 'RENDER_3D', label: '3D render' }, { value: 'ANIME', label: 'Anime' }],
      },
      wire: { name: 'image_request.style_type' },
      shownWhen: isSecond,
    },
    { ...ideogramCount, wire: { name: 'image_request.num_images' } },
    {
      key: 'resolution',
      label: 'Exact size',
      isAdvanced: true,
      kind: { type: 'size', options: IDEOGRAM_LEGACY_SIZES },
      wire: { name: 'image_request.resolution' },
      shownWhen: isSecond,
    },
    { ...ideogramSeed, wire: { name: 'image_request.seed' } },
    { ...paletteName, wire: { name: 'image_request.color_palette.name' }, shownWhen: isSecond },
    { ...paletteColours, wire: { name: 'image_request.color_palette.members' }, shownWhen: isSecond },
  ]
}

export const legacyMagic = {
  key: 'magic_prompt_option',
  label: 'Magic Prompt',
  help: 'Ideogram rewrites the prompt before it draws.',
  kind: MAGIC,
  wire: { name: 'image_request.magic_prompt_option' },
} as const satisfies FieldSpec

export const legacyPicture = { ...ideogramPicture, key: 'image_file' } as const satisfies FieldSpec
