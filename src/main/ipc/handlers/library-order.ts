import type { libraryOrderContract } from '@shared/contracts/library-order'
import type { LibraryOrderService } from '../../services/library-order'
import type { Handlers } from '../handler'

export function createLibraryOrderHandlers(order: LibraryOrderService): Handlers<typeof libraryOrderContract> {
  return {
    'library.mark': (request) => order.mark(request),
    'library.set-note': (request) => order.setNote(request),
    'library.trash': (request) => order.trash(request),
    'library.restore': (request) => order.restore(request),
    'library.undo': ({ stepId }) => order.undo(stepId),
    'library.redo': () => order.redo(),
    'library.smart-counts': () => order.smartCounts(),
    'library.places': () => order.places(),
    'library.memberships': ({ assetIds }) => order.memberships(assetIds),
    'library.tags': () => order.tags(),
    'library.tag': (request) => order.tag(request),
    'library.create-tag': (request) => order.createTag(request),
    'library.edit-tag': (request) => order.editTag(request),
    'library.merge-tags': (request) => order.mergeTags(request),
    'library.delete-tag': (request) => order.deleteTag(request),
    'library.collections': () => order.collections(),
    'library.create-collection': (request) => order.createCollection(request),
    'library.edit-collection': (request) => order.editCollection(request),
    'library.delete-collection': (request) => order.deleteCollection(request),
    'library.collect': (request) => order.collect(request),
    'library.change-stacks': (request) => order.changeStacks(request),
    'library.open-stacks': ({ stackIds, isOpen }) => order.openStacks(stackIds, isOpen),
  }
}
