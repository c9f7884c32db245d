import type { libraryMeaningContract } from '@shared/contracts/library-meaning'
import type { LibraryMeaningService } from '../../services/library-meaning'
import type { Handlers } from '../handler'

export function createLibraryMeaningHandlers(meaning: LibraryMeaningService): Handlers<typeof libraryMeaningContract> {
  return {
    'library.meaning-state': () => meaning.state(),
    'library.meaning-prepare': () => meaning.prepare(),
    'library.meaning-stop': () => meaning.stop(),
    'library.by-meaning': ({ question }) => meaning.search(question),
    'library.rank-by-meaning': ({ question }) => meaning.rank(question),
  }
}
