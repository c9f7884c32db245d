import type { Database } from '../database'

interface Stamp {
  readonly nowMs: number
}

export async function insertProject(
  db: Database,
  project: { readonly id: string; readonly title: string } & Stamp,
): Promise<void> {
  db.run(
    'storyboard.insert-project',
    'INSERT INTO storyboard_project (id, title, created_at, updated_at) VALUES (?, ?, ?, ?)',
    [project.id, project.title, project.nowMs, project.nowMs],
  )
}

export async function renameProject(db: Database, projectId: string, title: string, nowMs: number): Promise<void> {
  db.run('storyboard.rename-project', 'UPDATE storyboard_project SET title = ?, updated_at = ? WHERE id = ?', [
    title,
    nowMs,
    projectId,
  ])
}

/** `deletedAtMs` null brings it back. */
export async function markProjectDeleted(db: Database, projectId: string, deletedAtMs: number | null): Promise<void> {
  db.run('storyboard.mark-project-deleted', 'UPDATE storyboard_project SET deleted_at = ? WHERE id = ?', [
    deletedAtMs,
    projectId,
  ])
}

export async function insertScene(
  db: Database,
  scene: { readonly id: string; readonly projectId: string; readonly title: string } & Stamp,
): Promise<void> {
  db.transaction('storyboard.insert-scene', () => {
    db.run(
      'storyboard.append-scene',
      `INSERT INTO scene (id, project_id, position, title)
       SELECT ?, ?, coalesce(max(position) + 1, 0), ? FROM scene WHERE project_id = ?`,
      [scene.id, scene.projectId, scene.title, scene.projectId],
    )
    touchProject(db, scene.projectId, scene.nowMs)
  })
}

export async function renameScene(db: Database, sceneId: string, title: string): Promise<void> {
  db.run('storyboard.rename-scene', 'UPDATE scene SET title = ? WHERE id = ?', [title, sceneId])
}

export async function markSceneDeleted(db: Database, sceneId: string, deletedAtMs: number | null): Promise<void> {
  db.run('storyboard.mark-scene-deleted', 'UPDATE scene SET deleted_at = ? WHERE id = ?', [deletedAtMs, sceneId])
}

export interface NewShot extends Stamp {
  readonly id: string
  readonly sceneId: string
  /** Absent: after the last one. */
  readonly position: number | undefined
  readonly text: string
  readonly seconds: number
}

export async function insertShot(db: Database, shot: NewShot): Promise<void> {
  db.transaction('storyboard.insert-shot', () => {
    const position = shot.position ?? countShots(db, shot.sceneId)
    db.run('storyboard.make-room', 'UPDATE shot SET position = position + 1 WHERE scene_id = ? AND position >= ?', [
      shot.sceneId,
      position,
    ])
    db.run('storyboard.add-shot', 'INSERT INTO shot (id, scene_id, position, text, seconds) VALUES (?, ?, ?, ?, ?)', [
      shot.id,
      shot.sceneId,
      position,
      shot.text,
      shot.seconds,
    ])
    renumber(db, shot.sceneId)
    touchProjectOfScene(db, shot.sceneId, shot.nowMs)
  })
}

export interface ShotChange {
  readonly text?: string | undefined
  readonly seconds?: number | undefined
  readonly chosenTakeId?: string | null | undefined
}

export async function updateShot(db: Database, shotId: string, change: ShotChange, nowMs: number): Promise<void> {
  db.transaction('storyboard.update-shot', () => {
    if (change.text !== undefined)
      db.run('storyboard.set-text', 'UPDATE shot SET text = ? WHERE id = ?', [change.text, shotId])
    if (change.seconds !== undefined)
      db.run('storyboard.set-seconds', 'UPDATE shot SET seconds = ? WHERE id = ?', [change.seconds, shotId])
    if (change.chosenTakeId !== undefined) {
      db.run(
        'storyboard.choose-take',
        'UPDATE shot SET chosen_take_id = ? WHERE id = ? AND (? IS NULL OR EXISTS (SELECT 1 FROM take WHERE id = ? AND shot_id = shot.id))',
        [change.chosenTakeId, shotId, change.chosenTakeId, change.chosenTakeId],
      )
    }
    touchProjectOfShot(db, shotId, nowMs)
  })
}

export async function moveShot(
  db: Database,
  move: { readonly shotId: string; readonly sceneId: string; readonly position: number } & Stamp,
): Promise<void> {
  db.transaction('storyboard.move-shot', () => {
    const from = db.get<{ scene_id: string }>('storyboard.scene-of-shot', 'SELECT scene_id FROM shot WHERE id = ?', [
      move.shotId,
    ])
    db.run('storyboard.take-out', 'UPDATE shot SET scene_id = ?, position = -1 WHERE id = ?', [
      move.sceneId,
      move.shotId,
    ])
    if (from) renumber(db, from.scene_id, move.shotId)
    renumber(db, move.sceneId, move.shotId)
    db.run('storyboard.make-room', 'UPDATE shot SET position = position + 1 WHERE scene_id = ? AND position >= ?', [
      move.sceneId,
      move.position,
    ])
    db.run('storyboard.put-in', 'UPDATE shot SET position = ? WHERE id = ?', [move.position, move.shotId])
    renumber(db, move.sceneId)
    touchProjectOfScene(db, move.sceneId, move.nowMs)
  })
}

export async function markShotDeleted(db: Database, shotId: string, deletedAtMs: number | null): Promise<void> {
  db.run('storyboard.mark-shot-deleted', 'UPDATE shot SET deleted_at = ? WHERE id = ?', [deletedAtMs, shotId])
}

export interface NewTake extends Stamp {
  readonly id: string
  readonly shotId: string
  readonly taskId: string | null
  readonly assetId: string
}

/** Adds takes; the first finished take of a shot without a choice becomes the chosen one. */
export async function insertTakes(db: Database, takes: readonly NewTake[]): Promise<void> {
  db.transaction('storyboard.insert-takes', () => {
    for (const take of takes) {
      db.run(
        'storyboard.add-take',
        'INSERT OR IGNORE INTO take (id, shot_id, task_id, asset_id, created_at) VALUES (?, ?, ?, ?, ?)',
        [take.id, take.shotId, take.taskId, take.assetId, take.nowMs],
      )
      db.run(
        'storyboard.choose-first-take',
        'UPDATE shot SET chosen_take_id = (SELECT id FROM take WHERE shot_id = ? AND asset_id = ?) WHERE id = ? AND chosen_take_id IS NULL',
        [take.shotId, take.assetId, take.shotId],
      )
      touchProjectOfShot(db, take.shotId, take.nowMs)
    }
  })
}

function countShots(db: Database, sceneId: string): number {
  return (
    db.get<{ count: number }>('storyboard.count-shots', 'SELECT count(*) AS count FROM shot WHERE scene_id = ?', [
      sceneId,
    ])?.count ?? 0
  )
}

/** Positions become 0, 1, 2, … again; a shot on its way to another place is left out. */
function renumber(db: Database, sceneId: string, exceptShotId = ''): void {
  db.run(
    'storyboard.renumber',
    `UPDATE shot SET position = ordered.place FROM (
       SELECT id, row_number() OVER (ORDER BY position, id) - 1 AS place FROM shot WHERE scene_id = ? AND id <> ?
     ) AS ordered WHERE shot.id = ordered.id`,
    [sceneId, exceptShotId],
  )
}

function touchProject(db: Database, projectId: string, nowMs: number): void {
  db.run('storyboard.touch', 'UPDATE storyboard_project SET updated_at = ? WHERE id = ?', [nowMs, projectId])
}

function touchProjectOfScene(db: Database, sceneId: string, nowMs: number): void {
  db.run(
    'storyboard.touch-by-scene',
    'UPDATE storyboard_project SET updated_at = ? WHERE id = (SELECT project_id FROM scene WHERE id = ?)',
    [nowMs, sceneId],
  )
}

function touchProjectOfShot(db: Database, shotId: string, nowMs: number): void {
  db.run(
    'storyboard.touch-by-shot',
    `UPDATE storyboard_project SET updated_at = ? WHERE id = (
       SELECT scene.project_id FROM shot JOIN scene ON scene.id = shot.scene_id WHERE shot.id = ?)`,
    [nowMs, shotId],
  )
}
