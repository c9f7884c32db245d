import type { Scene, Shot, StoryboardDetail } from '@shared/domain/storyboard'

export interface NumberedShot {
  readonly shot: Shot
  readonly scene: Scene
  /** 1-based, through all scenes. */
  readonly number: number
}

export function numberedShots(board: StoryboardDetail): readonly NumberedShot[] {
  return board.scenes
    .flatMap((scene) => scene.shots.map((shot) => ({ shot, scene })))
    .map((entry, index) => ({ ...entry, number: index + 1 }))
}

/** Where a shot is to land: before another one, or at the end of a scene. */
export interface Landing {
  readonly sceneId: string
  readonly beforeShotId: string | null
}

export interface ShotMove {
  readonly shotId: string
  readonly sceneId: string
  /** Among all shots of the scene without the moved one, deleted ones included. */
  readonly position: number
}

/** What to ask for so that a shot lands there; null when it would stay where it is. */
export function moveTo(board: StoryboardDetail, shotId: string, landing: Landing): ShotMove | null {
  const moved = numberedShots(board).find(({ shot }) => shot.id === shotId)
  const scene = board.scenes.find(({ id }) => id === landing.sceneId)
  if (!moved || !scene || landing.beforeShotId === shotId) return null
  const isSameScene = moved.scene.id === scene.id
  const next = scene.shots[scene.shots.findIndex(({ id }) => id === shotId) + 1]
  if (isSameScene && (next?.id ?? null) === landing.beforeShotId) return null
  const target = positionIn(scene, landing.beforeShotId)
  const isMovedAhead = isSameScene && moved.shot.position < target
  return { shotId, sceneId: scene.id, position: isMovedAhead ? target - 1 : target }
}

/** One place to the left or right, over the border of scenes too; null at either end of the film. */
export function moveByOne(board: StoryboardDetail, shotId: string, step: -1 | 1): ShotMove | null {
  const sceneIndex = board.scenes.findIndex(({ shots }) => shots.some(({ id }) => id === shotId))
  const scene = board.scenes[sceneIndex]
  if (!scene) return null
  const index = scene.shots.findIndex(({ id }) => id === shotId)
  const isAtBorder = step === -1 ? index === 0 : index === scene.shots.length - 1
  if (!isAtBorder) {
    const before = step === -1 ? scene.shots[index - 1] : scene.shots[index + 2]
    return moveTo(board, shotId, { sceneId: scene.id, beforeShotId: before?.id ?? null })
  }
  const other = board.scenes[sceneIndex + step]
  if (!other) return null
  const beforeShotId = step === -1 ? null : (other.shots[0]?.id ?? null)
  return moveTo(board, shotId, { sceneId: other.id, beforeShotId })
}

/** A landing as the position a new shot takes; deleted shots keep their places, so it is no index. */
export function positionIn(scene: Scene, beforeShotId: string | null): number {
  const before = scene.shots.find(({ id }) => id === beforeShotId)
  return before?.position ?? (scene.shots.at(-1)?.position ?? -1) + 1
}

/** The landing right behind a shot. */
export function landingAfter(scene: Scene, shotId: string): Landing {
  const next = scene.shots[scene.shots.findIndex(({ id }) => id === shotId) + 1]
  return { sceneId: scene.id, beforeShotId: next?.id ?? null }
}

/** The shot that is in the one board and not in the other. */
export function addedShot(before: StoryboardDetail, after: StoryboardDetail): NumberedShot | null {
  const known = new Set(numberedShots(before).map(({ shot }) => shot.id))
  return numberedShots(after).find(({ shot }) => !known.has(shot.id)) ?? null
}

/** Which shot gets the selection when one goes. */
export function neighbourOf(board: StoryboardDetail, shotId: string): string | null {
  const shots = numberedShots(board)
  const index = shots.findIndex(({ shot }) => shot.id === shotId)
  return (shots[index + 1] ?? shots[index - 1])?.shot.id ?? null
}
