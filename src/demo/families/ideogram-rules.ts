import { decimal, either, integer, type InputRules, listOf, objectOf, oneOf, required, text } from '../wire/input-rules'

const SIZES = `
  512x1536 576x1408 576x1472 576x1536 640x1344 640x1408 640x1472 640x1536 704x1152 704x1216 704x1280 704x1344
  704x1408 704x1472 736x1312 768x1088 768x1216 768x1280 768x1344 800x1280 832x960 832x1024 832x1088 832x1152
  832x1216 832x1248 864x1152 896x960 896x1024 896x1088 896x1120 896x1152 960x832 960x896 960x1024 960x1088
  1024x832 1024x896 1024x960 1024x1024 1088x768 1088x832 1088x896 1088x960 1120x896 1152x704 1152x832 1152x864
  1152x896 1216x704 1216x768 1216x832 1248x832 1280x704 1280x768 1280x800 1312x736 1344x640 1344x704 1344x768
  1408x576 1408x640 1408x704 1472x576 1472x640 1472x704 1536x512 1536x576 1536x640
`
const PRESETS = `
  80S_ILLUSTRATION 90S_NOSTALGIA ABSTRACT_ORGANIC ANALOG_NOSTALGIA ART_BRUT ART_DECO ART_POSTER AURA
  AVANT_GARDE BAUHAUS BLUEPRINT BLURRY_MOTION BRIGHT_ART C4D_CARTOON CHILDRENS_BOOK COLLAGE COLORING_BOOK_I
  COLORING_BOOK_II CUBISM DARK_AURA DOODLE DOUBLE_EXPOSURE DRAMATIC_CINEMA EDITORIAL EMOTIONAL_MINIMAL
  ETHEREAL_PARTY EXPIRED_FILM FLAT_ART FLAT_VECTOR FOREST_REVERIE GEO_MINIMALIST GLASS_PRISM GOLDEN_HOUR
  GRAFFITI_I GRAFFITI_II HALFTONE_PRINT HIGH_CONTRAST HIPPIE_ERA ICONIC JAPANDI_FUSION JAZZY LONG_EXPOSURE
  MAGAZINE_EDITORIAL MINIMAL_ILLUSTRATION MIXED_MEDIA MONOCHROME NIGHTLIFE OIL_PAINTING OLD_CARTOONS
  PAINT_GESTURE POP_ART RETRO_ETCHING RIVIERA_POP SPOTLIGHT_80S STYLIZED_RED SURREAL_COLLAGE TRAVEL_POSTER
  VINTAGE_GEO VINTAGE_POSTER WATERCOLOR WEIRD WOODBLOCK_PRINT
`
const LEGACY_RATIOS = '10_16 16_10 9_16 16_9 3_2 2_3 4_3 3_4 1_1 1_3 3_1'
const words = (list: string): readonly string[] => list.trim().split(/\s+/)

const palette = either(
  objectOf({ name: required(oneOf(...words('EMBER FRESH JUNGLE MAGIC MELON MOSAIC PASTEL ULTRAMARINE'))) }),
  objectOf({
    members: required(listOf(objectOf({ color_hex: required(text(7)), color_weight: decimal(0.05, 1) }), 8, 1)),
  }),
)
const asJson = { ...palette, formType: 'json' } as const
const seed = integer(0, 2_147_483_647)
const count = integer(1, 8)
const magic = oneOf('AUTO', 'ON', 'OFF')
const speed = oneOf('TURBO', 'DEFAULT', 'QUALITY')
const size = oneOf(...words(SIZES))
const ratio = oneOf(...words('1x3 3x1 1x2 2x1 9x16 16x9 10x16 16x10 2x3 3x2 3x4 4x3 4x5 5x4 1x1'))
const style = oneOf('AUTO', 'GENERAL', 'REALISTIC', 'DESIGN')
/** A list in JSON, parts of one name in a form. */
const codes = either(listOf(text(8), 8), text(8))

const LOOKS: InputRules = {
  rendering_speed: speed,
  style_preset: oneOf(...words(PRESETS)),
  style_codes: codes,
  color_palette: asJson,
  num_images: count,
  seed,
}

/** What each path of version 3 takes beside files. */
export const V3_RULES: Readonly<Record<string, InputRules>> = {
  generate: {
    ...LOOKS,
    prompt: required(text()),
    resolution: size,
    aspect_ratio: ratio,
    magic_prompt: magic,
    negative_prompt: text(),
    style_type: style,
  },
  edit: { ...LOOKS, prompt: required(text()), magic_prompt: magic, style_type: style },
  remix: {
    ...LOOKS,
    prompt: required(text()),
    image_weight: integer(1, 100),
    resolution: size,
    aspect_ratio: ratio,
    magic_prompt: magic,
    negative_prompt: text(),
    style_type: style,
  },
  reframe: { ...LOOKS, resolution: required(size) },
  'replace-background': { ...LOOKS, prompt: required(text()), magic_prompt: magic },
}

const legacy: InputRules = {
  prompt: required(text()),
  model: oneOf('V_1', 'V_1_TURBO', 'V_2', 'V_2_TURBO'),
  aspect_ratio: oneOf(...words(LEGACY_RATIOS).map((name) => `ASPECT_${name}`)),
  resolution: text(30),
  magic_prompt_option: magic,
  seed,
  style_type: oneOf('AUTO', 'GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME'),
  negative_prompt: text(),
  num_images: count,
  color_palette: asJson,
}

/** What stands inside `image_request` of the older paths. */
export const LEGACY_RULES: Readonly<Record<'generate' | 'remix' | 'upscale', InputRules>> = {
  generate: legacy,
  remix: { ...legacy, image_weight: integer(1, 100) },
  upscale: {
    prompt: text(),
    resemblance: integer(1, 100),
    detail: integer(1, 100),
    magic_prompt_option: magic,
    num_images: count,
    seed,
  },
}
