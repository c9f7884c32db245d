import { makeClip } from '@demo/media/clip'
import { encodePng } from '@demo/media/png'
import { createRaster, fillDisc, fillRect } from '@demo/media/raster'
import { makeSong } from '@demo/media/sound'
import { loadInputFacts } from '@main/db/queries/generation'
import { listItemsOfTask } from '@main/db/queries/vendor-item'
import { findOperation } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import type { TaskView } from '@shared/domain/task'
import type { VendorItemKind } from '@shared/domain/vendor-item'
import { type FormMaterial, minimalForm, type WholeForm } from '../fakes/whole-forms'
import type { TaskStudio } from './tasks-studio'

/** Vendors take no picture under 360 pixels a side. */
const SIDE_PX = 512

/** Sends a form and waits for its end; throws where that is no success. */
export type RunForm = (spec: OperationSpec, form: WholeForm) => Promise<TaskView>

/** What makes each kind of thing that vendors keep, in an order in which each finds what it takes. */
const MAKERS: readonly (readonly [kind: VendorItemKind, operationId: string, modelId?: string])[] = [
  ['suno-clip', 'suno.music.custom'],
  ['suno-persona', 'suno.persona.create'],
  // The vendor extends clips of its first models only.
  ['kling-video', 'kling.text2video', 'kling-v1-6'],
  ['kling-audio', 'kling.tts'],
  ['kling-voice', 'kling.voice.create'],
  ['kling-element', 'kling.advanced_elements'],
  ['sora-character', 'sora.character.from-clip'],
  ['midjourney-picture', 'midjourney.upload'],
]

/** Files of every kind in the library, and a thing of every kind at the vendors that keep some. */
export async function prepareMaterial(studio: TaskStudio, run: RunForm): Promise<FormMaterial> {
  const [first, second] = [
    await studio.importFile('one.png', await picture(0)),
    await studio.importFile('two.png', await picture(1)),
  ]
  const maskId = await studio.importFile('mask.png', await mask())
  const clipId = await studio.importFile('clip.mp4', await clip())
  const soundId = await studio.importFile('sound.mp3', await sound())
  const assets = { image: [first, second], video: [clipId], audio: [soundId], text: [] }
  const facts = await loadInputFacts(studio.db, [first, second, maskId, clipId, soundId])
  let material: FormMaterial = { assets, maskId, facts, kept: {} }
  for (const [kind, operationId, modelId] of MAKERS) {
    const spec = findOperation(operationId)
    if (!spec) throw new Error(operationId)
    const form = minimalForm(spec, material)
    const task = await run(spec, { ...form, modelId: modelId ?? form.modelId })
    const items = (await listItemsOfTask(studio.db, task.id)).filter((item) => item.kind === kind)
    if (items.length === 0) throw new Error(`${operationId} kept no ${kind}`)
    material = { ...material, kept: { ...material.kept, [kind]: items.map(({ remoteId }) => remoteId) } }
  }
  return material
}

async function picture(shade: number): Promise<Buffer> {
  const raster = createRaster(SIDE_PX, SIDE_PX)
  fillDisc(raster, { x: 200, y: 260 }, 150, [90 + shade * 80, 140, 200])
  return encodePng(raster)
}

/** White and half transparent in the middle: something changes there however the colours are read. */
async function mask(): Promise<Buffer> {
  const raster = createRaster(SIDE_PX, SIDE_PX)
  fillRect(raster, 0, 0, SIDE_PX, SIDE_PX, [0, 0, 0])
  for (let row = 160; row < 350; row += 1) {
    for (let column = 160; column < 350; column += 1) {
      raster.data.set([255, 255, 255, 128], (row * SIDE_PX + column) * 4)
    }
  }
  return encodePng(raster, true)
}

function clip(): Promise<Buffer> {
  const size = { width: 160, height: 96, seconds: 1 }
  return makeClip({ kind: 'clip', prompt: 'a harbour', model: 'test', seed: 1, source: null, ...size }, () => null)
}

async function sound(): Promise<Buffer> {
  const words = { title: 'Snow', tags: 'ambient', lyrics: '' }
  return (await makeSong({ kind: 'song', ...words, seed: 1, seconds: 8 })).bytes
}
