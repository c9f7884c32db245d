import type { MediaKind } from '../domain/media'
import { seedanceVideoOperations } from './families/doubao-seedance/video'
import { falAnyOperations } from './families/fal/any'
import { falFluxOperations } from './families/fal/flux'
import { falImageOperations } from './families/fal/images'
import { falKontextOperations } from './families/fal/kontext'
import { nanoBananaOperations } from './families/fal/nano-banana'
import { falVideoOperations } from './families/fal/video'
import { ideogramLegacyOperations } from './families/ideogram/legacy'
import { ideogramOperations } from './families/ideogram/v3'
import { klingOperations } from './families/kling/operations'
import { lumaVideoOperations } from './families/luma/video'
import { midjourneyOperations } from './families/midjourney/midjourney'
import { hailuoVideoOperations } from './families/minimax-hailuo/video'
import { audioOperations } from './families/openai-audio/audio'
import { dallEOperations } from './families/openai-images/dall-e'
import { embeddingOperations } from './families/embeddings/embeddings'
import { geminiPictureOperations } from './families/gemini/pictures'
import { geminiWordOperations } from './families/gemini/words'
import { fluxOperations } from './families/openai-images/flux'
import { gptImageOperations } from './families/openai-images/gpt-image'
import { qwenOperations } from './families/openai-images/qwen'
import { replicateAnyOperations } from './families/replicate/any'
import { replicateClipOperations } from './families/replicate/clips-and-sound'
import { replicateFluxOperations } from './families/replicate/flux'
import { replicateImageOperations } from './families/replicate/images'
import { rerankOperations } from './families/rerank/rerank'
import { runwayVideoOperations } from './families/runway/video'
import { soraCharacterOperations } from './families/sora-character/character'
import { soraChatOperations } from './families/sora-chat/video'
import { soraOfficialOperations } from './families/sora-official/video'
import { sunoMoreOperations } from './families/suno/more-of-a-song'
import { sunoMusicOperations } from './families/suno/music'
import { sunoSongToolOperations } from './families/suno/of-a-song'
import { sunoFeedOperations } from './families/suno/older-protocol'
import { sunoOwnSongOperations } from './families/suno/own-song'
import { tencentImageOperations } from './families/tencent/image'
import { tencentVideoOperations } from './families/tencent/video'
import { grokVideoOperations } from './families/video-unified/grok'
import { soraVideoOperations } from './families/video-unified/sora'
import { wanVideoOperations } from './families/wan/video'
import type { FamilyId, OperationIntent, OperationSpec } from './types'

/** Every operation of the catalog, in the order in which a person meets them. */
export const OPERATIONS: readonly OperationSpec[] = [
  ...gptImageOperations,
  ...fluxOperations,
  ...qwenOperations,
  ...dallEOperations,
  ...midjourneyOperations,
  ...ideogramOperations,
  ...ideogramLegacyOperations,
  ...nanoBananaOperations,
  ...falFluxOperations,
  ...falKontextOperations,
  ...falImageOperations,
  ...replicateFluxOperations,
  ...replicateImageOperations,
  ...tencentImageOperations,
  ...soraVideoOperations,
  ...soraOfficialOperations,
  ...soraChatOperations,
  ...soraCharacterOperations,
  ...grokVideoOperations,
  ...lumaVideoOperations,
  ...runwayVideoOperations,
  ...hailuoVideoOperations,
  ...wanVideoOperations,
  ...seedanceVideoOperations,
  ...klingOperations,
  ...falVideoOperations,
  ...falAnyOperations,
  ...replicateClipOperations,
  ...tencentVideoOperations,
  ...replicateAnyOperations,
  ...sunoMusicOperations,
  ...sunoOwnSongOperations,
  ...sunoMoreOperations,
  ...sunoSongToolOperations,
  ...sunoFeedOperations,
  ...audioOperations,
  ...geminiPictureOperations,
  ...geminiWordOperations,
  ...embeddingOperations,
  ...rerankOperations,
]

const byId: ReadonlyMap<string, OperationSpec> = new Map(OPERATIONS.map((operation) => [operation.id, operation]))

export function findOperation(id: string): OperationSpec | undefined {
  return byId.get(id)
}

export interface OperationFilter {
  readonly output?: MediaKind
  readonly intent?: OperationIntent
  readonly family?: FamilyId
  readonly modelId?: string
  /** Operations that a result's buttons start; left out unless asked for. */
  readonly withFollowUps?: boolean
}

/** The operations that fit all given conditions, in catalog order. */
export function operationsFor(filter: OperationFilter): readonly OperationSpec[] {
  return OPERATIONS.filter(
    (operation) =>
      (filter.output === undefined || operation.output === filter.output) &&
      (filter.intent === undefined || operation.intent === filter.intent) &&
      (filter.family === undefined || operation.family === filter.family) &&
      (filter.modelId === undefined || operation.models.includes(filter.modelId)) &&
      (filter.withFollowUps === true || operation.isFollowUp !== true),
  )
}
