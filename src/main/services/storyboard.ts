import type { SubmitRequest } from '@shared/contracts/generation'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { StoryboardDetail, StoryboardProject } from '@shared/domain/storyboard'
import { isTerminal, type TaskView } from '@shared/domain/task'
import * as commands from '../db/commands/storyboard'
import type { Database } from '../db/database'
import * as queries from '../db/queries/storyboard'
import type { Clock, EventPublisher, NextId } from '../platform/ports'

export interface StoryboardServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly submitGeneration: (request: SubmitRequest) => Promise<TaskView>
}

export type StoryboardService = ReturnType<typeof createStoryboardService>

/** Projects, scenes, shots and takes; deleting only marks, so that every delete can be undone. */
export function createStoryboardService(options: StoryboardServiceOptions) {
  const { db, clock, events, nextId } = options

  const open = async (projectId: string): Promise<StoryboardDetail> => {
    const board = await queries.loadStoryboard(db, projectId)
    if (!board) throw notFound('storyboard')
    return board
  }
  const changed = async (projectId: string | null): Promise<StoryboardDetail> => {
    if (!projectId) throw notFound('storyboard')
    events.publish('storyboard.changed', { projectId })
    return open(projectId)
  }

  return {
    listProjects: (): Promise<readonly StoryboardProject[]> => queries.listProjects(db),
    open,

    async createProject(title: string): Promise<StoryboardDetail> {
      const project = { id: nextId(), title: title.trim() || 'Untitled storyboard', nowMs: clock.nowMs() }
      await commands.insertProject(db, project)
      await commands.insertScene(db, { id: nextId(), projectId: project.id, title: 'Scene 1', nowMs: project.nowMs })
      return changed(project.id)
    },

    async renameProject(projectId: string, title: string): Promise<void> {
      await commands.renameProject(db, projectId, title, clock.nowMs())
      events.publish('storyboard.changed', { projectId })
    },

    async setProjectDeleted(projectId: string, isDeleted: boolean): Promise<void> {
      await commands.markProjectDeleted(db, projectId, isDeleted ? clock.nowMs() : null)
      events.publish('storyboard.changed', { projectId })
    },

    async addScene(projectId: string, title: string): Promise<StoryboardDetail> {
      await commands.insertScene(db, { id: nextId(), projectId, title, nowMs: clock.nowMs() })
      return changed(projectId)
    },

    async renameScene(sceneId: string, title: string): Promise<void> {
      await commands.renameScene(db, sceneId, title)
      await changed(await queries.projectOfScene(db, sceneId))
    },

    async deleteScene(sceneId: string): Promise<StoryboardDetail> {
      await commands.markSceneDeleted(db, sceneId, clock.nowMs())
      return changed(await queries.projectOfScene(db, sceneId))
    },

    async addShot(request: RouteParsedRequest<'storyboard.add-shot'>): Promise<StoryboardDetail> {
      const { sceneId, position, text, seconds } = request
      await commands.insertShot(db, { id: nextId(), sceneId, position, text, seconds, nowMs: clock.nowMs() })
      return changed(await queries.projectOfScene(db, sceneId))
    },

    async updateShot(request: RouteParsedRequest<'storyboard.update-shot'>): Promise<StoryboardDetail> {
      const { shotId, ...change } = request
      await commands.updateShot(db, shotId, change, clock.nowMs())
      return changed(await queries.projectOfShot(db, shotId))
    },

    async moveShot(request: RouteParsedRequest<'storyboard.move-shot'>): Promise<StoryboardDetail> {
      await commands.moveShot(db, { ...request, nowMs: clock.nowMs() })
      return changed(await queries.projectOfShot(db, request.shotId))
    },

    async deleteShot(shotId: string): Promise<StoryboardDetail> {
      await commands.markShotDeleted(db, shotId, clock.nowMs())
      return changed(await queries.projectOfShot(db, shotId))
    },

    async undelete(request: RouteParsedRequest<'storyboard.undelete'>): Promise<StoryboardDetail> {
      if (request.sceneId) await commands.markSceneDeleted(db, request.sceneId, null)
      if (request.shotId) await commands.markShotDeleted(db, request.shotId, null)
      return changed(request.projectId)
    },

    async addTakes(shotId: string, assetIds: readonly string[]): Promise<StoryboardDetail> {
      const nowMs = clock.nowMs()
      const takes = assetIds.map((assetId) => ({ id: nextId(), shotId, taskId: null, assetId, nowMs }))
      await commands.insertTakes(db, takes)
      return changed(await queries.projectOfShot(db, shotId))
    },

    async generateTake(request: RouteParsedRequest<'storyboard.generate-take'>): Promise<TaskView> {
      const projectId = await queries.projectOfShot(db, request.shotId)
      if (!projectId) throw notFound('shot')
      return options.submitGeneration({
        clientRequestId: request.clientRequestId,
        operationId: request.operationId,
        modelId: request.modelId,
        params: request.params,
        origin: { kind: 'shot', shotId: request.shotId },
      })
    },

    /** Called for every task that changed: pictures and clips of an ended one become takes of its shot. */
    async noteTask(task: TaskView): Promise<void> {
      if (task.origin.kind !== 'shot' || !isTerminal(task.state)) return
      const { shotId } = task.origin
      const nowMs = clock.nowMs()
      const stored = task.outputs.flatMap(({ assetId, media }) => (assetId && isVisual(media) ? [assetId] : []))
      const takes = stored.map((assetId) => ({ id: nextId(), shotId, taskId: task.id, assetId, nowMs }))
      await commands.insertTakes(db, takes)
      const projectId = await queries.projectOfShot(db, shotId)
      if (projectId) events.publish('storyboard.changed', { projectId })
    },
  }
}

const isVisual = (media: string): boolean => media === 'image' || media === 'video'

function notFound(what: string): AppError {
  return new AppError({ code: 'not-found', message: `This ${what} does not exist any more.`, nextStep: 'none' })
}
