import type { libraryContract } from '@shared/contracts/library'
import type { LibraryService } from '../../services/library'
import type { Handlers } from '../handler'

export function createLibraryHandlers(library: LibraryService): Handlers<typeof libraryContract> {
  return {
    'library.page': (request) => library.page(request),
    'library.buckets': ({ filter }) => library.buckets(filter),
    'library.detail': ({ assetId }) => library.detail(assetId),
    'library.timed-lyrics': ({ assetId }) => library.timedLyrics(assetId),
    'library.cards': ({ assetIds }) => library.cards(assetIds),
    'library.models': () => library.models(),
    'library.import-files': ({ fileTokens, stepId }, { windowId }) => library.importFiles(windowId, fileTokens, stepId),
    'library.import-upload': (request) => library.importUpload(request),
    'library.stop-import': () => library.stopImport(),
    'library.import-clipboard': (request) => library.importClipboard(request?.stepId),
    'library.import-url': ({ url, stepId }) => library.importUrl(url, stepId),
    'library.pick-files': (request) => library.pickFiles(request?.stepId),
    'library.empty-trash': () => library.emptyTrash(),
    'library.drag-out': ({ assetIds }, { windowId }) => library.dragOut(windowId, assetIds),
    'library.show-in-folder': ({ assetId }) => library.showInFolder(assetId),
    'library.copy-image': ({ assetId }) => library.copyImage(assetId),
    'library.save-as': ({ assetIds }) => library.saveAs(assetIds),
  }
}
