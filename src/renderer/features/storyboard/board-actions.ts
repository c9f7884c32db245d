import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { acceptBoard } from './accept-board'
import { announce } from './announcer'
import {
  addedShot,
  type Landing,
  landingAfter,
  moveByOne,
  moveTo,
  neighbourOf,
  numberedShots,
  positionIn,
  type ShotMove,
} from './board/shot-order'
import { saveAllShots } from './shot-drafts'

export type BoardActions = ReturnType<typeof createBoardActions>

/**
 * Everything that changes a board. `select` also puts the focus on the shot, so that keys go on from there.
 */
export function createBoardActions(board: StoryboardDetail, select: (shotId: string | null) => void) {
  const at = (shotId: string | null) => numberedShots(board).find(({ shot }) => shot.id === shotId) ?? null
  const shown = async (answer: Promise<StoryboardDetail>): Promise<StoryboardDetail> => acceptBoard(await answer)

  const insert = async (landing: Landing, words: { text?: string; seconds?: number } = {}) => {
    const scene = board.scenes.find(({ id }) => id === landing.sceneId)
    if (!scene) return null
    const position = positionIn(scene, landing.beforeShotId)
    const after = await shown(request('storyboard.add-shot', { sceneId: scene.id, position, ...words }))
    const added = addedShot(board, after)
    if (added) select(added.shot.id)
    return added
  }

  const addShot = async (where: 'before' | 'after' | 'end', besideShotId: string | null): Promise<void> => {
    const beside = at(besideShotId)
    const lastScene = board.scenes.at(-1)
    const scene = beside?.scene ?? lastScene
    if (!scene) {
      const next = await shown(request('storyboard.add-scene', { projectId: board.id, title: 'Scene 1' }))
      return createBoardActions(next, select).addShot('end', null)
    }
    const landing =
      beside && where === 'before'
        ? { sceneId: scene.id, beforeShotId: beside.shot.id }
        : beside && where === 'after'
          ? landingAfter(scene, beside.shot.id)
          : { sceneId: scene.id, beforeShotId: null }
    const added = await insert(landing)
    if (added) announce(`Shot ${added.number} added`)
  }

  const duplicate = async (shotId: string): Promise<void> => {
    await saveAllShots()
    const source = at(shotId)
    if (!source) return
    const { text, seconds, takes, chosenTakeId } = source.shot
    const added = await insert(landingAfter(source.scene, shotId), { text, seconds })
    const assetIds = takes.flatMap(({ assetId }) => (assetId === null ? [] : [assetId]))
    if (!added) return
    announce(`Shot ${source.number} duplicated as shot ${added.number}`)
    if (assetIds.length === 0) return
    const after = await shown(request('storyboard.add-take', { shotId: added.shot.id, assetIds }))
    const chosenAssetId = takes.find(({ id }) => id === chosenTakeId)?.assetId
    const copies = numberedShots(after).find(({ shot }) => shot.id === added.shot.id)?.shot.takes ?? []
    const copy = copies.find(({ assetId }) => assetId === chosenAssetId)
    if (copy) await shown(request('storyboard.update-shot', { shotId: added.shot.id, chosenTakeId: copy.id }))
  }

  const move = async (wanted: ShotMove | null): Promise<void> => {
    if (!wanted) return
    const former = at(wanted.shotId)
    const after = await shown(request('storyboard.move-shot', wanted))
    select(wanted.shotId)
    const now = numberedShots(after).find(({ shot }) => shot.id === wanted.shotId)
    if (!now || !former) return
    const isOtherScene = now.scene.id !== former.scene.id
    announce(`Shot ${former.number} moved to position ${now.number}${isOtherScene ? ` in ${now.scene.title}` : ''}`)
  }

  const removeShot = async (shotId: string): Promise<void> => {
    const number = at(shotId)?.number ?? 0
    const neighbourId = neighbourOf(board, shotId)
    await shown(request('storyboard.delete-shot', { shotId }))
    select(neighbourId)
    announce(`Shot ${number} deleted`)
    offerUndo(`Shot ${number} deleted`, async () => {
      await shown(request('storyboard.undelete', { projectId: board.id, shotId }))
      select(shotId)
    })
  }

  const removeScene = async (sceneId: string): Promise<void> => {
    const title = board.scenes.find(({ id }) => id === sceneId)?.title ?? 'Scene'
    await shown(request('storyboard.delete-scene', { sceneId }))
    offerUndo(`${title} deleted`, async () => {
      await shown(request('storyboard.undelete', { projectId: board.id, sceneId }))
    })
  }

  const addTakes = async (shotId: string, assetIds: readonly string[]): Promise<void> => {
    if (assetIds.length === 0) return
    await shown(request('storyboard.add-take', { shotId, assetIds: [...assetIds] }))
    announce(assetIds.length === 1 ? 'Take added' : `${assetIds.length} takes added`)
  }

  const importTakes = async (shotId: string, outcome: Promise<ImportOutcome>): Promise<void> =>
    addTakes(shotId, takeable(await outcome))

  /** One new shot at the end for each file. */
  const importShots = async (outcome: Promise<ImportOutcome>): Promise<void> => {
    const assetIds = takeable(await outcome)
    let current = board
    for (const assetId of assetIds) {
      const scene =
        current.scenes.at(-1) ??
        (current = await shown(request('storyboard.add-scene', { projectId: board.id, title: 'Scene 1' }))).scenes.at(
          -1,
        )
      if (!scene) return
      const after = await shown(request('storyboard.add-shot', { sceneId: scene.id }))
      const added = addedShot(current, after)
      current = after
      if (!added) continue
      current = await shown(request('storyboard.add-take', { shotId: added.shot.id, assetIds: [assetId] }))
      select(added.shot.id)
    }
  }

  return {
    addShot: (where: 'before' | 'after' | 'end', shotId: string | null) => run(addShot(where, shotId), 'add a shot'),
    addShotIn: (sceneId: string) => run(insert({ sceneId, beforeShotId: null }), 'add a shot'),
    duplicate: (shotId: string) => run(duplicate(shotId), 'duplicate a shot'),
    step: (shotId: string, step: -1 | 1) => run(move(moveByOne(board, shotId, step)), 'move a shot'),
    drop: (shotId: string, landing: Landing) => run(move(moveTo(board, shotId, landing)), 'move a shot'),
    removeShot: (shotId: string) => run(removeShot(shotId), 'delete a shot'),
    chooseTake: (shotId: string, takeId: string) =>
      run(shown(request('storyboard.update-shot', { shotId, chosenTakeId: takeId })), 'choose a take'),
    addTakes: (shotId: string, assetIds: readonly string[]) => run(addTakes(shotId, assetIds), 'add takes'),
    importTakes: (shotId: string, outcome: Promise<ImportOutcome>) => run(importTakes(shotId, outcome), 'import takes'),
    importShots: (outcome: Promise<ImportOutcome>) => run(importShots(outcome), 'import shots'),
    addScene: () =>
      run(
        shown(request('storyboard.add-scene', { projectId: board.id, title: `Scene ${board.scenes.length + 1}` })).then(
          () => announce('Scene added'),
        ),
        'add a scene',
      ),
    renameScene: (sceneId: string, title: string) =>
      run(request('storyboard.rename-scene', { sceneId, title }), 'rename a scene'),
    removeScene: (sceneId: string) => run(removeScene(sceneId), 'delete a scene'),
  }
}

function run(work: Promise<unknown>, why: string): void {
  detach(work, why)
}

export function offerUndo(title: string, undo: () => Promise<void>): void {
  showToast({ title, action: { label: 'Undo', onPress: () => detach(undo(), 'undo a deletion') } })
}

/** Pictures and clips among what was brought in; what is none is named. */
function takeable(outcome: ImportOutcome): readonly string[] {
  const cards = [...outcome.imported, ...outcome.duplicates]
  const visual = cards.filter(({ media }) => media === 'image' || media === 'video')
  const refused = outcome.refused[0]
  if (refused)
    showToast({ title: `${refused.name} was not added`, description: refused.failure.message, tone: 'danger' })
  else if (visual.length < cards.length)
    showToast({ title: 'Only pictures and clips can be takes', description: 'The rest was put into the library.' })
  return visual.map(({ id }) => id)
}
