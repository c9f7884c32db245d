import type { FamilyId } from '@shared/catalog/types'
import type { FamilyAdapter } from '../types'
import { klingAdapter } from './kling'
import { midjourneyAdapter } from './midjourney'
import { openaiAudioAdapter } from './openai-audio'
import { openaiImagesAdapter } from './openai-images'
import { sunoAdapter } from './suno'
import { videoUnifiedAdapter } from './video-unified'

const ADAPTERS: Readonly<Record<FamilyId, FamilyAdapter>> = {
  'openai-images': openaiImagesAdapter,
  'openai-audio': openaiAudioAdapter,
  midjourney: midjourneyAdapter,
  'video-unified': videoUnifiedAdapter,
  kling: klingAdapter,
  suno: sunoAdapter,
}

export function adapterOf(family: FamilyId): FamilyAdapter {
  return ADAPTERS[family]
}
