import {
  decimal,
  either,
  fileAddress,
  flag,
  type InputRule,
  type InputRules,
  integer,
  listOf,
  objectOf,
  oneOf,
  required,
  text,
} from '../wire/input-rules'

const words = (list: string): readonly string[] => list.split(' ')
const choice = (list: string): InputRule => oneOf(...words(list))

const PRESETS = 'square_hd square portrait_4_3 portrait_16_9 landscape_4_3 landscape_16_9'
const pixels = (min: number, max: number): InputRule =>
  objectOf({ width: required(integer(min, max)), height: required(integer(min, max)) })
const imageSize = either(pixels(16, 14_142), choice(PRESETS))
const seedreamSize = either(pixels(1024, 4096), choice(`${PRESETS} auto auto_2K auto_4K`))
const loras = (max: number): InputRule => listOf(objectOf({ path: required(text()), scale: decimal(0, 4) }), max)
const pictures = (max: number): InputRule => required(listOf(fileAddress, max, 1))
const tolerance = choice('1 2 3 4 5 6')
const speeds = choice('none regular high')
const slowSpeeds = choice('none regular')

const prompt = required(text())
const picture = required(fileAddress)
const common: InputRules = { seed: integer(), sync_mode: flag }
const four: InputRules = { ...common, num_images: integer(1, 4) }
const checked: InputRules = { ...four, enable_safety_checker: flag, output_format: choice('jpeg png') }

const nanoBanana: InputRules = {
  ...four,
  prompt,
  output_format: choice('png jpeg webp'),
  safety_tolerance: tolerance,
  limit_generations: flag,
}
const NANO_RATIOS = '21:9 16:9 3:2 4:3 5:4 1:1 4:5 3:4 2:3 9:16'

const veo: InputRules = {
  prompt,
  duration: choice('4s 6s 8s'),
  resolution: choice('720p 1080p'),
  generate_audio: flag,
  auto_fix: flag,
  negative_prompt: text(),
  seed: integer(),
  safety_tolerance: tolerance,
}
const veoText: InputRules = { ...veo, aspect_ratio: choice('16:9 9:16 1:1'), enhance_prompt: flag }
const veoPicture: InputRules = { ...veo, image_url: picture, aspect_ratio: choice('auto 16:9 9:16') }

const kling: InputRules = {
  prompt,
  duration: choice('5 10'),
  negative_prompt: text(),
  cfg_scale: decimal(0, 1),
}

const flux: InputRules = { ...checked, guidance_scale: decimal(1, 20), acceleration: speeds }
const lora: InputRules = {
  ...checked,
  prompt,
  num_inference_steps: integer(1, 50),
  guidance_scale: decimal(0, 35),
  loras: loras(20),
  acceleration: slowSpeeds,
  image_size: imageSize,
}

const kontext: InputRules = {
  ...four,
  prompt,
  guidance_scale: decimal(1, 20),
  output_format: choice('jpeg png'),
  safety_tolerance: tolerance,
  aspect_ratio: choice('21:9 16:9 4:3 3:2 1:1 2:3 3:4 9:16 9:21'),
  enhance_prompt: flag,
}

const seedream: InputRules = {
  ...common,
  prompt,
  image_size: seedreamSize,
  num_images: integer(1, 6),
  max_images: integer(1, 6),
  enable_safety_checker: flag,
  enhance_prompt_mode: choice('standard fast'),
}

const qwen: InputRules = {
  ...checked,
  prompt,
  num_inference_steps: integer(2, 100),
  guidance_scale: decimal(0, 20),
  negative_prompt: text(),
  image_size: imageSize,
}

/** What each path below `/fal-ai/` takes, after fal's own schemas; a path that is not here takes anything. */
export const FAL_RULES: Readonly<Record<string, InputRules>> = {
  'nano-banana': { ...nanoBanana, aspect_ratio: choice(NANO_RATIOS) },
  'nano-banana/edit': { ...nanoBanana, image_urls: pictures(8), aspect_ratio: choice(`auto ${NANO_RATIOS}`) },
  veo3: veoText,
  'veo3/fast': veoText,
  'veo3/image-to-video': veoPicture,
  'veo3/fast/image-to-video': veoPicture,
  'kling-video/v2.5-turbo/pro/text-to-video': { ...kling, aspect_ratio: choice('16:9 9:16 1:1') },
  'kling-video/v2.5-turbo/pro/image-to-video': { ...kling, image_url: picture, tail_image_url: fileAddress },
  'flux-1/dev': { ...flux, prompt, image_size: imageSize, num_inference_steps: integer(1, 50) },
  'flux-1/schnell': {
    ...checked,
    prompt,
    image_size: imageSize,
    num_inference_steps: integer(1, 12),
    guidance_scale: decimal(1, 20),
    acceleration: speeds,
  },
  'flux-1/dev/image-to-image': {
    ...flux,
    prompt,
    image_url: picture,
    strength: decimal(0.01, 1),
    num_inference_steps: integer(10, 50),
  },
  'flux-1/dev/redux': { ...flux, image_url: picture, image_size: imageSize, num_inference_steps: integer(1, 50) },
  'flux-1/schnell/redux': {
    ...checked,
    image_url: picture,
    image_size: imageSize,
    num_inference_steps: integer(1, 12),
    acceleration: speeds,
  },
  'flux-lora': lora,
  'flux-lora/image-to-image': { ...lora, image_url: picture, strength: decimal(0.01, 1) },
  'flux-lora/inpainting': { ...lora, image_url: picture, mask_url: picture, strength: decimal(0.01, 1) },
  'flux-pro/kontext': { ...kontext, image_url: picture },
  'flux-pro/kontext/text-to-image': kontext,
  'flux-pro/kontext/max': { ...kontext, image_url: picture },
  'flux-pro/kontext/max/multi': { ...kontext, image_urls: pictures(10) },
  'bytedance/seedream/v4/text-to-image': seedream,
  'bytedance/seedream/v4/edit': { ...seedream, image_urls: pictures(10) },
  'imagen4/preview': {
    ...four,
    prompt,
    aspect_ratio: choice('1:1 16:9 9:16 3:4 4:3'),
    resolution: choice('1K 2K'),
    negative_prompt: text(),
    output_format: choice('jpeg png webp'),
    safety_tolerance: tolerance,
  },
  'vidu/reference-to-image': {
    prompt: required(text(1500)),
    reference_image_urls: pictures(7),
    aspect_ratio: choice('16:9 9:16 1:1'),
    seed: integer(),
  },
  'wan/v2.2-a14b/image-to-image': {
    prompt,
    image_url: picture,
    strength: decimal(0, 1),
    aspect_ratio: choice('auto 16:9 9:16 1:1'),
    num_inference_steps: integer(2, 40),
    enable_safety_checker: flag,
    enable_output_safety_checker: flag,
    enable_prompt_expansion: flag,
    acceleration: slowSpeeds,
    guidance_scale: decimal(1, 10),
    guidance_scale_2: decimal(1, 10),
    shift: decimal(1, 10),
    image_format: choice('jpeg png'),
    negative_prompt: text(),
    image_size: imageSize,
    seed: integer(),
  },
  'qwen-image-edit-lora': { ...qwen, image_url: picture, loras: loras(3), acceleration: speeds },
  'qwen-image-edit-plus': { ...qwen, image_urls: pictures(10), acceleration: slowSpeeds },
}
