import type { ChoiceOption } from '../../types'

const IDEOGRAM_SIZES = `
  512x1536 576x1408 576x1472 576x1536 640x1024 640x1344 640x1408 640x1472 640x1536 704x1152 704x1216 704x1280
  704x1344 704x1408 704x1472 720x1280 736x1312 768x1024 768x1088 768x1152 768x1216 768x1232 768x1280 768x1344
  832x960 832x1024 832x1088 832x1152 832x1216 832x1248 864x1152 896x960 896x1024 896x1088 896x1120 896x1152
  960x832 960x896 960x1024 960x1088 1024x640 1024x768 1024x832 1024x896 1024x960 1024x1024 1088x768 1088x832
  1088x896 1088x960 1120x896 1152x704 1152x768 1152x832 1152x864 1152x896 1216x704 1216x768 1216x832 1232x768
  1248x832 1280x704 1280x720 1280x768 1280x800 1312x736 1344x640 1344x704 1344x768 1408x576 1408x640 1408x704
  1472x576 1472x640 1472x704 1536x512 1536x576 1536x640
`

const RECRAFT_STYLES = `
  realistic_image digital_illustration digital_illustration/pixel_art digital_illustration/hand_drawn
  digital_illustration/grain digital_illustration/infantile_sketch digital_illustration/2d_art_poster
  digital_illustration/handmade_3d digital_illustration/hand_drawn_outline digital_illustration/engraving_color
  digital_illustration/2d_art_poster_2 realistic_image/b_and_w realistic_image/hard_flash realistic_image/hdr
  realistic_image/natural_light realistic_image/studio_portrait realistic_image/enterprise
  realistic_image/motion_blur
`

const RECRAFT_SIZES = `
  1024x1024 1365x1024 1024x1365 1536x1024 1024x1536 1820x1024 1024x1820 1024x2048 2048x1024 1434x1024 1024x1434
  1024x1280 1280x1024 1024x1707 1707x1024
`

const listed = (text: string): readonly string[] => text.trim().split(/\s+/)

function asSize(value: string): ChoiceOption {
  return { value, label: value.replace(/[x*]/, ' × ') }
}

/** `digital_illustration/pixel_art` as “Pixel art (digital illustration)”. */
function asStyle(value: string): ChoiceOption {
  const [group = '', style] = value.split('/').map((name) => name.replaceAll('_', ' '))
  const words = style === undefined ? group : `${style} (${group})`
  return { value, label: words.charAt(0).toUpperCase() + words.slice(1) }
}

export const ideogramV2Sizes: readonly ChoiceOption[] = [
  { value: 'None', label: 'By shape' },
  ...listed(IDEOGRAM_SIZES).map(asSize),
]

export const recraftStyles: readonly ChoiceOption[] = [
  { value: 'any', label: 'Any' },
  ...listed(RECRAFT_STYLES).map(asStyle),
]

export const recraftVectorStyles: readonly ChoiceOption[] = [
  { value: 'any', label: 'Any' },
  ...listed('engraving line_art line_circuit linocut').map(asStyle),
]

export const recraftSizes: readonly ChoiceOption[] = listed(RECRAFT_SIZES).map(asSize)

export const vaceSizes: readonly ChoiceOption[] = listed('832*480 480*832 1280*720 720*1280').map(asSize)

/** The emoji are part of the values. */
export const vaceSpeeds: readonly ChoiceOption[] = [
  { value: 'Unsqueezed 🍋 (highest quality)', label: 'Highest quality' },
  { value: 'Lightly Juiced 🍊 (more consistent)', label: 'Consistent' },
  { value: 'Juiced 🔥 (more speed)', label: 'Fast' },
  { value: 'Extra Juiced 🚀 (even more speed)', label: 'Fastest' },
]

/** One of them is misspelt at the vendor, and only so it is understood. */
export const riffusionSeeds: readonly ChoiceOption[] = listed(
  `agile marim mask_beat_lines_80 mask_gradient_dark mask_gradient_top_70 mask_graident_top_fifth_75 mask_top_third_75 mask_top_third_95 motorway og_beat vibes`,
).map((value) => ({ value, label: value.replaceAll('_', ' ').replace('graident', 'gradient') }))
