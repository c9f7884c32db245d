import { FAL_PRICES } from './fal-prices'
import { REPLICATE_PRICES } from './replicate-prices'

export type ModelPrice =
  | { readonly unit: 'call'; readonly usd: number }
  | { readonly unit: 'token'; readonly inputUsdPerMillion: number; readonly outputUsdPerMillion: number }

export interface DemoModel {
  readonly id: string
  readonly owner: string
  readonly endpoint:
    | 'openai'
    | 'completions'
    | 'embeddings'
    | 'gemini'
    | 'image-generation'
    | 'openai-video'
    | 'audio'
    | 'realtime'
    | 'midjourney'
    | 'kling'
    | 'suno'
    | 'luma'
    | 'runway'
    | 'minimax'
    | 'wan'
    | 'volc'
    | 'ideogram'
    | 'fal'
    | 'replicate'
    | 'tencent'
    | 'rerank'
  readonly tags: string
  readonly price: ModelPrice
}

const perCall = (usd: number): ModelPrice => ({ unit: 'call', usd })
const perToken = (inputUsdPerMillion: number, outputUsdPerMillion: number): ModelPrice => ({
  unit: 'token',
  inputUsdPerMillion,
  outputUsdPerMillion,
})

type Row = readonly [id: string, price: ModelPrice]

function models(owner: string, endpoint: DemoModel['endpoint'], tags: string, rows: readonly Row[]): DemoModel[] {
  return rows.map(([id, price]) => ({ id, owner, endpoint, tags, price }))
}

function callRow([id, usd]: readonly [id: string, usd: number]): Row {
  return [id, perCall(usd)]
}

/** What the demo gateway sells; USD, after the price list of February 2026 where it names the model. */
export const DEMO_MODELS: readonly DemoModel[] = [
  ...models('openai', 'realtime', 'Audio', [
    ['gpt-4o-realtime-preview', perToken(5, 20)],
    ['gpt-4o-mini-realtime-preview', perToken(0.6, 2.4)],
    ['gpt-realtime-2025-08-28', perToken(4, 16)],
  ]),
  ...models('openai', 'openai', 'Chat,Vision', [
    ['gpt-5.2', perToken(1.75, 14)],
    ['gpt-5.1', perToken(1.25, 10)],
    ['gpt-5', perToken(1.25, 10)],
    ['gpt-5-mini', perToken(0.25, 2)],
    ['gpt-4.1', perToken(2, 8)],
    ['gpt-4o', perToken(2.5, 10)],
    ['gpt-4o-mini', perToken(0.15, 0.6)],
  ]),
  ...models('openai', 'openai', 'Chat,Thinking', [
    ['o3', perToken(2, 8)],
    ['o4-mini', perToken(1.1, 4.4)],
  ]),
  ...models('custom', 'openai', 'Chat,Vision,Thinking', [
    ['claude-sonnet-4-5-20250929', perToken(3, 15)],
    ['claude-sonnet-4-5-20250929-thinking', perToken(3, 15)],
    ['gemini-2.5-pro', perToken(1.25, 10)],
    ['gemini-3-pro-preview', perToken(2, 12)],
    ['deepseek-chat', perToken(2, 8)],
    ['deepseek-reasoner', perToken(4, 16)],
  ]),
  ...models('openai', 'openai', 'Chat,Audio', [
    ['gpt-audio-2025-08-28', perToken(2.5, 10)],
    ['gpt-4o-audio-preview', perToken(2.5, 10)],
  ]),
  ...models('openai', 'openai', 'Chat,GPTs', [['gpt-4-gizmo-g-2fkFE8rbu', perCall(0.1)]]),
  ...models('custom', 'openai', 'Chat,Vision,Thinking', [
    ['claude-haiku-4-5-20251001', perToken(1, 5)],
    ['claude-opus-4-5-20251101', perToken(5, 25)],
    ['gemini-2.5-flash', perToken(0.3, 2.5)],
    ['gemini-2.5-flash-all', perCall(0.06)],
  ]),
  ...models('openai', 'completions', 'Chat', [['gpt-3.5-turbo-instruct', perToken(1.5, 2)]]),
  ...models('openai', 'embeddings', 'Text Embedding', [
    ['text-embedding-3-large', perToken(0.13, 0.13)],
    ['text-embedding-3-small', perToken(0.02, 0.02)],
    ['text-embedding-ada-002', perToken(0.1, 0.1)],
    ['gemini-embedding-001', perToken(0.15, 0.15)],
  ]),
  ...models('custom', 'gemini', 'Image Generation', [
    ['gemini-2.5-flash-image', perCall(0.15)],
    ['gemini-3-pro-image-preview', perCall(0.53)],
    ['imagen-4.0-generate-001', perCall(0.12)],
    ['imagen-4.0-fast-generate-001', perCall(0.06)],
    ['imagen-4.0-ultra-generate-001', perCall(0.18)],
  ]),
  ...models('custom', 'gemini', 'text to speech', [['gemini-2.5-flash-preview-tts', perToken(0.5, 10)]]),
  ...models('openai', 'image-generation', 'Image Generation', [
    ['gpt-image-1', perToken(5, 40)],
    ['gpt-image-1-all', perCall(0.08)],
    ['gpt-image-1.5', perToken(5, 32)],
    ['gpt-image-1.5-all', perCall(0.13)],
    ['dall-e-3', perCall(0.04)],
    ['dall-e-2', perCall(0.02)],
  ]),
  ...models('custom', 'image-generation', 'Image Generation', [
    ['flux-kontext-pro', perCall(0.24)],
    ['flux-kontext-max', perCall(0.48)],
    ['flux-dev', perCall(0.08)],
    ['flux-schnell', perCall(0.05)],
    ['flux-pro', perCall(0.15)],
    ['flux-pro-max', perCall(0.3)],
    ['flux-pro-1.1-ultra', perCall(0.5)],
    ['flux.1-dev', perCall(0.08)],
    ['flux.1.1-pro', perCall(0.15)],
    ['flux.1-kontext-dev', perCall(0.08)],
    ['flux.1-kontext-pro', perCall(0.24)],
    ['flux-2-pro', perCall(0.12)],
    ['flux-2-flex', perCall(0.12)],
    ['qwen-image-max', perCall(0.1)],
    ['qwen-image-edit-2509', perCall(0.12)],
    ['z-image-turbo', perCall(0.05)],
  ]),
  ...models('midjourney', 'midjourney', 'Image Generation,Async', [
    ['mj_imagine', perCall(0.3)],
    ['mj_upscale', perCall(0.15)],
    ['mj_variation', perCall(0.3)],
    ['mj_low_variation', perCall(0.3)],
    ['mj_high_variation', perCall(0.3)],
    ['mj_reroll', perCall(0.3)],
    ['mj_pan', perCall(0.3)],
    ['mj_zoom', perCall(0.3)],
    ['mj_custom_zoom', perCall(0)],
    ['mj_inpaint', perCall(0)],
    ['mj_modal', perCall(0.3)],
    ['mj_blend', perCall(0.3)],
    ['mj_describe', perCall(0.15)],
    ['mj_uploads', perCall(0.003)],
  ]),
  ...models('ideogram', 'ideogram', 'Image Generation', [
    ...['generate', 'edit', 'remix', 'reframe', 'replace_background'].flatMap((action): readonly Row[] => [
      [`ideogram_${action}_V_3_TURBO`, perCall(0.15)],
      [`ideogram_${action}_V_3_DEFAULT`, perCall(0.3)],
      [`ideogram_${action}_V_3_QUALITY`, perCall(0.45)],
    ]),
    ...['generate', 'remix'].flatMap((action): readonly Row[] => [
      [`ideogram_${action}_V_1`, perCall(0.45)],
      [`ideogram_${action}_V_1_TURBO`, perCall(0.12)],
      [`ideogram_${action}_V_2`, perCall(action === 'remix' ? 0.6 : 0.5)],
      [`ideogram_${action}_V_2_TURBO`, perCall(0.3)],
    ]),
    ['ideogram_upscale', perCall(0.45)],
    ['ideogram_describe', perCall(0.06)],
  ]),
  ...models('replicate', 'replicate', 'Image Generation,Async', REPLICATE_PRICES.map(callRow)),
  ...models('tencent', 'tencent', 'Image Generation,Async', [
    ...['gem-2.5', 'gem-3.0', 'kling-3.0', 'hunyuan-3.0', 'qwen-0925'].map((name): Row => [
      `aigc-image-${name}`,
      perCall(0.2),
    ]),
    ...['1.6', '2.0', '2.1', '2.5', 'o1', '3.0', '3.0-omni'].map((name): Row => [
      `aigc-video-kling-${name}`,
      perCall(2),
    ]),
    ...['02', '2.3', '2.3-fast'].map((name): Row => [`aigc-video-hailuo-${name}`, perCall(2)]),
    ...['q2', 'q2-pro', 'q2-turbo', 'q3-pro', 'q3-turbo'].map((name): Row => [`aigc-video-vidu-${name}`, perCall(1.5)]),
  ]),
  ...models('custom', 'rerank', 'Rerank', [
    ['qwen3-rerank', perToken(0.1, 0.1)],
    ['Qwen/Qwen3-Reranker-0.6B', perToken(0.14, 0.14)],
    ['Qwen/Qwen3-Reranker-4B', perToken(0.28, 0.28)],
    ['Qwen/Qwen3-Reranker-8B', perToken(0.56, 0.56)],
    ['BAAI/bge-reranker-v2-m3', perToken(0.01, 0.01)],
    ['Pro/BAAI/bge-reranker-v2-m3', perToken(0.14, 0.14)],
    ['netease-youdao/bce-reranker-base_v1', perToken(0.01, 0.01)],
  ]),
  ...models('fal', 'fal', 'Image Generation,Async', FAL_PRICES.map(callRow)),
  ...models('custom', 'openai-video', 'Video Generation', [
    ['grok-video-3', perCall(0.2)],
    ['grok-video-3-10s', perCall(0.3)],
    ['sora-2', perCall(0.2)],
    ['sora-2-all', perCall(0.2)],
    ['sora-2-pro', perCall(3.6)],
    ['sora-2-characters', perCall(0.01)],
  ]),
  ...models('custom', 'luma', 'Video Generation,Async', [
    ['luma_video_api', perCall(2.4)],
    ['luma_video_extend_api', perCall(2.4)],
  ]),
  ...models('custom', 'runway', 'Video Generation,Async', [
    ['runwayml-gen3a_turbo-5', perCall(2)],
    ['runwayml-gen3a_turbo-10', perCall(4)],
    ['runwayml-gen4_turbo-5', perCall(2)],
    ['runwayml-gen4_turbo-10', perCall(4)],
  ]),
  ...models('minimax', 'minimax', 'Video Generation,Async', [
    ['MiniMax-Hailuo-02', perCall(4)],
    ['MiniMax-Hailuo-2.3', perCall(4)],
    ['MiniMax-Hailuo-2.3-Fast', perCall(2.7)],
  ]),
  ...models('ali', 'wan', 'Video Generation,Async', [
    ['wan2.5-i2v-preview', perCall(0.36)],
    ['wan2.6-i2v', perCall(0.36)],
  ]),
  ...models('volcengine', 'volc', 'Video Generation,Async', [
    ['doubao-seedance-1-5-pro-251215', perCall(15)],
    ['doubao-seedance-1-0-pro-250528', perCall(15)],
    ['doubao-seedance-1-0-pro-fast-251015', perCall(4.2)],
    ['doubao-seedance-1-0-lite-t2v-250428', perCall(10)],
    ['doubao-seedance-1-0-lite-i2v-250428', perCall(10)],
  ]),
  ...models('kling', 'kling', 'Video Generation,Async', [
    ['kling-video', perCall(1.7)],
    ['kling-image', perCall(0.0425)],
    ['kling-audio', perCall(0.085)],
    ['kling-avatar-image2video', perCall(0.68)],
    ['kling-advanced-lip-sync', perCall(0.85)],
    ['kling-lip-sync', perCall(1.6)],
    ['kling-multi-elements', perCall(1.7)],
    ['kling-video-extend', perCall(1.7)],
    ['kling-effects', perCall(3.4)],
    ['kling-image-recognize', perCall(0.17)],
    ['kling-kolors-virtual-try-on', perCall(0.85)],
    ['kling-custom-voices', perCall(0.085)],
  ]),
  ...models('suno', 'suno', 'Music,Async', [
    ['suno_music', perCall(1)],
    ['suno_lyrics', perCall(0.03)],
  ]),
  ...models('openai', 'audio', 'text to speech', [
    ['gpt-4o-mini-tts', perToken(12, 48)],
    ['tts-1', perToken(15, 15)],
    ['tts-1-1106', perToken(15, 15)],
    ['tts-1-hd', perToken(30, 30)],
    ['tts-1-hd-1106', perToken(30, 30)],
  ]),
  ...models('openai', 'audio', 'Speech to Text', [
    ['gpt-4o-transcribe', perToken(2.5, 10)],
    ['gpt-4o-mini-transcribe', perToken(1.5, 6)],
    ['whisper-1', perToken(30, 30)],
  ]),
]

/** Sold although no list names them: ids of the vendor for the same endpoint. */
const UNLISTED_MODELS: readonly DemoModel[] = models(
  'ali',
  'wan',
  'Video Generation,Async',
  ['wan2.6-i2v-flash', 'wan2.2-i2v-plus', 'wan2.2-i2v-flash', 'wanx2.1-i2v-plus', 'wanx2.1-i2v-turbo'].map((id) => [
    id,
    perCall(0.36),
  ]),
)

const BY_ID: ReadonlyMap<string, DemoModel> = new Map(
  [...DEMO_MODELS, ...UNLISTED_MODELS].map((model) => [model.id, model]),
)

export function findModel(id: string): DemoModel | null {
  return BY_ID.get(id) ?? null
}

/** USD for a call of this model; token counts matter only where the model is sold by token. */
export function priceOf(model: DemoModel, inputTokens: number, outputTokens: number, calls = 1): number {
  if (model.price.unit === 'call') return model.price.usd * calls
  const { inputUsdPerMillion, outputUsdPerMillion } = model.price
  return (inputTokens * inputUsdPerMillion + outputTokens * outputUsdPerMillion) / 1_000_000
}
