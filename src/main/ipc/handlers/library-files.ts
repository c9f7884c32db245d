import type { libraryFilesContract } from '@shared/contracts/library-files'
import type { LibraryFilesService } from '../../services/library-files'
import type { Handlers } from '../handler'

export function createLibraryFilesHandlers(files: LibraryFilesService): Handlers<typeof libraryFilesContract> {
  return {
    'library.folders': () => files.folders(),
    'library.index-folder': () => files.indexFolder(),
    'library.read-folder': ({ folderId }) => files.readFolder(folderId),
    'library.stop-reading': ({ folderId }) => files.stopReading(folderId),
    'library.forget-folder': (request) => files.forgetFolder(request),
    'library.extras': ({ assetId }) => files.extras(assetId),
    'library.similar': ({ assetId }) => files.similar(assetId),
    'library.by-colour': (request) => files.byColour(request),
    'library.near-duplicates': () => files.nearDuplicates(),
    'library.merge-duplicates': (request) => files.mergeDuplicates(request),
    'library.keep-all': ({ assetIds }) => files.keepAll(assetIds),
    'library.playable-copy': ({ assetId }) => files.playableCopy(assetId),
    'library.make-playable-copy': ({ assetId }) => files.makePlayableCopy(assetId),
    'library.transcoder': () => files.transcoder(),
    'library.readable-folder': () => files.readableFolder(),
    'library.change-readable-folder': (request) => files.changeReadableFolder(request),
    'library.show-readable-folder': () => files.showReadableFolder(),
    'library.export-set': (request) => files.exportSet(request),
  }
}
