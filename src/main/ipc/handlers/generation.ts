import type { generationContract } from '@shared/contracts/generation'
import type { GenerationService } from '../../services/generation'
import type { VendorWorkService } from '../../services/vendor-work'
import type { Handlers } from '../handler'

export function createGenerationHandlers(
  generation: GenerationService,
  vendorWork: VendorWorkService,
): Handlers<typeof generationContract> {
  return {
    'generation.submit': (request) => generation.submit(request),
    'generation.preview': (request) => generation.preview(request),
    'generation.steps': ({ taskId }) => generation.steps(taskId),
    'generation.recipe': ({ generationId }) => generation.recipe(generationId),
    'generation.recipe-of-asset': ({ assetId }) => generation.recipeOfAsset(assetId),
    'generation.as-code': (request) => generation.asCode(request),
    'generation.list-elsewhere': ({ family, filter }) => vendorWork.list(family, filter),
    'generation.adopt': (request) => generation.adopt(request),
  }
}
