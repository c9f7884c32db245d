import {
  decimal,
  fileLink,
  flag,
  type InputRule,
  type InputRules,
  integer,
  listOf,
  oneOf,
  required,
  text,
} from '../wire/input-rules'

const words = (list: string): readonly string[] => list.trim().split(/\s+/)
const choice = (list: string): InputRule => oneOf(...words(list))

const IDEOGRAM_SIZES = `
  None 512x1536 576x1408 576x1472 576x1536 640x1024 640x1344 640x1408 640x1472 640x1536 704x1152 704x1216
  704x1280 704x1344 704x1408 704x1472 720x1280 736x1312 768x1024 768x1088 768x1152 768x1216 768x1232 768x1280
  768x1344 832x960 832x1024 832x1088 832x1152 832x1216 832x1248 864x1152 896x960 896x1024 896x1088 896x1120
  896x1152 960x832 960x896 960x1024 960x1088 1024x640 1024x768 1024x832 1024x896 1024x960 1024x1024 1088x768
  1088x832 1088x896 1088x960 1120x896 1152x704 1152x768 1152x832 1152x864 1152x896 1216x704 1216x768 1216x832
  1232x768 1248x832 1280x704 1280x720 1280x768 1280x800 1312x736 1344x640 1344x704 1344x768 1408x576 1408x640
  1408x704 1472x576 1472x640 1472x704 1536x512 1536x576 1536x640
`
const RECRAFT_STYLES = `
  any realistic_image digital_illustration digital_illustration/pixel_art digital_illustration/hand_drawn
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
const RIFFUSION_SEEDS = `
  agile marim mask_beat_lines_80 mask_gradient_dark mask_gradient_top_70 mask_graident_top_fifth_75
  mask_top_third_75 mask_top_third_95 motorway og_beat vibes
`

const prompt = required(text())
const seed = integer()
const picture = fileLink
const quality = integer(0, 100)
const jpgOrPng = choice('jpg png')
const anyFormat = choice('webp jpg png')
const inputRatios = choice('match_input_image 1:1 16:9 9:16 4:3 3:4 3:2 2:3 4:5 5:4 21:9 9:21 2:1 1:2')
const fluxRatios = choice('1:1 16:9 9:16 4:3 3:4 3:2 2:3 4:5 5:4 21:9 9:21 2:1 1:2')

const kontext: InputRules = {
  prompt,
  input_image: picture,
  aspect_ratio: inputRatios,
  output_format: jpgOrPng,
  safety_tolerance: integer(0, 6),
  prompt_upsampling: flag,
  seed,
}
const twoPictures: InputRules = {
  prompt,
  input_image_1: required(picture),
  input_image_2: required(picture),
  aspect_ratio: inputRatios,
  output_format: jpgOrPng,
  safety_tolerance: integer(0, 2),
  seed,
}
const imagen: InputRules = {
  prompt,
  aspect_ratio: choice('1:1 9:16 16:9 3:4 4:3'),
  output_format: jpgOrPng,
  safety_filter_level: choice('block_low_and_above block_medium_and_above block_only_high'),
}
const recraftRatio = oneOf('Not set', ...words('1:1 4:3 3:4 3:2 2:3 16:9 9:16 1:2 2:1 7:5 5:7 4:5 5:4 3:5 5:3'))
const lora: InputRules = {
  prompt,
  hf_lora: text(),
  lora_scale: decimal(-1, 3),
  num_outputs: integer(1, 4),
  aspect_ratio: fluxRatios,
  output_format: anyFormat,
  guidance_scale: decimal(0, 10),
  output_quality: quality,
  prompt_strength: decimal(0, 1),
  num_inference_steps: integer(1, 50),
}

/** What each model takes inside `input`, after Replicate's own schemas. */
export const REPLICATE_RULES: Readonly<Record<string, InputRules>> = {
  'black-forest-labs/flux-kontext-pro': kontext,
  'black-forest-labs/flux-kontext-max': kontext,
  'black-forest-labs/flux-kontext-dev': {
    prompt,
    input_image: required(picture),
    aspect_ratio: choice('match_input_image 1:1 16:9 21:9 3:2 2:3 4:5 5:4 3:4 4:3 9:16 9:21'),
    num_inference_steps: integer(4, 50),
    guidance: decimal(0, 10),
    go_fast: flag,
    output_format: anyFormat,
    output_quality: quality,
    disable_safety_checker: flag,
    seed,
  },
  'flux-kontext-apps/multi-image-kontext-max': twoPictures,
  'flux-kontext-apps/multi-image-kontext-pro': twoPictures,
  'black-forest-labs/flux-1.1-pro-ultra': {
    prompt,
    aspect_ratio: choice('21:9 16:9 3:2 4:3 5:4 1:1 4:5 3:4 2:3 9:16 9:21'),
    raw: flag,
    safety_tolerance: integer(1, 6),
    output_format: jpgOrPng,
    image_prompt: picture,
    image_prompt_strength: decimal(0, 1),
    seed,
  },
  'black-forest-labs/flux-schnell': {
    prompt,
    aspect_ratio: fluxRatios,
    megapixels: choice('1 0.25'),
    num_outputs: integer(1, 4),
    output_format: anyFormat,
    output_quality: quality,
    num_inference_steps: integer(1, 4),
    go_fast: flag,
    seed,
  },
  'black-forest-labs/flux-fill-dev': {
    prompt,
    image: required(picture),
    mask: picture,
    guidance: decimal(0, 100),
    num_outputs: integer(1, 4),
    num_inference_steps: integer(1, 50),
    megapixels: choice('1 0.25 match_input'),
    output_format: anyFormat,
    output_quality: quality,
    lora_scale: decimal(-1, 3),
    lora_weights: text(),
    disable_safety_checker: flag,
    seed,
  },
  'black-forest-labs/flux-fill-pro': {
    prompt,
    image: required(picture),
    mask: picture,
    outpaint: oneOf(
      'None',
      'Zoom out 1.5x',
      'Zoom out 2x',
      'Make square',
      'Left outpaint',
      'Right outpaint',
      'Top outpaint',
      'Bottom outpaint',
    ),
    steps: integer(1, 50),
    guidance: decimal(2, 5),
    prompt_upsampling: flag,
    safety_tolerance: integer(1, 6),
    output_format: jpgOrPng,
    seed,
  },
  'lucataco/flux-dev-lora': lora,
  'lucataco/flux-schnell-lora': lora,
  'lucataco/remove-bg': { image: required(picture) },
  'cjwbw/rembg': { image: required(picture) },
  'ideogram-ai/ideogram-v2-turbo': {
    prompt,
    aspect_ratio: choice('1:1 16:9 9:16 4:3 3:4 3:2 2:3 16:10 10:16 3:1 1:3'),
    resolution: choice(IDEOGRAM_SIZES),
    style_type: oneOf('None', 'Auto', 'General', 'Realistic', 'Design', 'Render 3D', 'Anime'),
    magic_prompt_option: choice('Auto On Off'),
    negative_prompt: text(),
    image: picture,
    mask: picture,
    seed,
  },
  'minimax/video-01-live': { prompt, first_frame_image: required(picture), prompt_optimizer: flag },
  'minimax/video-01': { prompt, first_frame_image: picture, subject_reference: picture, prompt_optimizer: flag },
  'recraft-ai/recraft-v3': {
    prompt,
    size: choice(RECRAFT_SIZES),
    style: choice(RECRAFT_STYLES),
    aspect_ratio: recraftRatio,
  },
  'recraft-ai/recraft-v3-svg': {
    prompt,
    size: choice(RECRAFT_SIZES),
    style: choice('any engraving line_art line_circuit linocut'),
    aspect_ratio: recraftRatio,
  },
  'google/imagen-4': imagen,
  'google/imagen-4-fast': imagen,
  'google/imagen-4-ultra': imagen,
  'riffusion/riffusion': {
    prompt_a: text(),
    prompt_b: text(),
    alpha: decimal(0, 1),
    denoising: decimal(0, 1),
    num_inference_steps: integer(1, 1000),
    seed_image_id: choice(RIFFUSION_SEEDS),
  },
  'prunaai/vace-14b': {
    prompt,
    src_video: fileLink,
    src_mask: fileLink,
    src_ref_images: listOf(fileLink, 10),
    size: choice('832*480 480*832 1280*720 720*1280'),
    frame_num: integer(1, 1000),
    speed_mode: oneOf(
      'Unsqueezed 🍋 (highest quality)',
      'Lightly Juiced 🍊 (more consistent)',
      'Juiced 🔥 (more speed)',
      'Extra Juiced 🚀 (even more speed)',
    ),
    sample_steps: integer(1, 200),
    sample_shift: integer(0, 100),
    sample_solver: choice('unipc dpm++'),
    sample_guide_scale: decimal(0, 100),
    seed,
  },
  'bytedance/seedream-4': {
    prompt,
    size: choice('1K 2K 4K custom'),
    aspect_ratio: choice('match_input_image 1:1 4:3 3:4 16:9 9:16 3:2 2:3 21:9'),
    width: integer(1024, 4096),
    height: integer(1024, 4096),
    image_input: listOf(picture, 10),
    sequential_image_generation: choice('disabled auto'),
    max_images: integer(1, 15),
    enhance_prompt: flag,
  },
  'stability-ai/sdxl': { prompt, image: picture, width: integer(64, 2048), height: integer(64, 2048), seed },
}

/** Versions by which community models are asked for; their own pages name them. */
export const REPLICATE_VERSIONS: Readonly<Record<string, string>> = {
  '95fcc2a26d3899cd6c2691c900465aaeff466285a65c14638cc5f36f34befaf1': 'lucataco/remove-bg',
  fb8af171cfa1616ddcf1242c093f9c46bcada5ad4cf6f2fbe8b81b330ec5c003: 'cjwbw/rembg',
  '8cf61ea6c56afd61d8f5b9ffd14d7c216c0a93844ce2d82ac1c9ecc9c7f24e05': 'riffusion/riffusion',
  '51299232dc3d0946d5f5ed74935d85243e172698f747d291460db1e6ef3669fb': 'prunaai/vace-14b',
  '091495765fa5ef2725a175a57b276ec30dc9d39c22d30410f2ede68a3eab66b3': 'lucataco/flux-dev-lora',
  '2a6b576af31790b470f0a8442e1e9791213fa13799cbb65a9fc1436e96389574': 'lucataco/flux-schnell-lora',
  '7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc': 'stability-ai/sdxl',
}

/** Models whose answer is a list also for one picture. */
export const ANSWERS_LISTS: ReadonlySet<string> = new Set([
  'black-forest-labs/flux-schnell',
  'black-forest-labs/flux-fill-dev',
  'lucataco/flux-dev-lora',
  'lucataco/flux-schnell-lora',
  'bytedance/seedream-4',
  'stability-ai/sdxl',
])
