import type { libraryCullingContract } from '@shared/contracts/library-culling'
import type { LibraryCullingService } from '../../services/library-culling'
import type { Handlers } from '../handler'

export function createLibraryCullingHandlers(culling: LibraryCullingService): Handlers<typeof libraryCullingContract> {
  return {
    'library.culling': () => culling.load(),
    'library.start-culling': (request) => culling.start(request),
    'library.decide-culling': (request) => culling.decide(request),
    'library.apply-culling': (request) => culling.apply(request),
    'library.cancel-culling': () => culling.cancel(),
  }
}
