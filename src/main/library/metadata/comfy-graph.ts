import { isObject, textOf } from './values'

type Graph = Readonly<Record<string, unknown>>

export interface ComfyFacts {
  readonly prompt: string
  readonly negativePrompt: string
  readonly modelId: string | null
  readonly settings: Readonly<Record<string, string>>
}

const MAX_DEPTH = 12
const SAMPLER_SETTINGS = ['seed', 'noise_seed', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'] as const

/** Follows a graph of nodes from its sampler back to the texts and the model; null for a graph without any. */
export function readComfyGraph(graph: Graph): ComfyFacts | null {
  const nodes = Object.values(graph).filter(isObject)
  if (!nodes.some((node) => typeof node['class_type'] === 'string')) return null
  const sampler = nodes.find(
    (node) => inputsOf(node)['positive'] !== undefined && /sampl/i.test(textOf(node['class_type'])),
  )
  const inputs = sampler ? inputsOf(sampler) : {}
  const texts = nodes.flatMap((node) => ownTexts(node))
  const settings: Record<string, string> = {}
  for (const name of SAMPLER_SETTINGS) {
    const value = nodes.map((node) => inputsOf(node)[name]).find((item) => textOf(item) !== '')
    if (value !== undefined) settings[name] = textOf(value)
  }
  const model = nodes
    .flatMap((node) => ['ckpt_name', 'unet_name', 'model_name'].map((name) => textOf(inputsOf(node)[name])))
    .find((name) => name !== '')
  return {
    prompt: textBehind(graph, inputs['positive']) || (sampler ? '' : (texts[0] ?? '')),
    negativePrompt: textBehind(graph, inputs['negative']),
    modelId: model ?? null,
    settings,
  }
}

const inputsOf = (node: Graph): Graph => (isObject(node['inputs']) ? node['inputs'] : {})

/** A text itself, or the text of the node that a link leads to, through nodes that pass it on. */
function textBehind(graph: Graph, value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value) || depth > MAX_DEPTH) return ''
  const node = graph[String(value[0])]
  if (!isObject(node)) return ''
  const inputs = inputsOf(node)
  for (const name of TEXT_INPUTS) {
    const found = textBehind(graph, inputs[name], depth + 1)
    if (found) return found
  }
  return ''
}

const TEXT_INPUTS = [
  'text',
  'text_g',
  't5xxl',
  'clip_l',
  'string',
  'value',
  'prompt',
  'conditioning',
  'conditioning_1',
] as const

function ownTexts(node: Graph): readonly string[] {
  if (!/text|prompt/i.test(textOf(node['class_type']))) return []
  return ['text', 'string', 'prompt'].map((name) => textOf(inputsOf(node)[name])).filter((text) => text !== '')
}
