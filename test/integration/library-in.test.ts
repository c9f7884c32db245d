import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { setAssetsTrashed } from '@main/db/commands/asset'
import { loadAssetFile, loadAssetFiles } from '@main/db/queries/asset'
import { loadImportedRecipe } from '@main/db/queries/asset-recipe'
import { loadAssetPage } from '../fakes/asset-page'
import { emptyTrash } from '@main/library/trash'
import { AppError } from '@shared/domain/app-error'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zip } from '../fixtures/zip'
import { type Harness, openHarness, png } from './library-harness'

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

const all = async () => loadAssetPage(harness.db, { filter: {}, limit: 200 })

async function importOne(path: string): Promise<string> {
  const [first] = await harness.library.importing.importPaths([path])
  if (!first || 'failure' in first.outcome) throw new Error(JSON.stringify(first))
  return first.outcome.assetId
}

/** A PNG with text chunks before its end. */
function pngWith(texts: Readonly<Record<string, string>>): Buffer {
  const whole = png()
  const end = whole.byteLength - 12
  const chunks = Object.entries(texts).map(([name, text]) => {
    const body = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`${name}\0`, 'latin1'), Buffer.from(text)])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.byteLength - 4)
    const check = Buffer.alloc(4)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  })
  return Buffer.concat([whole.subarray(0, end), ...chunks, whole.subarray(end)])
}

describe('recipes of other programs', () => {
  const comfy = {
    '3': {
      class_type: 'KSampler',
      inputs: { seed: 42, steps: 20, cfg: 8, positive: ['6', 0], negative: ['7', 0], model: ['4', 0] },
    },
    '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'dream.safetensors' } },
    '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a lighthouse in fog', clip: ['4', 1] } },
    '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  }
  const invoke = { positive_prompt: 'a paper boat', negative_prompt: 'text', seed: 7, model: { name: 'sdxl-base' } }
  const swarm = { sui_image_params: { prompt: 'two herons', negativeprompt: 'sepia', model: 'flux-dev', seed: 3 } }
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, object])[] = [
    [
      'a1111',
      {
        parameters:
          'a red fox, snow\nNegative prompt: ugly, text\nSteps: 30, Sampler: DPM++ 2M, CFG scale: 7, Seed: 99, Model: realistic_v5',
      },
      {
        prompt: 'a red fox, snow',
        negativePrompt: 'ugly, text',
        modelId: 'realistic_v5',
        settings: { Seed: '99', Steps: '30' },
      },
    ],
    [
      'comfyui',
      { prompt: JSON.stringify(comfy), workflow: '{}' },
      {
        prompt: 'a lighthouse in fog',
        negativePrompt: 'blurry',
        modelId: 'dream.safetensors',
        settings: { seed: '42' },
      },
    ],
    [
      'invokeai',
      { invokeai_metadata: JSON.stringify(invoke) },
      { prompt: 'a paper boat', negativePrompt: 'text', modelId: 'sdxl-base' },
    ],
    [
      'swarmui',
      { parameters: JSON.stringify(swarm) },
      { prompt: 'two herons', negativePrompt: 'sepia', modelId: 'flux-dev' },
    ],
    [
      'midjourney',
      { Description: 'a glass whale --ar 3:2 --v 6 Job ID: 0a1b2c3d-1111-2222-3333-444455556666' },
      { prompt: 'a glass whale', modelId: 'midjourney', settings: { ar: '3:2', v: '6' } },
    ],
  ]

  it.each(cases)('are read from files of %s', async (tool, texts, expected) => {
    const id = await importOne(harness.put('picture.png', pngWith(texts)))
    expect(await loadImportedRecipe(harness.db, id)).toMatchObject({ tool, ...expected })
  })

  it('are found by the search, model included', async () => {
    const id = await importOne(harness.put('picture.png', pngWith({ prompt: JSON.stringify(comfy) })))
    for (const search of ['lighthouse', 'dream.safetensors']) {
      const found = await loadAssetPage(harness.db, { filter: { search }, limit: 5 })
      expect(found.map((card) => card.id)).toEqual([id])
    }
  })

  it('are read from the names that Midjourney gives', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'midjourney-'))
    const path = join(folder, 'someone_a_red_fox_in_snow_0a1b2c3d-1111-2222-3333-444455556666_2.png')
    writeFileSync(path, png())
    expect(await loadImportedRecipe(harness.db, await importOne(path))).toMatchObject({
      tool: 'midjourney',
      prompt: 'a red fox in snow',
    })
  })

  it('are not made up where a file says nothing, and strange texts do no harm', async () => {
    const strange = { parameters: '{"sui_image_params": [1,', prompt: '{"1": 5}', Description: '--'.repeat(5_000) }
    for (const texts of [{}, strange]) {
      expect(await loadImportedRecipe(harness.db, await importOne(harness.put('plain.png', pngWith(texts))))).toBeNull()
    }
  })

  it('come with the rating and tags of a sidecar beside the file', async () => {
    const path = harness.put('rated.png', png())
    writeFileSync(
      `${path}.xmp`,
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:Rating="4"><dc:subject><rdf:Bag><rdf:li>sea &amp; sky</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>',
    )
    const id = await importOne(path)
    expect(await loadImportedRecipe(harness.db, id)).toMatchObject({ rating: 4, tags: ['sea & sky'] })
    expect((await all())[0]?.rating).toBe(4)
  })
})

describe('a library of Eagle', () => {
  it('comes with names, stars, tags and notes, without its trash and its small pictures', async () => {
    const root = join(mkdtempSync(join(tmpdir(), 'eagle-')), 'Mine.library')
    const put = (id: string, metadata: object): void => {
      const folder = join(root, 'images', `${id}.info`)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'metadata.json'), JSON.stringify(metadata))
      writeFileSync(join(folder, 'boat.png'), png())
      writeFileSync(join(folder, 'boat_thumbnail.png'), png())
    }
    put('A', { name: 'Boat at dawn', ext: 'png', star: 5, tags: ['sea'], annotation: 'for the cover' })
    put('B', { name: 'Gone', ext: 'png', isDeleted: true })
    put('C', { name: '../../etc/passwd', ext: 'png/../../x' })
    const outcomes = await harness.library.importing.importPaths([root])
    // Whose card cannot be trusted comes under the name of its file.
    expect(outcomes.length).toBe(2)
    const cards = await all()
    expect(new Set(cards.map(({ title, rating }) => `${title} ${rating}`))).toEqual(
      new Set(['Boat at dawn 5', 'boat 0']),
    )
    expect(harness.db.get('test', 'SELECT note FROM asset WHERE rating = 5')).toEqual({ note: 'for the cover' })
  })
})

describe('an archive', () => {
  it('gives its media under their names, and nothing outside of the library', async () => {
    const path = harness.put(
      'set.zip',
      zip([
        { name: 'folder/one.png', data: png() },
        { name: '__MACOSX/._one.png', data: Buffer.from('x') },
        { name: 'setup.exe', data: Buffer.from('MZ') },
      ]),
    )
    const outcomes = await harness.library.importing.importPaths([path])
    expect(outcomes.map(({ name, outcome }) => [name, 'failure' in outcome])).toEqual([['one.png', false]])
  })

  it('gives files under harmless names, whatever they are called in it, and twice where a name is there twice', async () => {
    const names = [
      'CON.png',
      '\u202Egnp.exe.png',
      `${'x'.repeat(300)}.png`,
      'e\u0301.png',
      '.png',
      'a b?*.png',
      'same.png',
      'same.png',
    ]
    const outcomes = await harness.library.importing.importPaths([
      harness.put('names.zip', zip(names.map((name) => ({ name, data: png() })))),
    ])
    // A name that begins with a dot is hidden.
    expect(outcomes.map(({ outcome }) => 'failure' in outcome)).toEqual(Array.from({ length: 7 }, () => false))
    for (const { id, title } of await all()) {
      expect(title).not.toMatch(/[\u202E\0/\\]/)
      expect(title.length).toBeLessThanOrEqual(200)
      const { paths } = await harness.library.exporting.namedFiles([id])
      expect(paths[0]?.startsWith(join(harness.root, 'drag'))).toBe(true)
    }
  })

  it.each([
    ['names that lead outside', zip([{ name: '../../outside.png', data: png() }]), /outside of itself/],
    ['a bomb', zip([{ name: 'bomb.png', data: Buffer.alloc(8 * 1024 * 1024) }]), /multiple of its size/],
    ['a size that is a lie', zip([{ name: 'lie.png', data: png(60, 60), claimed: 10 }]), /.+/],
    ['an absolute name', zip([{ name: '/tmp/outside.png', data: png() }]), /outside of itself/],
    ['a name of another drive', zip([{ name: 'C:/outside.png', data: png() }]), /outside of itself/],
    ['backslashes that lead outside', zip([{ name: '..\\..\\outside.png', data: png() }]), /outside of itself|damaged/],
    ['a password', zip([{ name: 'one.png', data: png(), isEncrypted: true }]), /password/],
    [
      'a link to a file of the system',
      zip([{ name: 'one.png', data: Buffer.from('/etc/passwd'), mode: 0o120_777 }]),
      /no pictures/,
    ],
    ['an archive in it', zip([{ name: 'more.zip', data: zip([{ name: 'one.png', data: png() }]) }]), /no pictures/],
    ['a web page in place of a picture', zip([{ name: 'one.png', data: Buffer.from('<!doctype html>') }]), /web page/],
    [
      'more files than anybody packs',
      zip(Array.from({ length: 20_001 }, () => ({ name: 'a', data: Buffer.alloc(0) }))),
      /more than 20000/,
    ],
    ['half of itself', zip([{ name: 'one.png', data: png() }]).subarray(0, 60), /damaged/],
    ['no archive', Buffer.from('no archive at all'), /damaged/],
  ])('is refused for %s', async (_what, bytes, words) => {
    const outcomes = await harness.library.importing.importPaths([harness.put('hostile.zip', bytes)])
    expect(outcomes.length).toBe(1)
    expect(outcomes[0]!.outcome).toMatchObject({ failure: { message: expect.stringMatching(words) } })
    expect(await all()).toEqual([])
  })
})

describe('an indexed folder', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'indexed-'))
  const index = async (path: string) => {
    const added = await harness.library.indexing.add(path)
    await harness.library.indexing.settled()
    return added
  }
  const fileOf = async (id: string) => loadAssetFile(harness.db, id)

  it('shows its files where they lie, without a copy', async () => {
    const path = folder()
    mkdirSync(join(path, 'sub'))
    writeFileSync(join(path, 'sub', 'one.png'), png())
    writeFileSync(join(path, 'notes.doc'), 'no medium')
    symlinkSync('/etc', join(path, 'outside'))
    await index(path)
    const cards = await all()
    expect(cards.map(({ title }) => title)).toEqual(['one'])
    expect((await fileOf(cards[0]!.id))?.placePath).toBe(`${path}/sub/one.png`)
    expect(await harness.library.files.whole(cards[0]!.id)).toMatchObject({
      kind: 'file',
      file: { path: `${path}/sub/one.png` },
    })
  })

  it('follows a thousand renamed files with all that a person gave them', async () => {
    const path = folder()
    for (let number = 0; number < 1_000; number += 1) writeFileSync(join(path, `${number}.png`), png())
    const added = await index(path)
    const before = await loadAssetFiles(
      harness.db,
      harness.db.all<{ id: string }>('test', 'SELECT id FROM asset').map(({ id }) => id),
    )
    expect(before.length).toBe(1_000)
    harness.db.run('test', 'UPDATE asset SET rating = 5')
    harness.library.indexing.stop()
    mkdirSync(join(path, 'moved'))
    for (let number = 0; number < 1_000; number += 1)
      renameSync(join(path, `${number}.png`), join(path, 'moved', `new ${number}.png`))
    harness.close()
    harness = await openHarness({ root: harness.root })
    await harness.library.indexing.rescan(added.id)
    const after = harness.db.all<{ place_path: string; rating: number; is_missing: number }>(
      'test',
      'SELECT relative_path AS place_path, rating, asset.is_missing FROM asset JOIN asset_place ON asset_place.asset_id = asset.id',
    )
    expect(after.length).toBe(1_000)
    expect(
      after.every(
        ({ place_path, rating, is_missing }) => place_path.startsWith('moved/new ') && rating === 5 && is_missing === 0,
      ),
    ).toBe(true)
  })

  it('says what is missing, and finds it again', async () => {
    const path = folder()
    const file = join(path, 'one.png')
    const bytes = png()
    writeFileSync(file, bytes)
    const added = await index(path)
    const [card] = await all()
    rmSync(file)
    await harness.library.indexing.rescan(added.id)
    expect((await fileOf(card!.id))?.isMissing).toBe(true)
    writeFileSync(join(path, 'back.png'), bytes)
    await harness.library.indexing.rescan(added.id)
    expect(await fileOf(card!.id)).toMatchObject({ isMissing: false, placePath: `${path}/back.png` })
  })

  it('keeps everything when its disk is unplugged', async () => {
    const path = folder()
    writeFileSync(join(path, 'one.png'), png())
    const added = await index(path)
    renameSync(path, `${path}-away`)
    await harness.library.indexing.rescan(added.id)
    const [listed] = await harness.library.indexing.list()
    expect(listed?.failure?.message).toContain('is not there')
    expect((await all()).length).toBe(1)
    renameSync(`${path}-away`, path)
    await harness.library.indexing.rescan(added.id)
    expect((await harness.library.indexing.list())[0]).toMatchObject({ failure: null, missing: 0, items: 1 })
  })

  it('tells a changed file from the one before', async () => {
    const path = folder()
    const file = join(path, 'one.png')
    writeFileSync(file, png())
    const added = await index(path)
    const [before] = await all()
    writeFileSync(file, png(9, 9))
    utimesSync(file, new Date(), new Date(Date.now() + 5_000))
    await harness.library.indexing.rescan(added.id)
    expect((await all()).length).toBe(2)
    expect((await fileOf(before!.id))?.isMissing).toBe(true)
  })

  it('is told of changes while the program runs', async () => {
    const path = folder()
    const added = await index(path)
    expect((await harness.library.indexing.list())[0]?.isWatched).toBe(true)
    writeFileSync(join(path, 'new.png'), png())
    for (let tries = 0; tries < 200 && (await all()).length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await all()).length).toBe(1)
    expect(added.path).toBe(path)
  })

  it('lies apart from the library and from other folders', async () => {
    const path = folder()
    await index(path)
    for (const other of [harness.root, join(path, 'below')]) {
      await expect(harness.library.indexing.add(other)).rejects.toBeInstanceOf(AppError)
    }
  })

  it('keeps its files in place where the system has no trash', async () => {
    const path = folder()
    writeFileSync(join(path, 'one.png'), png())
    await index(path)
    const [card] = await all()
    await setAssetsTrashed(harness.db, [card!.id], 1)
    await emptyTrash(harness.library.context, async () => Promise.reject(new Error('no trash')))
    expect((await import('node:fs')).existsSync(join(path, 'one.png'))).toBe(true)
  })
})
