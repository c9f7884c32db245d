import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAssetDetail } from '@main/db/queries/asset'
import type { DownloadRequest, DownloadResult } from '@main/gateway/download'
import { writeHashed } from '@main/library/hashing'
import type { OutputToStore } from '@main/library/output-types'
import type { PostProcess } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'
import { afterEach, describe, expect, it } from 'vitest'
import { svgBomb, webm } from '../fixtures/hostile-media'
import {
  addGeneration,
  type Answering,
  type Harness,
  inputOf,
  mp4,
  openHarness,
  PageDies,
  png,
  type HarnessOptions,
  workerPage,
} from './library-harness'

let harness: Harness
let downloads: DownloadRequest[] = []

afterEach(() => harness.close())

async function start(options: HarnessOptions = {}): Promise<void> {
  downloads = []
  harness = await openHarness(options)
  addGeneration(harness.db)
}

const output = (change: Partial<OutputToStore> = {}): OutputToStore => ({
  outputId: 'output-1',
  taskId: 'task-1',
  generationId: 'generation-1',
  ordinal: 0,
  media: 'image',
  mimeHint: null,
  title: null,
  keyProfileId: 'profile-1',
  postProcess: null,
  ...change,
})

/** A server that gives these bytes. */
const serving =
  (bytes: Uint8Array) =>
  async (request: DownloadRequest): Promise<DownloadResult> => {
    downloads.push(request)
    const once = async function* () {
      yield bytes
    }
    const written = await writeHashed(request.filePath, once(), 1e9)
    return { kind: 'done', ...written, contentType: 'image/png', headBytes: bytes.subarray(0, 4_100) }
  }

describe('results of tasks', () => {
  it('come from inline bytes with their prompt, model and title', async () => {
    await start()
    const bytes = png()
    const name = await harness.library.outputs.stageInline('output-1', {
      kind: 'base64',
      base64: `data:image/png;base64,${bytes.toString('base64')}`,
    })
    const outcome = await harness.library.outputs.storeStaged(output(), name)
    const asset = await loadAssetDetail(harness.db, outcome.kind === 'stored' ? outcome.assetId : '')
    expect(asset).toMatchObject({
      origin: 'generated',
      modelId: 'flux-pro',
      title: 'a red fox in the snow',
      generationId: 'generation-1',
    })
    expect(existsSync(join(harness.root, 'staging', name))).toBe(false)
  })

  it('are the same asset when the call is repeated, and are fetched once', async () => {
    await start({ downloadTo: serving(png()) })
    const first = await harness.library.outputs.storeFromUrl(output(), 'https://files.example/a.png?sig=1')
    const second = await harness.library.outputs.storeFromUrl(output(), 'https://files.example/a.png?sig=1')
    expect(first.kind).toBe('stored')
    expect(second).toEqual(first)
    expect(downloads).toHaveLength(1)
  })

  it('go on from a whole file that a killed run left in staging', async () => {
    await start()
    await harness.library.outputs.stageInline('other', { kind: 'text', text: 'makes the folder' })
    writeFileSync(join(harness.root, 'staging', 'result-output-1'), png())
    expect(await harness.library.outputs.storeFromUrl(output(), 'https://files.example/a.png')).toMatchObject({
      kind: 'stored',
    })
  })

  it.each<readonly [string, Buffer, MediaKind]>([
    ['a web page', Buffer.from('<html><body>Sign in</body></html>'), 'image'],
    ['JSON', Buffer.from('{"error":"expired"}'), 'image'],
    ['nothing', Buffer.alloc(0), 'image'],
    ['half a picture', png().subarray(0, 60), 'image'],
    ['a bomb', png(50_000, 50_000), 'image'],
    ['half a clip', mp4().subarray(0, 900), 'video'],
    ['a web page as a clip', Buffer.from('<!doctype html><p>403'), 'video'],
    ['nothing as a clip', Buffer.alloc(0), 'video'],
    ['JSON as a song', Buffer.from('{"error":"expired"}'), 'audio'],
    ['an SVG bomb', Buffer.from(svgBomb((id) => `<use href="#${id}"/>`)), 'image'],
    ['a clip that claims to be huge', webm(65_535, 65_535), 'video'],
  ])('that are %s go to quarantine with the reason', async (_what, bytes, media) => {
    await start({ downloadTo: serving(bytes) })
    const outcome = await harness.library.outputs.storeFromUrl(output({ media }), 'https://files.example/a.png')
    expect(outcome).toMatchObject({ kind: 'quarantined', failure: { charge: 'maybe-charged' } })
    const names = readdirSync(join(harness.root, 'quarantine')).sort()
    expect(names.map((name) => name.split('.').at(-1))).toEqual(['bin', 'json'])
    expect(readFileSync(join(harness.root, 'quarantine', names[0]!)).equals(bytes)).toBe(true)
    expect(readFileSync(join(harness.root, 'quarantine', names[1]!), 'utf8')).toContain('output-1')
    expect(harness.db.all('test', 'SELECT id FROM asset')).toEqual([])
  })

  it.each([
    [{ kind: 'expired', status: 403, failure: { code: 'expired', message: 'Gone.', nextStep: 'retry' } }, 'expired'],
    [{ kind: 'transient', failure: { code: 'offline', message: 'Offline.', nextStep: 'retry' } }, 'transient'],
    [{ kind: 'refused', failure: { code: 'disk-full', message: 'Full.', nextStep: 'free-space' } }, 'transient'],
    [{ kind: 'refused', failure: { code: 'read-only', message: 'Locked.', nextStep: 'none' } }, 'transient'],
    [{ kind: 'refused', failure: { code: 'internal', message: 'EIO.', nextStep: 'retry' } }, 'transient'],
    [{ kind: 'refused', failure: { code: 'unsafe-url', message: 'No.', nextStep: 'none' } }, 'quarantined'],
  ] as const)('say what became of a download: %j', async (result, kind) => {
    await start({ downloadTo: async () => result })
    expect((await harness.library.outputs.storeFromUrl(output(), 'https://files.example/a.png')).kind).toBe(kind)
  })

  it('take text as text', async () => {
    await start()
    const name = await harness.library.outputs.stageInline('output-1', { kind: 'text', text: 'Es war einmal' })
    const outcome = await harness.library.outputs.storeStaged(output({ media: 'text' }), name)
    const asset = await loadAssetDetail(harness.db, outcome.kind === 'stored' ? outcome.assetId : '')
    expect(asset).toMatchObject({ media: 'text', mime: 'text/plain', thumbnail: 'none' })
  })
})

describe('a masked edit', () => {
  const combined = png(6, 6)
  /** Combines by giving back one known picture. */
  const combining: Answering = async (order) => {
    if (order.kind !== 'mask-composite')
      return { width: null, height: null, durationMs: null, small: null, large: null }
    const { uploadToken } = await harness.library.uploads.receive(
      (async function* () {
        yield combined
      })(),
    )
    return { uploadToken }
  }

  async function edit(): Promise<PostProcess> {
    const files = await harness.library.importing.importPaths([
      harness.put('source.png', png()),
      harness.put('mask.png', png()),
    ])
    const [source, mask] = files.map(({ outcome }) => ('assetId' in outcome ? outcome.assetId : ''))
    return { kind: 'mask-composite', sourceAssetId: source!, maskAssetId: mask!, featherPx: 4 }
  }

  it('ends with the combined picture; the raw answer stays behind it', async () => {
    await start({ openMediaWorkerPage: workerPage(combining) })
    const postProcess = await edit()
    const name = await harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png(8, 8) })
    const outcome = await harness.library.outputs.storeStaged(output({ postProcess }), name)
    const asset = await loadAssetDetail(harness.db, outcome.kind === 'stored' ? outcome.assetId : '')
    expect(asset).toMatchObject({ width: 6, height: 6, modelId: 'flux-pro' })
    expect(asset?.parents.map(({ relation }) => relation).sort()).toEqual(['edit', 'mask', 'raw'])
    const raw = asset?.parents.find(({ relation }) => relation === 'raw')
    expect(harness.db.get('test', 'SELECT is_hidden FROM asset WHERE id = ?', [raw!.assetId])).toEqual({ is_hidden: 1 })
  })

  it('is finished after a kill between the answer and the combination', async () => {
    await start({ openMediaWorkerPage: workerPage(() => new Promise(() => undefined)) })
    const postProcess = await edit()
    const name = await harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png(8, 8) })
    const lost = harness.library.outputs.storeStaged(output({ postProcess }), name)
    await expect
      .poll(() => harness.db.get('test', "SELECT state FROM media_job WHERE id = 'output-1'"))
      .toEqual({ state: 'pending' })
    harness.close()
    await lost

    harness = await openHarness({ root: harness.root, openMediaWorkerPage: workerPage(combining) })
    const outcome = await harness.library.outputs.storeStaged(output({ postProcess }), name)
    const asset = await loadAssetDetail(harness.db, outcome.kind === 'stored' ? outcome.assetId : '')
    expect(asset).toMatchObject({ width: 6, height: 6 })
    expect(harness.db.get('test', "SELECT asset_id FROM output WHERE id = 'output-1'")).toEqual({ asset_id: asset?.id })
  })

  it('shows the whole answer where it cannot be combined, for it was paid for', async () => {
    await start({
      openMediaWorkerPage: workerPage(async (order) => {
        if (order.kind === 'mask-composite') throw new Error('cannot be decoded')
        return { width: null, height: null, durationMs: null, small: null, large: null }
      }),
    })
    const postProcess = await edit()
    const name = await harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png(8, 8) })
    const outcome = await harness.library.outputs.storeStaged(output({ postProcess }), name)
    const assetId = outcome.kind === 'stored' ? outcome.assetId : ''
    expect(harness.db.get('test', 'SELECT width, is_hidden FROM asset WHERE id = ?', [assetId])).toEqual({
      width: 8,
      is_hidden: 0,
    })
  })
})

describe('thumbnails', () => {
  it('are made for what was added before a restart', async () => {
    await start({ openMediaWorkerPage: workerPage(() => new Promise(() => undefined)) })
    await harness.library.importing.importPaths([harness.put('a.png', png())])
    harness.close()
    harness = await openHarness({
      root: harness.root,
      openMediaWorkerPage: workerPage(async () => {
        const { uploadToken } = await harness.library.uploads.receive(
          (async function* () {
            yield Buffer.from('RIFF')
          })(),
        )
        return { width: 4, height: 3, durationMs: null, small: uploadToken, large: null }
      }),
    })
    harness.library.thumbnails.wake()
    await harness.library.thumbnails.settled()
    const { id } = harness.db.get<{ id: string }>('test', 'SELECT id FROM asset')!
    expect((await loadAssetDetail(harness.db, id))?.thumbnail).toBe('ready')
    expect(await harness.library.files.thumbnail(id, 960)).toMatchObject({ kind: 'file', file: { mime: 'image/webp' } })
  })

  it('give up on a file that kills the worker twice, and blame no neighbour', async () => {
    let opened = 0
    const tries: string[] = []
    await start({
      openMediaWorkerPage: (events) => {
        opened += 1
        return workerPage(async (order) => {
          const { assetId } = inputOf<'thumbnail'>(order)
          tries.push(assetId)
          const asset = await loadAssetDetail(harness.db, assetId)
          if (asset?.width === 13) throw new PageDies()
          return { width: null, height: null, durationMs: null, small: null, large: null }
        })(events)
      },
    })
    await harness.library.importing.importPaths(
      [png(), png(13, 13), png(), png()].map((bytes, index) => harness.put(`${index}.png`, bytes)),
    )
    await harness.library.thumbnails.settled()
    const rows = harness.db.all<{ width: number; thumbnail: string }>('test', 'SELECT width, thumbnail FROM asset')
    expect(rows.filter(({ width }) => width === 13)).toEqual([{ width: 13, thumbnail: 'failed' }])
    expect(rows.filter(({ width }) => width !== 13).every(({ thumbnail }) => thumbnail === 'none')).toBe(true)
    expect(opened).toBeGreaterThan(1)
  })
})
