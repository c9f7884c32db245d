import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import { type CullingSession, isDecided, summarise } from '@shared/domain/library-culling'
import * as commands from '../db/commands/culling'
import { loadCulling } from '../db/queries/culling'
import { onDisk } from '../library/disk'
import { assertWritable, type LibraryContext } from '../library/library-context'

export type LibraryCullingService = ReturnType<typeof createLibraryCullingService>

/** Going through many items one by one; what is decided waits in rows of its own until the end. */
export function createLibraryCullingService(context: LibraryContext) {
  const { db, clock, news } = context

  const current = async (): Promise<CullingSession> => {
    const session = await loadCulling(db)
    if (session) return session
    throw new AppError({ code: 'not-found', message: 'There is no culling going on any more.', nextStep: 'none' })
  }

  return {
    load: (): Promise<CullingSession | null> => loadCulling(db),
    async start({ title, assetIds }: RouteParsedRequest<'library.start-culling'>): Promise<CullingSession> {
      assertWritable(context)
      await onDisk(() => commands.startCulling(db, { title, assetIds, nowMs: clock.nowMs() }))
      return current()
    },
    async decide(request: RouteParsedRequest<'library.decide-culling'>): Promise<null> {
      assertWritable(context)
      await onDisk(() => commands.decideCulling(db, request))
      return null
    },
    async apply({
      stepId,
      trashesRejects,
    }: RouteParsedRequest<'library.apply-culling'>): Promise<{ readonly marked: number; readonly trashed: number }> {
      assertWritable(context)
      const items = (await current()).items.filter(({ marks }) => isDecided(marks))
      const step = { id: stepId, action: 'cull' as const, itemCount: items.length, nowMs: clock.nowMs() }
      const { rev, assetIds } = await onDisk(() => commands.applyCulling(db, step, items, trashesRejects))
      news.changed(rev, assetIds)
      return { marked: items.length, trashed: trashesRejects ? summarise(items).rejected : 0 }
    },
    async cancel(): Promise<null> {
      assertWritable(context)
      await onDisk(() => commands.cancelCulling(db))
      return null
    },
  }
}
