import { findOperation } from '@shared/catalog/operations'
import { paramsFromWords } from '@shared/catalog/projections/params-from-words'
import type { OperationSpec } from '@shared/catalog/types'
import type { SubmitRequest } from '@shared/contracts/generation'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { CanvasDocument } from '@shared/domain/canvas'
import type { Params, PostProcess } from '@shared/domain/generation'
import type { TaskView } from '@shared/domain/task'
import * as commands from '../db/commands/canvas'
import type { Database } from '../db/database'
import * as queries from '../db/queries/canvas'
import type { Clock, EventPublisher, NextId } from '../platform/ports'

export interface CanvasServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly titleOfAsset: (assetId: string) => Promise<string>
  readonly submitGeneration: (request: SubmitRequest, postProcess: PostProcess) => Promise<TaskView>
}

export type CanvasService = ReturnType<typeof createCanvasService>

/** Pictures being edited: the source never changes, every result is a new asset. */
export function createCanvasService(options: CanvasServiceOptions) {
  const { db, clock, events } = options

  const open = async (documentId: string): Promise<CanvasDocument> => {
    const document = await queries.loadCanvasDocument(db, documentId)
    if (!document) throw failure('not-found', 'This canvas does not exist any more.')
    return document
  }
  const changed = async (documentId: string): Promise<CanvasDocument> => {
    const document = await open(documentId)
    events.publish('canvas.changed', document)
    return document
  }

  return {
    list: (): Promise<readonly CanvasDocument[]> => queries.listCanvasDocuments(db),
    open,

    async openAsset(assetId: string): Promise<CanvasDocument> {
      const known = await queries.findCanvasDocument(db, assetId)
      if (known) return open(known)
      const title = await options.titleOfAsset(assetId)
      const id = options.nextId()
      await commands.insertCanvasDocument(db, { id, title, sourceAssetId: assetId, nowMs: clock.nowMs() })
      return changed(id)
    },

    async update(request: RouteParsedRequest<'canvas.update'>): Promise<CanvasDocument> {
      const { documentId, ...change } = request
      await commands.updateCanvasDocument(db, documentId, change, clock.nowMs())
      return changed(documentId)
    },

    async delete(documentId: string): Promise<void> {
      await commands.markCanvasDocumentDeleted(db, documentId, clock.nowMs())
    },

    async runEdit(request: RouteParsedRequest<'canvas.run-edit'>): Promise<TaskView> {
      const document = await open(request.documentId)
      if (!document.maskAssetId)
        throw failure('not-ready', 'Paint over the part of the picture that should change, then run the edit.')
      const operation = findOperation(request.operationId)
      if (!operation) throw failure('not-found', 'This operation is not in the catalog.')
      await commands.updateCanvasDocument(db, document.id, { prompt: request.prompt }, clock.nowMs())
      const task = await options.submitGeneration(
        {
          clientRequestId: request.clientRequestId,
          operationId: request.operationId,
          modelId: request.modelId,
          params: editParams(operation, document, request.prompt, request.params),
          origin: { kind: 'canvas', documentId: document.id },
        },
        {
          kind: 'mask-composite',
          sourceAssetId: document.sourceAssetId,
          maskAssetId: document.maskAssetId,
          featherPx: request.featherPx,
        },
      )
      await changed(document.id)
      return task
    },

    /** Called for every task that changed: the document shows the new result. */
    async noteTask(task: TaskView): Promise<void> {
      if (task.origin.kind === 'canvas') await changed(task.origin.documentId)
    },
  }
}

/** Puts picture, mask and words into whatever fields the operation has for them. */
function editParams(operation: OperationSpec, document: CanvasDocument, prompt: string, extra: Params): Params {
  const params = paramsFromWords(operation, prompt, [document.sourceAssetId])
  if (!params) throw failure('not-ready', `${operation.title} cannot edit a picture. Choose another model.`)
  const mask = operation.fields.find(({ kind }) => kind.type === 'mask')
  return { ...params, ...extra, ...(mask ? { [mask.key]: document.maskAssetId } : {}) }
}

function failure(code: 'not-found' | 'not-ready', message: string): AppError {
  return new AppError({ code, message, nextStep: 'none', charge: 'not-charged' })
}
