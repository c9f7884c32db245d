import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { dropPicture } from './harness/drop'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { comparePixels } from './harness/pixels'
import { call, connectTo, until } from './harness/studio-page'

const FEATHER_PX = 8

let gateway: TestGateway
let studio: Studio

beforeEach(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  await connectTo(studio.window, gateway)
  await studio.window.keyboard.press('ControlOrMeta+4')
})

afterEach(async () => {
  await studio.close()
  await gateway.close()
})

describe('the canvas', () => {
  it('changes the painted place only, although the model repaints everything', async () => {
    const { window } = studio
    await window.getByRole('button', { name: 'Open a picture…' }).waitFor()
    await dropPicture(window, '[data-canvas]', { name: 'harbour.png', widthPx: 900, heightPx: 600 })
    const stage = window.getByRole('application', { name: /Picture to edit/ })
    await stage.waitFor()
    const box = await until(
      'the picture on its stage',
      () => stage.boundingBox(),
      (found) => found !== null && found.width > 200,
    )
    const middle = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    await window.mouse.move(middle.x - 60, middle.y)
    await window.mouse.down()
    await window.mouse.move(middle.x + 60, middle.y + 20, { steps: 8 })
    await window.mouse.up()
    await window.getByRole('textbox', { name: 'What should be there instead' }).fill('a red paper boat')
    await window.getByRole('button', { name: /Run the edit/ }).click()
    await window.getByRole('option', { name: 'Edit 1' }).waitFor({ timeout: 60_000 })

    const [document] = await call(window, 'canvas.list')
    const ids = {
      before: document?.sourceAssetId ?? '',
      after: document?.resultAssetIds[0] ?? '',
      mask: document?.maskAssetId ?? '',
    }
    const pixels = await comparePixels(window, ids, FEATHER_PX)
    expect(pixels).toMatchObject({ widthPx: 900, heightPx: 600, changedOutside: 0 })
    expect(pixels.outside).toBeGreaterThan(300_000)
    expect(pixels.changedInside).toBeGreaterThan(1_000)

    const result = await call(window, 'library.detail', { assetId: ids.after })
    expect(result.parents.map(({ assetId, relation }) => [assetId, relation])).toContainEqual([ids.before, 'edit'])
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('takes strokes back and brings them again by keys', async () => {
    const { window } = studio
    await window.getByRole('button', { name: 'Open a picture…' }).waitFor()
    await dropPicture(window, '[data-canvas]', { name: 'keys.png', widthPx: 600, heightPx: 400 })
    const stage = window.getByRole('application', { name: /Picture to edit/ })
    await stage.focus()
    await window.keyboard.press('ArrowRight')
    await window.keyboard.press('Space')
    const isMaskEmpty = async (): Promise<boolean> =>
      (await window.getByRole('button', { name: 'Clear the mask' }).getAttribute('aria-disabled')) === 'true'
    expect(await isMaskEmpty()).toBe(false)
    await window.keyboard.press('ControlOrMeta+z')
    expect(await isMaskEmpty()).toBe(true)
    await window.keyboard.press('ControlOrMeta+Shift+z')
    expect(await isMaskEmpty()).toBe(false)
  })
})
