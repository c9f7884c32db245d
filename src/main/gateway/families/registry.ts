import type { FamilyId } from '@shared/catalog/types'
import type { VendorItemKind } from '@shared/domain/vendor-item'
import type { FamilyAdapter, VendorShelf } from '../types'
import { doubaoSeedanceAdapter } from './doubao-seedance'
import { embeddingsAdapter } from './embeddings'
import { falAdapter } from './fal'
import { geminiAdapter } from './gemini'
import { ideogramAdapter } from './ideogram'
import { klingAdapter } from './kling'
import { lumaAdapter } from './luma'
import { midjourneyAdapter } from './midjourney'
import { minimaxHailuoAdapter } from './minimax-hailuo'
import { openaiAudioAdapter } from './openai-audio'
import { openaiImagesAdapter } from './openai-images'
import { replicateAdapter } from './replicate'
import { rerankAdapter } from './rerank'
import { tencentAdapter } from './tencent'
import { runwayAdapter } from './runway'
import { soraCharacterAdapter } from './sora-character'
import { soraChatAdapter } from './sora-chat'
import { soraOfficialAdapter } from './sora-official'
import { sunoAdapter } from './suno'
import { sunoFeedAdapter } from './suno-feed'
import { videoUnifiedAdapter } from './video-unified'
import { wanAdapter } from './wan'

const ADAPTERS: Readonly<Record<FamilyId, FamilyAdapter>> = {
  'openai-images': openaiImagesAdapter,
  'openai-audio': openaiAudioAdapter,
  embeddings: embeddingsAdapter,
  gemini: geminiAdapter,
  midjourney: midjourneyAdapter,
  ideogram: ideogramAdapter,
  fal: falAdapter,
  replicate: replicateAdapter,
  tencent: tencentAdapter,
  rerank: rerankAdapter,
  'video-unified': videoUnifiedAdapter,
  luma: lumaAdapter,
  runway: runwayAdapter,
  'minimax-hailuo': minimaxHailuoAdapter,
  wan: wanAdapter,
  'doubao-seedance': doubaoSeedanceAdapter,
  kling: klingAdapter,
  suno: sunoAdapter,
  'suno-feed': sunoFeedAdapter,
  'sora-official': soraOfficialAdapter,
  'sora-chat': soraChatAdapter,
  'sora-character': soraCharacterAdapter,
}

/** Where things of a kind are kept; null where the vendor neither lists nor deletes them. */
export function shelfOf(kind: VendorItemKind): { readonly family: FamilyId; readonly shelf: VendorShelf } | null {
  for (const { family, shelves } of Object.values(ADAPTERS)) {
    const shelf = shelves?.[kind]
    if (shelf) return { family, shelf }
  }
  return null
}

export function adapterOf(family: FamilyId): FamilyAdapter {
  return ADAPTERS[family]
}
