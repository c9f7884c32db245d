import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAssetPage } from '../fakes/asset-page'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addGeneration, type Harness, openHarness, png } from '../integration/library-harness'

/** A disk of 6 MB of its own. Only root may mount one; elsewhere a big file in its place would fill a real disk. */
const disk = mkdtempSync(join(tmpdir(), 'library-small-disk-'))
let whyNot: string | null = null
let harness: Harness

beforeAll(() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'pipe' })
  } catch (error) {
    whyNot = `no small disk can be mounted here: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
})

afterAll(() => {
  if (whyNot === null) execFileSync('umount', ['-l', disk], { stdio: 'pipe' })
})

/** A picture of random content that is 2 MB large by a chunk that nobody reads. */
function largePng(): Buffer {
  const small = png()
  const end = small.subarray(-12)
  const filler = Buffer.alloc(2_000_012)
  filler.writeUInt32BE(2_000_000)
  filler.write('fiLL', 4, 'latin1')
  randomBytes(2_000_000).copy(filler, 8)
  return Buffer.concat([small.subarray(0, -12), filler, end])
}

describe('a full disk', () => {
  it('is said in plain words, loses nothing, and ends when there is space', async (context) => {
    if (whyNot !== null) context.skip(whyNot)
    harness = await openHarness({ root: join(disk, 'library') })
    addGeneration(harness.db)
    const paths = Array.from({ length: 4 }, (_, index) => harness.put(`${index}.png`, largePng()))
    const files = await harness.library.importing.importPaths(paths)
    const codes = files.map(({ outcome }) => ('failure' in outcome ? outcome.failure.code : 'taken'))
    expect(codes).toContain('taken')
    expect(codes.filter((code) => code !== 'taken').every((code) => code === 'disk-full')).toBe(true)
    expect(codes).toContain('disk-full')

    writeFileSync(join(disk, 'last'), '')
    await expect(
      harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: largePng() }),
    ).rejects.toMatchObject({
      failure: { code: 'disk-full', nextStep: 'free-space' },
    })
    const taken = codes.filter((code) => code === 'taken').length
    expect(await loadAssetPage(harness.db, { filter: {}, limit: 10 })).toHaveLength(taken)
    expect(readdirSync(join(disk, 'library', 'staging'))).toEqual([])

    // Somebody makes space: the same files are then taken.
    const row = harness.db.get<{ id: string; sha256: string }>('test', 'SELECT id, sha256 FROM asset')!
    const stored = join(disk, 'library', 'files', row.sha256.slice(0, 2), row.sha256.slice(2, 4), `${row.sha256}.png`)
    expect(existsSync(stored)).toBe(true)
    rmSync(stored)
    const name = await harness.library.outputs.stageInline('output-1', { kind: 'bytes', bytes: png() })
    expect(name).toBe('inline-output-1')
    harness.close()
  })

  it('stops the reading of a folder, says so, and lets it go on when there is space', async (context) => {
    if (whyNot !== null) context.skip(whyNot)
    const folder = mkdtempSync(join(tmpdir(), 'library-indexed-'))
    for (let number = 0; number < 400; number += 1) writeFileSync(join(folder, `${number}.png`), png())
    harness = await openHarness({
      root: join(disk, 'second'),
      openMediaWorkerPage: () => ({ send: () => undefined, close: () => undefined }),
    })
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'filler'), randomBytes(bavail * bsize - 64 * 1024))
    const { indexing } = harness.library
    const { id } = await indexing.add(folder)
    await indexing.settled()
    const [stopped] = await indexing.list()
    expect(stopped).toMatchObject({
      scan: null,
      scannedAtMs: null,
      failure: { code: 'disk-full', nextStep: 'free-space' },
    })
    expect(stopped?.items).toBeLessThan(400)

    rmSync(join(disk, 'filler'))
    await indexing.rescan(id)
    expect((await indexing.list())[0]).toMatchObject({ items: 400, failure: null, passedOver: 0 })
    harness.close()
  })
})
