import type { libraryProgramsContract } from '@shared/contracts/library-programs'
import type { LibraryProgramsService } from '../../services/library-programs'
import type { Handlers } from '../handler'

export function createLibraryProgramsHandlers(
  programs: LibraryProgramsService,
): Handlers<typeof libraryProgramsContract> {
  return {
    'library.copy-files': ({ assetIds }) => programs.copyFiles(assetIds),
    'library.copy-paths': ({ assetIds }) => programs.copyPaths(assetIds),
    'library.open-file': ({ assetId }) => programs.openFile(assetId),
    'library.programs': () => programs.programs(),
    'library.open-with': (request) => programs.openWith(request),
    'library.recent': () => programs.recent(),
    'library.note-opened': ({ assetId }) => programs.noteOpened(assetId),
    'library.forget-recent': () => programs.forgetRecent(),
  }
}
