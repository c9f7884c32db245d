import type { canvasContract } from '@shared/contracts/canvas'
import type { CanvasService } from '../../services/canvas'
import type { Handlers } from '../handler'

export function createCanvasHandlers(canvas: CanvasService): Handlers<typeof canvasContract> {
  return {
    'canvas.list': () => canvas.list(),
    'canvas.open-asset': ({ assetId }) => canvas.openAsset(assetId),
    'canvas.open': ({ documentId }) => canvas.open(documentId),
    'canvas.update': (request) => canvas.update(request),
    'canvas.delete': async ({ documentId }) => {
      await canvas.delete(documentId)
      return null
    },
    'canvas.run-edit': (request) => canvas.runEdit(request),
  }
}
