import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import { readComfyGraph } from './comfy-graph'
import type { FileTexts } from './read-texts'
import { isObject, textOf } from './values'
import { parseXmp } from './xmp'

/** Longer ones are cut: they are shown and searched, and a row is no place for a book. */
const MAX_TEXT = 20_000
const MAX_SETTINGS = 60

/** What a file's own texts, or else its name, say about how it was made; null where they say nothing. */
export function readRecipe(texts: FileTexts, fileName: string): ImportedRecipe | null {
  const xmp = parseXmp(texts.get('xmp') ?? '')
  const found =
    (xmp?.recipeJson ? ownRecipe(xmp.recipeJson) : null) ??
    swarmRecipe(texts) ??
    invokeRecipe(texts) ??
    comfyRecipe(texts) ??
    automaticRecipe(texts.get('parameters') ?? texts.get('exif.comment') ?? '') ??
    midjourneyText(texts.get('Description') ?? texts.get('Comment') ?? xmp?.description ?? '') ??
    midjourneyName(fileName)
  const rating = xmp?.rating ?? null
  const tags = xmp?.tags ?? []
  if (found) return { ...found, rating, tags }
  if (!xmp || (rating === null && tags.length === 0 && !xmp.description)) return null
  return { ...recipe('xmp', xmp.description ?? ''), rating, tags }
}

function recipe(
  tool: ImportedRecipe['tool'],
  prompt: string,
  more: Partial<Pick<ImportedRecipe, 'negativePrompt' | 'modelId' | 'settings'>> = {},
): ImportedRecipe {
  return {
    tool,
    prompt: prompt.trim().slice(0, MAX_TEXT),
    negativePrompt: (more.negativePrompt ?? '').trim().slice(0, MAX_TEXT),
    modelId: more.modelId?.slice(0, 200) || null,
    settings: Object.fromEntries(Object.entries(more.settings ?? {}).slice(0, MAX_SETTINGS)),
    rating: null,
    tags: [],
  }
}

function ownRecipe(json: string): ImportedRecipe | null {
  const value = parseObject(json)
  if (!value) return null
  return recipe('chainhub', textOf(value['prompt']), {
    negativePrompt: textOf(value['negativePrompt']),
    modelId: textOf(value['modelId']),
    settings: settingsOf(value['params'], new Set(['prompt', 'negativePrompt'])),
  })
}

/** `prompt`, `Negative prompt: …`, then one line of `Steps: 20, Sampler: …`. */
export function automaticRecipe(text: string): ImportedRecipe | null {
  const steps = text.lastIndexOf('\nSteps: ')
  const settingsText = steps >= 0 ? text.slice(steps + 1) : text.startsWith('Steps: ') ? text : null
  if (settingsText === null) return null
  const words = steps >= 0 ? text.slice(0, steps) : ''
  const negativeAt = words.startsWith('Negative prompt:') ? 0 : words.indexOf('\nNegative prompt:')
  const settings: Record<string, string> = {}
  // Values with commas stand in quotes.
  for (const [, name = '', quoted, plain] of settingsText.matchAll(
    /\s*([\w /+-]+):\s*(?:"((?:\\.|[^"\\])*)"|([^,\n]*))(?:,|\n|$)/g,
  )) {
    settings[name.trim()] = (quoted ?? plain ?? '').trim()
  }
  const { Model: modelId = '', ...others } = settings
  return recipe('a1111', negativeAt >= 0 ? words.slice(0, negativeAt) : words, {
    negativePrompt: negativeAt >= 0 ? words.slice(negativeAt).replace(/^\n?Negative prompt:/, '') : '',
    modelId,
    settings: others,
  })
}

function swarmRecipe(texts: FileTexts): ImportedRecipe | null {
  const value = parseObject(texts.get('parameters') ?? texts.get('exif.comment') ?? '')
  const params = value?.['sui_image_params']
  if (!isObject(params)) return null
  return recipe('swarmui', textOf(params['prompt']), {
    negativePrompt: textOf(params['negativeprompt']),
    modelId: textOf(params['model']),
    settings: settingsOf(params, new Set(['prompt', 'negativeprompt', 'model'])),
  })
}

function invokeRecipe(texts: FileTexts): ImportedRecipe | null {
  const value = parseObject(texts.get('invokeai_metadata') ?? texts.get('sd-metadata') ?? '')
  if (!value) return null
  const image = isObject(value['image']) ? value['image'] : value
  const model = value['model']
  const oldPrompt = Array.isArray(image['prompt']) && isObject(image['prompt'][0]) ? image['prompt'][0]['prompt'] : null
  return recipe('invokeai', textOf(value['positive_prompt']) || textOf(oldPrompt) || textOf(image['prompt']), {
    negativePrompt: textOf(value['negative_prompt']),
    modelId: isObject(model) ? textOf(model['name']) || textOf(model['model_name']) : textOf(value['model_weights']),
    settings: settingsOf(image, new Set(['positive_prompt', 'negative_prompt', 'prompt', 'model'])),
  })
}

function comfyRecipe(texts: FileTexts): ImportedRecipe | null {
  const graph = parseObject(texts.get('prompt') ?? '')
  const read = graph ? readComfyGraph(graph) : null
  return read ? recipe('comfyui', read.prompt, read) : null
}

/** `a red fox --ar 3:2 --v 6 Job ID: 1b…`, as Midjourney's own web page writes into its files. */
function midjourneyText(text: string): ImportedRecipe | null {
  const job = /\s*Job ID: ([0-9a-f-]{36})\s*$/.exec(text)
  if (!job && !/\s--(?:v|ar|niji|stylize|s|chaos|c|sref|seed) /.test(text)) return null
  const words = job ? text.slice(0, job.index) : text
  const flags = words.search(/\s--[a-z]/)
  const settings: Record<string, string> = job?.[1] ? { 'Job ID': job[1] } : {}
  if (flags >= 0) {
    for (const [, name = '', value = ''] of words.slice(flags).matchAll(/--([a-z]+)\s*([^-\s][^\s]*)?/g)) {
      settings[name] = value
    }
  }
  return recipe('midjourney', flags >= 0 ? words.slice(0, flags) : words, { modelId: 'midjourney', settings })
}

const MIDJOURNEY_NAME =
  /^(?:u\d{6,}|[\w.]{2,40}?)_(.{3,}?)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:_(\d))?\.(?:png|jpe?g|webp|mp4)$/i

/** `person_a_red_fox_in_snow_1b2c….png`: the name holds the beginning of the prompt. */
function midjourneyName(fileName: string): ImportedRecipe | null {
  const [, words, job, variant] = MIDJOURNEY_NAME.exec(fileName) ?? []
  if (!words || !job) return null
  const settings = { 'Job ID': job, ...(variant === undefined ? {} : { Variant: variant }) }
  return recipe('midjourney', words.replaceAll('_', ' '), { modelId: 'midjourney', settings })
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.trimStart().startsWith('{')) return null
  try {
    // Python writes NaN where JSON knows none.
    const value: unknown = JSON.parse(text.replaceAll(/:\s*NaN\b/g, ': null'))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function settingsOf(value: unknown, except: ReadonlySet<string>): Record<string, string> {
  if (!isObject(value)) return {}
  const plain = Object.entries(value).filter(([name, item]) => !except.has(name) && textOf(item) !== '')
  return Object.fromEntries(plain.map(([name, item]) => [name, textOf(item).slice(0, 1_000)]))
}
