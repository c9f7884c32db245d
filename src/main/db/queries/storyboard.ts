import type { StoryboardDetail, StoryboardProject } from '@shared/domain/storyboard'
import type { Database } from '../database'
import {
  type ProjectRow,
  type SceneRow,
  type ShotRow,
  type TakeRow,
  toProject,
  toScenes,
} from '../repositories/storyboard'

export async function listProjects(db: Database): Promise<readonly StoryboardProject[]> {
  return db
    .all<ProjectRow>(
      'storyboard.projects',
      'SELECT * FROM storyboard_project WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC',
    )
    .map(toProject)
}

/** The whole board of one project, deleted parts left out; null where there is no such project. */
export async function loadStoryboard(db: Database, projectId: string): Promise<StoryboardDetail | null> {
  const project = db.get<ProjectRow>(
    'storyboard.project',
    'SELECT * FROM storyboard_project WHERE id = ? AND deleted_at IS NULL',
    [projectId],
  )
  if (!project) return null
  const scenes = db.all<SceneRow>(
    'storyboard.scenes',
    'SELECT * FROM scene WHERE project_id = ? AND deleted_at IS NULL ORDER BY position, id',
    [projectId],
  )
  const shots = db.all<ShotRow>(
    'storyboard.shots',
    `SELECT shot.* FROM shot JOIN scene ON scene.id = shot.scene_id
     WHERE scene.project_id = ? AND scene.deleted_at IS NULL AND shot.deleted_at IS NULL ORDER BY shot.position, shot.id`,
    [projectId],
  )
  const takes = db.all<TakeRow>(
    'storyboard.takes',
    `SELECT take.id, take.shot_id, take.task_id, take.asset_id, take.created_at, asset.media FROM take
     JOIN shot ON shot.id = take.shot_id JOIN scene ON scene.id = shot.scene_id
     LEFT JOIN asset ON asset.id = take.asset_id
     WHERE scene.project_id = ? ORDER BY take.id`,
    [projectId],
  )
  return { ...toProject(project), scenes: toScenes(scenes, shots, takes) }
}

export async function projectOfScene(db: Database, sceneId: string): Promise<string | null> {
  return (
    db.get<{ project_id: string }>('storyboard.project-of-scene', 'SELECT project_id FROM scene WHERE id = ?', [
      sceneId,
    ])?.project_id ?? null
  )
}

export async function projectOfShot(db: Database, shotId: string): Promise<string | null> {
  const row = db.get<{ project_id: string }>(
    'storyboard.project-of-shot',
    'SELECT scene.project_id FROM shot JOIN scene ON scene.id = shot.scene_id WHERE shot.id = ?',
    [shotId],
  )
  return row?.project_id ?? null
}
