import type { storyboardContract } from '@shared/contracts/storyboard'
import type { StoryboardService } from '../../services/storyboard'
import type { createStoryboardExport } from '../../services/storyboard-export'
import type { Handlers } from '../handler'

export function createStoryboardHandlers(
  board: StoryboardService,
  film: ReturnType<typeof createStoryboardExport>,
): Handlers<typeof storyboardContract> {
  return {
    'storyboard.projects': () => board.listProjects(),
    'storyboard.create-project': ({ title }) => board.createProject(title),
    'storyboard.rename-project': ({ projectId, title }) => done(board.renameProject(projectId, title)),
    'storyboard.delete-project': ({ projectId }) => done(board.setProjectDeleted(projectId, true)),
    'storyboard.undelete-project': ({ projectId }) => done(board.setProjectDeleted(projectId, false)),
    'storyboard.open': ({ projectId }) => board.open(projectId),
    'storyboard.add-scene': ({ projectId, title }) => board.addScene(projectId, title),
    'storyboard.rename-scene': ({ sceneId, title }) => done(board.renameScene(sceneId, title)),
    'storyboard.delete-scene': ({ sceneId }) => board.deleteScene(sceneId),
    'storyboard.add-shot': (request) => board.addShot(request),
    'storyboard.update-shot': (request) => board.updateShot(request),
    'storyboard.move-shot': (request) => board.moveShot(request),
    'storyboard.delete-shot': ({ shotId }) => board.deleteShot(shotId),
    'storyboard.undelete': (request) => board.undelete(request),
    'storyboard.generate-take': (request) => board.generateTake(request),
    'storyboard.add-take': ({ shotId, assetIds }) => board.addTakes(shotId, assetIds),
    'storyboard.export-mp4': ({ projectId, height }) => film.start(projectId, height),
    'storyboard.cancel-export': ({ exportId }) => done(film.cancel(exportId)),
  }
}

const done = async (work: Promise<void>): Promise<null> => {
  await work
  return null
}
