import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { deflateSync } from 'node:zlib'
import { loadAssetDetail } from '@main/db/queries/asset'
import { loadImportedRecipe } from '@main/db/queries/asset-recipe'
import { setAssetsTrashed } from '@main/db/commands/asset'
import { storedFilePath } from '@main/library/folders'
import type { StudioEvents } from '@shared/contracts/events'
import type { Failure } from '@shared/domain/app-error'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOSSY_WEBP, readPng, readWebp, writePng, writeWebp } from '../fixtures/media-with-metadata'
import { type Harness, mp4, openHarness, png } from './library-harness'

type ImportProgress = StudioEvents['library.importing']

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

async function importOne(path: string): Promise<{ readonly assetId: string; readonly isNew: boolean }> {
  const [file] = await harness.library.importing.importPaths([path])
  if (!file || 'failure' in file.outcome) throw new Error(JSON.stringify(file))
  return file.outcome
}

async function refusalOf(name: string, bytes: Uint8Array | string): Promise<Failure> {
  const [file] = await harness.library.importing.importPaths([harness.put(name, bytes)])
  if (!file || !('failure' in file.outcome)) throw new Error(`${name} was taken`)
  return file.outcome.failure
}

const stagedFiles = (): readonly string[] =>
  existsSync(harness.library.context.folders.staging) ? readdirSync(harness.library.context.folders.staging) : []

describe('importing', () => {
  it('stores a picture under its hash with its measures and its name only in the row', async () => {
    const bytes = png(40, 30)
    const { assetId } = await importOne(harness.put('Été — 夜.png', bytes))
    const asset = await loadAssetDetail(harness.db, assetId)
    expect(asset).toMatchObject({ media: 'image', mime: 'image/png', width: 40, height: 30, origin: 'imported' })
    expect(readFileSync(storedFilePath(harness.library.context.folders, asset!))).toEqual(bytes)
    expect(stagedFiles()).toEqual([])
  })

  it('reads size and length of a clip from its index', async () => {
    const { assetId } = await importOne(harness.put('clip.mp4', mp4(64, 48)))
    expect(await loadAssetDetail(harness.db, assetId)).toMatchObject({
      media: 'video',
      width: 64,
      height: 48,
      durationMs: 5_000,
    })
  })

  it('takes the true type of a file that is named wrongly', async () => {
    const { assetId } = await importOne(harness.put('photo.jpg', png()))
    expect(await loadAssetDetail(harness.db, assetId)).toMatchObject({ mime: 'image/png', extension: 'png' })
  })

  it('takes a PDF as words for models to read, without reading it', async () => {
    const { assetId } = await importOne(harness.put('paper.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'))
    const found = { media: 'text', mime: 'application/pdf', extension: 'pdf' }
    expect(await loadAssetDetail(harness.db, assetId)).toMatchObject(found)
  })

  it.each([
    ['page.png', '<!DOCTYPE html><html><body>Bad gateway</body></html>', 'unsupported-file', 'web page'],
    ['error.png', '{"error":{"message":"no balance"}}', 'unsupported-file', 'JSON'],
    ['empty.png', '', 'unsupported-file', '0 bytes'],
    ['cut.png', png(20, 20).subarray(0, -20), 'truncated', 'cut off'],
    ['cut.mp4', mp4().subarray(0, -500), 'truncated', 'cut off'],
    ['huge.png', png(50_000, 50_000), 'unsafe-file', '50000 × 50000'],
    ['paper.png', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n', 'unsupported-file', 'PDF'],
    [
      'bomb.svg',
      '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
      'unsafe-file',
      'entities',
    ],
    ['huge.jpg', jpegHeader(60_000, 60_000), 'unsafe-file', '60000 × 60000'],
    ['huge.gif', gifHeader(65_535, 65_535), 'unsafe-file', '65535 × 65535'],
    ['huge.webp', webpHeader(16_384, 16_384), 'unsafe-file', '16384 × 16384'],
    ['huge.bmp', bmpHeader(40_000, 40_000), 'unsafe-file', '40000 × 40000'],
    ['huge.mp4', mp4(65_535, 65_535), 'unsafe-file', '65535 × 65535'],
    ['huge.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"></svg>', 'unsafe-file', '90000'],
    ['cut.svg', '<svg xmlns="http://www.w3.org/2000/svg"><g>', 'truncated', 'cut off'],
    ['note.xyz', 'just words', 'unsupported-file', 'plain text'],
  ])('refuses %s and says why', async (name, bytes, code, words) => {
    const failure = await refusalOf(name, bytes)
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) as string })
    expect(stagedFiles()).toEqual([])
    expect(harness.db.all('test', 'SELECT id FROM asset')).toEqual([])
  })

  it('reads no text that unpacks to a multiple of its size, and takes the picture', async () => {
    const small = readPng(png())
    const bomb = {
      type: 'zTXt',
      data: Buffer.concat([Buffer.from('prompt\0\0'), deflateSync(Buffer.alloc(200_000_000))]),
    }
    const before = process.memoryUsage().rss
    const { assetId } = await importOne(harness.put('texts.png', writePng([small[0]!, bomb, ...small.slice(1)])))
    expect(await loadImportedRecipe(harness.db, assetId)).toBeNull()
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  it('takes neither a pipe nor a device, and does not wait for them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dropped-'))
    execFileSync('mkfifo', [join(folder, 'pipe.png')])
    const files = await harness.library.importing.importPaths([join(folder, 'pipe.png'), '/dev/zero', folder])
    expect(files.map(({ outcome }) => ('failure' in outcome ? outcome.failure.message : 'taken'))).toEqual([
      'This is neither a file nor a folder.',
      'This is neither a file nor a folder.',
    ])
  })

  it('lets one refused file stop nothing', async () => {
    const paths = [
      harness.put('a.png', png()),
      harness.put('b.png', ''),
      harness.put('c.png', png()),
      join(tmpdir(), 'not-there.png'),
    ]
    const files = await harness.library.importing.importPaths(paths)
    expect(files.map(({ outcome }) => ('failure' in outcome ? outcome.failure.code : 'taken'))).toEqual([
      'taken',
      'unsupported-file',
      'taken',
      'not-found',
    ])
  })

  it('of a large folder tells how far it is, stops when it is told to, and goes on when it is dropped again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dropped-'))
    const count = 600
    for (let number = 0; number < count; number += 1) writeFileSync(join(folder, `${number}.png`), png())
    const progress = () =>
      harness.published.flatMap(({ name, data }) => (name === 'library.importing' ? [data as ImportProgress] : []))
    const rows = (): number => harness.db.all('test', 'SELECT id FROM asset').length
    const taking = harness.library.importing.importPaths([folder])
    await expect.poll(() => progress().length, { timeout: 20_000 }).toBeGreaterThan(2)
    harness.library.importing.stop()
    const [stopped, ...taken] = await taking
    expect(progress()[0]).toEqual({ done: 10, total: count, canStop: true })
    expect(progress().at(-1)).toEqual({ done: count, total: count, canStop: false })
    expect(stopped?.outcome).toMatchObject({
      failure: {
        code: 'canceled',
        message: `Stopped after ${taken.length} of 600 files. What is in stays; drop them again for the rest.`,
      },
    })
    expect(taken.length).toBeLessThan(count)
    expect(rows()).toBe(taken.length)
    expect(stagedFiles()).toEqual([])
    expect(await harness.library.importing.importPaths([folder])).toHaveLength(count)
    expect(rows()).toBe(count)
  })

  it('answers with the asset that is there when the same content comes again, and takes it out of the trash', async () => {
    const bytes = png()
    const first = await importOne(harness.put('first.png', bytes))
    await setAssetsTrashed(harness.db, [first.assetId], 1)
    const second = await importOne(harness.put('second.png', bytes))
    expect(second).toMatchObject({ assetId: first.assetId, isNew: false })
    expect((await loadAssetDetail(harness.db, first.assetId))?.trashedAtMs).toBeNull()
  })

  it('walks folders, but not through links out of them', async () => {
    const secret = mkdtempSync(join(tmpdir(), 'secret-'))
    writeFileSync(join(secret, 'secret.png'), png())
    const folder = mkdtempSync(join(tmpdir(), 'dropped-'))
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true })
    writeFileSync(join(folder, 'deep', 'er', 'in.png'), png())
    writeFileSync(join(folder, '.hidden.png'), png())
    symlinkSync(secret, join(folder, 'link'))
    symlinkSync(join(secret, 'secret.png'), join(folder, 'link.png'))
    const files = await harness.library.importing.importPaths([folder])
    expect(files.map(({ name }) => name)).toEqual(['in.png'])
  })

  it('keeps every file under its root whatever names and ids come', async () => {
    const bytes = png()
    const { folders } = harness.library.context
    const root = realpathSync(harness.root) + sep
    const { written } = await stage(bytes)
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), hostileName), async (name) => {
        expect(() => storedFilePath(folders, { sha256: name, extension: 'png' })).toThrow('Not a name')
        const isExtension = /^[a-z0-9]{1,8}$/.test(name)
        expect(isRefused(() => storedFilePath(folders, { ...written, extension: name }))).toBe(!isExtension)
      }),
      { numRuns: 10_000 },
    )
    await fc.assert(
      fc.asyncProperty(hostileName, async (displayName) => {
        const staged = await stage(png())
        const added = await harness.library.importing.importStaged({ ...staged, displayName, expected: null })
        const asset = await loadAssetDetail(harness.db, added.assetId)
        expect(asset?.displayName).toBe(displayName.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
        expect(realpathSync(storedFilePath(folders, asset!)).startsWith(root)).toBe(true)
        const [named] = (await harness.library.exporting.namedFiles([added.assetId])).paths
        expect(realpathSync(named!).startsWith(join(root, 'drag') + sep)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

function jpegHeader(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 17, 0, 2, 17, 0, 3, 17, 0, 0xff, 0xd9])
  frame.writeUInt16BE(height, 7)
  frame.writeUInt16BE(width, 9)
  return frame
}

function gifHeader(width: number, height: number): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\0\0\0;', 'latin1')
  header.writeUInt16LE(width, 6)
  header.writeUInt16LE(height, 8)
  return header
}

function webpHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(10)
  header.writeUIntLE(width - 1, 4, 3)
  header.writeUIntLE(height - 1, 7, 3)
  return writeWebp([{ type: 'VP8X', data: header }, ...readWebp(LOSSY_WEBP)])
}

function bmpHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(54)
  header.write('BM', 0, 'latin1')
  header.writeUInt32LE(54, 2)
  header.writeUInt32LE(54, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return header
}

const hostileName = fc.oneof(
  fc.constantFrom(
    '../../etc/passwd',
    '..\\..\\x',
    'CON',
    'nul.png',
    'a\0b',
    '\u202Egnp.exe',
    '.',
    '..',
    '/',
    'C:\\x',
    'x'.repeat(300),
    'e\u0301',
  ),
  fc
    .array(fc.constantFrom('..', '/', '\\', '\0', 'a', '%2e%2e', ':', '\u202E', '\uD800', ' ', '.'), { maxLength: 40 })
    .map((parts) => parts.join('')),
)

async function stage(bytes: Uint8Array) {
  const { writeHashed } = await import('@main/library/hashing')
  const stagedPath = join(harness.library.context.folders.staging, `test-${crypto.randomUUID()}`)
  const once = async function* () {
    yield bytes
  }
  return { stagedPath, written: await writeHashed(stagedPath, once(), 1_000_000) }
}

function isRefused(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch {
    return true
  }
}
