import { request } from '@renderer/data/studio'
import { wordsField } from '@renderer/parts/operation-form/params'
import { mergeTasks } from '@renderer/data/tasks'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { acceptBoard } from './accept-board'
import { TAKE_OPERATIONS, takeDefaults } from './inspector/take-operations'

const SHOTS = [
  { text: 'Wide: a lighthouse on a cliff at dusk, waves below', seconds: 4 },
  { text: 'Close: a hand strikes a match and lights the lamp', seconds: 3 },
  { text: 'From the sea: the beam sweeps over a small boat', seconds: 5 },
] as const

/** A storyboard of three shots to try things on, with a demo picture for each; offered in demo mode only. */
export async function createSample(): Promise<StoryboardDetail> {
  let board = await request('storyboard.create-project', { title: 'Sample: the lighthouse' })
  const sceneId = board.scenes[0]?.id
  if (sceneId === undefined) return board
  for (const shot of SHOTS) board = await request('storyboard.add-shot', { sceneId, ...shot })
  acceptBoard(board)
  const operation = TAKE_OPERATIONS[0]
  const modelId = operation?.models[0]
  const promptKey = operation && wordsField(operation)?.key
  if (!operation || modelId === undefined || promptKey === undefined) return board
  for (const { id, text, seconds } of board.scenes[0]?.shots ?? []) {
    const task = await request('storyboard.generate-take', {
      clientRequestId: crypto.randomUUID(),
      shotId: id,
      operationId: operation.id,
      modelId,
      params: { ...takeDefaults(operation, modelId, seconds), [promptKey]: text },
    })
    mergeTasks([task])
  }
  return board
}
