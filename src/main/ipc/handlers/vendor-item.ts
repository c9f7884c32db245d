import type { vendorItemContract } from '@shared/contracts/vendor-item'
import type { VendorItemService } from '../../services/vendor-item'
import type { Handlers } from '../handler'

export function createVendorItemHandlers(vendorItem: VendorItemService): Handlers<typeof vendorItemContract> {
  return {
    'vendor-item.list': ({ kind }) => vendorItem.list(kind),
    'vendor-item.of-task': ({ taskId }) => vendorItem.ofTask(taskId),
    'vendor-item.scene-samples': () => vendorItem.sceneSamples(),
    'vendor-item.refresh': ({ kind }) => vendorItem.refresh(kind),
    'vendor-item.remove': (request) => vendorItem.remove(request),
  }
}
