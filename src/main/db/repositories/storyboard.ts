import { groupBy } from '@shared/lib/group-by'
import type { MediaKind } from '@shared/domain/media'
import type { Scene, Shot, StoryboardProject, Take } from '@shared/domain/storyboard'

export interface ProjectRow {
  readonly id: string
  readonly title: string
  readonly created_at: number
  readonly updated_at: number
}

export interface SceneRow {
  readonly id: string
  readonly project_id: string
  readonly position: number
  readonly title: string
}

export interface ShotRow {
  readonly id: string
  readonly scene_id: string
  readonly position: number
  readonly text: string
  readonly seconds: number
  readonly chosen_take_id: string | null
}

export interface TakeRow {
  readonly id: string
  readonly shot_id: string
  readonly task_id: string | null
  readonly asset_id: string | null
  readonly media: MediaKind | null
  readonly created_at: number
}

export const toProject = (row: ProjectRow): StoryboardProject => ({
  id: row.id,
  title: row.title,
  createdAtMs: row.created_at,
  updatedAtMs: row.updated_at,
})

export const toTake = (row: TakeRow): Take => ({
  id: row.id,
  shotId: row.shot_id,
  taskId: row.task_id,
  assetId: row.asset_id,
  media: row.media,
  createdAtMs: row.created_at,
})

/** Puts the flat rows of one project together; scenes and shots come sorted by position. */
export function toScenes(
  scenes: readonly SceneRow[],
  shots: readonly ShotRow[],
  takes: readonly TakeRow[],
): readonly Scene[] {
  const takesByShot = groupBy(takes, (take) => take.shot_id)
  const shotsByScene = groupBy(shots, (shot) => shot.scene_id)
  return scenes.map((scene) => ({
    id: scene.id,
    projectId: scene.project_id,
    position: scene.position,
    title: scene.title,
    shots: (shotsByScene.get(scene.id) ?? []).map((shot) => toShot(shot, takesByShot.get(shot.id) ?? [])),
  }))
}

const toShot = (row: ShotRow, takes: readonly TakeRow[]): Shot => ({
  id: row.id,
  sceneId: row.scene_id,
  position: row.position,
  text: row.text,
  seconds: row.seconds,
  chosenTakeId: row.chosen_take_id,
  takes: takes.map(toTake),
})
