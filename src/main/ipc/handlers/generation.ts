import type { generationContract } from '@shared/contracts/generation'
import type { GenerationService } from '../../services/generation'
import type { Handlers } from '../handler'

export function createGenerationHandlers(generation: GenerationService): Handlers<typeof generationContract> {
  return {
    'generation.submit': (request) => generation.submit(request),
    'generation.preview': (request) => generation.preview(request),
    'generation.recipe': ({ generationId }) => generation.recipe(generationId),
    'generation.recipe-of-asset': ({ assetId }) => generation.recipeOfAsset(assetId),
    'generation.as-code': (request) => generation.asCode(request),
    'generation.adopt': (request) => generation.adopt(request),
  }
}
