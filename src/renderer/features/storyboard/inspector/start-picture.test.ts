import type { MediaKind } from '@shared/domain/media'
import type { Shot, StoryboardDetail } from '@shared/domain/storyboard'
import { expect, test } from 'vitest'
import { startPicture, type StartSlot, withStart } from './start-picture'

const shot = (id: string, media: MediaKind | null): Shot => ({
  id,
  sceneId: 's',
  position: 0,
  text: '',
  seconds: 1,
  chosenTakeId: media && `take-${id}`,
  takes: media ? [{ id: `take-${id}`, shotId: id, taskId: null, assetId: `asset-${id}`, media, createdAtMs: 0 }] : [],
})
const [A, B, C] = [shot('a', 'image'), shot('b', 'video'), shot('c', null)] as const
const BOARD: StoryboardDetail = {
  id: 'p',
  title: '',
  createdAtMs: 0,
  updatedAtMs: 0,
  scenes: [
    { id: 's', projectId: 'p', position: 0, title: '', shots: [A] },
    { id: 't', projectId: 'p', position: 1, title: '', shots: [B, C] },
  ],
}

test('the shot before counts over the border of scenes', () => {
  expect(startPicture(BOARD, B, 'previous')).toEqual({ assetId: 'asset-a' })
  expect(startPicture(BOARD, A, 'own')).toEqual({ assetId: 'asset-a' })
  expect(startPicture(BOARD, A, 'nothing')).toBeNull()
  expect(startPicture(BOARD, A, 'previous')).toBeNull()
})

test('what cannot be started from says why, so that nothing is sent silently without it', () => {
  expect(startPicture(BOARD, C, 'previous')).toHaveProperty('missing', expect.stringContaining('clip'))
  expect(startPicture(BOARD, C, 'own')).toHaveProperty('missing', expect.stringContaining('Shot 3 has no take'))
})

test('it comes first among references and alone where one fits', () => {
  const slot = (max: number): StartSlot => ({
    key: 'image',
    label: '',
    isRequired: false,
    kind: { type: 'asset', media: ['image'], role: 'reference', min: 0, max, delivery: 'file-part' },
  })
  const picture = { assetId: 'x' }
  expect(withStart({ image: ['y', 'x', 'z'] }, slot(2), picture)).toEqual({ image: ['x', 'y'] })
  expect(withStart({ image: 'y' }, slot(1), picture)).toEqual({ image: 'x' })
  expect(withStart({ image: 'y' }, slot(1), { missing: 'why' })).toEqual({ image: 'y' })
})
