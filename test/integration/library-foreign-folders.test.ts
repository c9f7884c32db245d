import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadAssetDetail } from '@main/db/queries/asset'
import { loadImportedRecipe } from '@main/db/queries/asset-recipe'
import { loadAssetPage } from '../fakes/asset-page'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fullJpeg, LOSSY_WEBP, readWebp, writePng, readPng, writeWebp } from '../fixtures/media-with-metadata'
import { zip } from '../fixtures/zip'
import { type Harness, openHarness, png } from './library-harness'

let harness: Harness
let folder: string

beforeEach(async () => {
  harness = await openHarness()
  folder = mkdtempSync(join(tmpdir(), 'other-program-'))
})
afterEach(() => harness.close())

const put = (name: string, bytes: Buffer | string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

/** Titles of what was taken, with what is known of how each was made. */
async function taken(path = folder): Promise<Readonly<Record<string, unknown>>> {
  const outcomes = await harness.library.importing.importPaths([path])
  expect(outcomes.filter(({ outcome }) => 'failure' in outcome)).toEqual([])
  const cards = await loadAssetPage(harness.db, { filter: {}, limit: 200 })
  return Object.fromEntries(
    await Promise.all(cards.map(async ({ id, title }) => [title, await loadImportedRecipe(harness.db, id)] as const)),
  )
}

function pngSaying(texts: Readonly<Record<string, string>>): Buffer {
  const chunks = readPng(png())
  const said = Object.entries(texts).map(([name, text]) => ({ type: 'tEXt', data: Buffer.from(`${name}\0${text}`) }))
  return writePng([...chunks.slice(0, 1), ...said, ...chunks.slice(1)])
}

/** An Exif block whose entries hold these texts, as each program writes them. */
function exifSaying(entries: readonly (readonly [tag: number, text: Buffer])[], inFolder: boolean): Buffer {
  const first = inFolder ? 26 : 8
  const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const written = Buffer.alloc(bytes)
    written.writeUIntLE(value, 0, bytes)
    return written
  }
  const pointer = Buffer.concat([
    number(1, 2),
    number(0x8769, 2),
    number(4, 2),
    number(1, 4),
    number(26, 4),
    number(0, 4),
  ])
  let textAt = first + 2 + entries.length * 12 + 4
  const rows = entries.map(([tag, text]) => {
    const row = Buffer.concat([number(tag, 2), number(2, 2), number(text.byteLength, 4), number(textAt, 4)])
    textAt += text.byteLength
    return row
  })
  const table = Buffer.concat([number(entries.length, 2), ...rows, number(0, 4), ...entries.map(([, text]) => text)])
  return Buffer.concat([head, ...(inFolder ? [pointer] : []), table])
}

const userComment = (text: string): Buffer =>
  exifSaying([[0x9286, Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(text, 'utf16le').swap16()])]], true)

/** A picture whose only words are those of its Exif block. */
function jpegSaying(exif: Buffer, seed: number): Buffer {
  const photo = fullJpeg('')
  const end = photo.indexOf(Buffer.from([0xff, 0xd9])) + 2
  const jfifEnd = 4 + photo.readUInt16BE(4)
  const tables = photo.indexOf(Buffer.from([0xff, 0xdb]))
  const body = Buffer.concat([Buffer.from('Exif\0\0'), exif])
  const head = Buffer.from([0xff, 0xe1, (body.byteLength + 2) >> 8, (body.byteLength + 2) & 0xff])
  const different = Buffer.from([0xff, 0xef, 0, 3, seed])
  return Buffer.concat([photo.subarray(0, jfifEnd), head, body, different, photo.subarray(tables, end)])
}

const A1111 = (prompt: string): string =>
  `${prompt}\nNegative prompt: blurry\nSteps: 25, Sampler: Euler a, CFG scale: 7, Seed: 11, Model: dreamshaper_8`
const madeByA1111 = (prompt: string) => ({
  tool: 'a1111',
  prompt,
  negativePrompt: 'blurry',
  modelId: 'dreamshaper_8',
  settings: { Steps: '25', Seed: '11' },
})

const COMFY = JSON.stringify({
  '3': { class_type: 'KSampler', inputs: { seed: 42, steps: 20, positive: ['6', 0], negative: ['7', 0] } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'dream.safetensors' } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a lighthouse in fog' } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry' } },
})
const MADE_BY_COMFY = {
  tool: 'comfyui',
  prompt: 'a lighthouse in fog',
  negativePrompt: 'blurry',
  modelId: 'dream.safetensors',
  settings: { seed: '42', steps: '20' },
}

describe('a folder of', () => {
  it('A1111: PNG, JPEG, and recipes in texts beside their pictures', async () => {
    put('txt2img-images/2026-01-02/00001-11.png', pngSaying({ parameters: A1111('a red fox') }))
    put('txt2img-images/2026-01-02/00002-11.jpg', jpegSaying(userComment(A1111('ein Fuchs, 狐')), 1))
    put('txt2img-images/2026-01-02/00003-11.png', png())
    put('txt2img-images/2026-01-02/00003-11.txt', A1111('a fox beside its words'))
    put('notes.txt', 'Steps: first sharpen, then print')
    expect(await taken()).toMatchObject({
      '00001-11': madeByA1111('a red fox'),
      '00002-11': madeByA1111('ein Fuchs, 狐'),
      '00003-11': madeByA1111('a fox beside its words'),
      notes: null,
    })
    expect(harness.db.get('test', 'SELECT count(*) AS count FROM asset')).toEqual({ count: 4 })
  })

  it('ComfyUI: PNG, and WebP whose recipe stands where a camera’s name would', async () => {
    put('output/ComfyUI_00001_.png', pngSaying({ prompt: COMFY, workflow: '{"nodes": []}' }))
    const exif = exifSaying(
      [
        [0x010f, Buffer.from('workflow:{"nodes": []}\0')],
        [0x0110, Buffer.from(`prompt:${COMFY}\0`)],
      ],
      false,
    )
    const header = { type: 'VP8X', data: Buffer.from([0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0]) }
    put('output/ComfyUI_00002_.webp', writeWebp([header, ...readWebp(LOSSY_WEBP), { type: 'EXIF', data: exif }]))
    expect(await taken()).toMatchObject({ ComfyUI_00001_: MADE_BY_COMFY, ComfyUI_00002_: MADE_BY_COMFY })
  })

  it('InvokeAI: new and old recipes, without its small pictures', async () => {
    const now = { positive_prompt: 'a paper boat', negative_prompt: 'text', seed: 7, model: { name: 'sdxl-base' } }
    const before = {
      model_weights: 'sd-1.5',
      image: { prompt: [{ prompt: 'a tin boat', weight: 1 }], seed: 8, steps: 30 },
    }
    put('outputs/images/3f0a.png', pngSaying({ invokeai_metadata: JSON.stringify(now) }))
    put('outputs/images/9b1c.png', pngSaying({ 'sd-metadata': JSON.stringify(before) }))
    put('outputs/images/thumbnails/3f0a.webp', LOSSY_WEBP)
    const found = await taken()
    expect(Object.keys(found).toSorted()).toEqual(['3f0a', '9b1c'])
    expect(found).toMatchObject({
      '3f0a': { tool: 'invokeai', prompt: 'a paper boat', negativePrompt: 'text', modelId: 'sdxl-base' },
      '9b1c': { tool: 'invokeai', prompt: 'a tin boat', modelId: 'sd-1.5', settings: { seed: '8', steps: '30' } },
    })
  })

  it('SwarmUI: recipes inside and beside, without its previews', async () => {
    const recipe = (prompt: string): string =>
      JSON.stringify({ sui_image_params: { prompt, negativeprompt: 'sepia', model: 'flux-dev', seed: 3 } })
    put('local/raw/2026-01-02/0001-herons.png', pngSaying({ parameters: recipe('two herons') }))
    put('local/raw/2026-01-02/0002-herons.jpg', jpegSaying(userComment(recipe('three herons')), 2))
    put('local/raw/2026-01-02/0003-herons.png', png())
    put('local/raw/2026-01-02/0003-herons.swarm.json', recipe('four herons'))
    put('local/raw/2026-01-02/0001-herons.swarmpreview.jpg', jpegSaying(userComment('x'), 3))
    const by = (prompt: string) => ({ tool: 'swarmui', prompt, negativePrompt: 'sepia', modelId: 'flux-dev' })
    const found = await taken()
    expect(Object.keys(found)).toHaveLength(3)
    expect(found).toMatchObject({
      '0001-herons': by('two herons'),
      '0002-herons': by('three herons'),
      '0003-herons': by('four herons'),
    })
  })
})

describe('an archive of Midjourney', () => {
  it('gives its pictures with the words of their names, or of the files where they say more', async () => {
    const job = '0a1b2c3d-1111-2222-3333-444455556666'
    const path = harness.put(
      'midjourney_session.zip',
      zip([
        { name: `someone_a_glass_whale_in_the_fog_${job}_0.png`, data: png() },
        { name: `someone_a_glass_whale_in_the_fog_${job}_1.png`, data: png() },
        { name: 'upscaled.png', data: pngSaying({ Description: `a glass whale --ar 3:2 --v 7 Job ID: ${job}` }) },
      ]),
    )
    const whole = { tool: 'midjourney', modelId: 'midjourney' }
    expect(await taken(path)).toMatchObject({
      [`someone_a_glass_whale_in_the_fog_${job}_0`]: {
        ...whole,
        prompt: 'a glass whale in the fog',
        settings: { 'Job ID': job, Variant: '0' },
      },
      [`someone_a_glass_whale_in_the_fog_${job}_1`]: { ...whole, settings: { 'Job ID': job, Variant: '1' } },
      upscaled: { ...whole, prompt: 'a glass whale', settings: { 'Job ID': job, ar: '3:2', v: '7' } },
    })
  })
})

describe('a library of Eagle with recipes of its own', () => {
  it('keeps both: Eagle’s stars, tags and notes, and how the pictures were made', async () => {
    const item = 'Mine.library/images/KA1.info'
    put(
      `${item}/metadata.json`,
      JSON.stringify({ name: 'Fox', ext: 'png', star: 5, tags: ['red', '赤'], annotation: 'cover' }),
    )
    put(`${item}/Fox.png`, pngSaying({ parameters: A1111('a red fox') }))
    put('Mine.library/images/KA2.info/metadata.json', '{"name": "cut')
    put('Mine.library/images/KA2.info/Cut.png', png())
    const found = await taken(join(folder, 'Mine.library'))
    expect(found).toMatchObject({ Cut: null, Fox: { ...madeByA1111('a red fox'), rating: 5, tags: ['red', '赤'] } })
    const [card] = await loadAssetPage(harness.db, { filter: { search: '赤' }, limit: 5 })
    const detail = await loadAssetDetail(harness.db, card?.id ?? '')
    expect(detail).toMatchObject({ title: 'Fox', rating: 5, note: 'cover' })
    expect(detail?.tags.map(({ name }) => name).toSorted()).toEqual(['red', '赤'])
  })
})
