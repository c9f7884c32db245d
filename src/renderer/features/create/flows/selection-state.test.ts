import type { TaskStep } from '@shared/contracts/generation'
import type { TaskState, TaskView } from '@shared/domain/task'
import { describe, expect, it } from 'vitest'
import { selectionOf } from './selection-state'

const A = { x: 0.25, y: 0.75 }
const B = { x: 0.1 + 0.2, y: 0.5 }

function step(
  name: string,
  params: object = {},
  state: TaskState = 'succeeded',
  assetId: string | null = null,
): TaskStep {
  const outputs = assetId === null ? [] : [{ assetId }]
  const failure =
    state === 'failed' ? { code: 'bad-parameter', message: 'Nothing there.', nextStep: 'edit-input' } : null
  return {
    task: { operationId: `kling.multi_elements.${name}`, state, outputs, failure } as unknown as TaskView,
    params: { ...params },
  }
}

const mark = (name: string, frame: number, points: readonly object[], assetId?: string): TaskStep =>
  step(name, { frame_index: frame, points }, 'succeeded', assetId ?? null)

describe('what stands marked in a clip', () => {
  it('follows from the steps, by frame, with the newest picture of the area', () => {
    const { frames } = selectionOf([mark('add', 12, [A], 'm1'), mark('add', 0, [B], 'm2'), mark('add', 12, [B], 'm3')])
    expect(frames).toEqual([
      { frameIndex: 0, points: [B], maskAssetIds: ['m2'] },
      { frameIndex: 12, points: [A, B], maskAssetIds: ['m3'] },
    ])
  })

  it('loses a mark by its own numbers only, and a frame with its last mark', () => {
    const steps = [mark('add', 0, [A, B]), mark('delete', 0, [{ x: 0.3, y: 0.5 }])]
    expect(selectionOf(steps).frames[0]?.points).toEqual([A, B])
    expect(selectionOf([...steps, mark('delete', 0, [B])]).frames[0]?.points).toEqual([A])
    expect(selectionOf([...steps, mark('delete', 0, [A, B])]).frames).toEqual([])
    expect(selectionOf([...steps, step('clear')]).frames).toEqual([])
  })

  it('counts no step that came to nothing, and says why the newest did', () => {
    const { frames, failure, isBusy } = selectionOf([
      mark('add', 0, [A]),
      step('add', { frame_index: 0, points: [B] }, 'failed'),
    ])
    expect([frames[0]?.points, failure?.message, isBusy]).toEqual([[A], 'Nothing there.', false])
    expect(selectionOf([step('add', { frame_index: 0, points: [A] }, 'submitting')]).isBusy).toBe(true)
  })

  it('forgets a preview when something was marked after it', () => {
    const preview = step('preview', {}, 'succeeded', 'clip')
    expect(selectionOf([mark('add', 0, [A]), preview]).previewAssetId).toBe('clip')
    expect(selectionOf([mark('add', 0, [A]), preview, mark('add', 1, [B])]).previewAssetId).toBeNull()
  })
})
