import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { DownloadRequest, DownloadResult } from '@main/gateway/download'
import { storedFilePath } from '@main/library/folders'
import { createLibraryProgramsService } from '@main/services/library-programs'
import { loadAssetDetail } from '@main/db/queries/asset'
import { afterEach, describe, expect, it } from 'vitest'
import { addGeneration, type Harness, openHarness, png } from './library-harness'

let harness: Harness | undefined
afterEach(() => harness?.close())

const PROGRAM = '/opt/Studio Paint/paint.exe'

/** What the system was asked for. */
interface Asked {
  readonly opened: string[]
  readonly started: (readonly [program: string, paths: readonly string[]])[]
  readonly recent: string[]
  readonly files: (readonly string[])[]
  readonly texts: string[]
}

function programsOf(library: Harness['library'], pick: () => string | null = () => PROGRAM) {
  const asked: Asked = { opened: [], started: [], recent: [], files: [], texts: [] }
  const service = createLibraryProgramsService({
    library,
    clipboard: {
      writeFiles: async (paths) => void asked.files.push(paths),
      writeText: async (text) => void asked.texts.push(text),
    },
    programs: {
      openFile: async (path) => void asked.opened.push(path),
      pickProgram: async () => pick(),
      start: async (program, paths) => void asked.started.push([program, paths]),
      noteRecent: (path) => void asked.recent.push(path),
      forgetRecent: () => void (asked.recent.length = 0),
    },
  })
  return { asked, service }
}

async function add(at: Harness, bytes: Uint8Array, name = 'a red fox.png'): Promise<string> {
  const [file] = await at.library.importing.importPaths([at.put(name, bytes)])
  if (!file || !('assetId' in file.outcome)) throw new Error('not added')
  return file.outcome.assetId
}

const storedPath = async (at: Harness, id: string): Promise<string> => {
  const detail = await loadAssetDetail(at.db, id)
  if (!detail) throw new Error('no such item')
  return storedFilePath(at.library.context.folders, detail)
}

/** As if a program had saved a while ago. */
function saveOver(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes)
  const before = Date.now() / 1_000 - 10
  utimesSync(path, before, before)
}

describe('an item in another program', () => {
  it('is a copy with a good name; what is saved there comes back as an edit, and the item stays as it is', async () => {
    harness = await openHarness()
    const bytes = png(8, 8)
    const id = await add(harness, bytes)
    const { asked, service } = programsOf(harness.library)
    await service.openFile(id)
    const [path = ''] = asked.opened
    expect(basename(path)).toMatch(/a red fox.*\.png$/)
    expect(readFileSync(path).equals(bytes)).toBe(true)
    const edited = png(9, 9)
    saveOver(path, edited)
    await harness.library.opened.takeBack()
    await harness.library.opened.takeBack()
    expect(readFileSync(await storedPath(harness, id)).equals(bytes)).toBe(true)
    const { children } = (await loadAssetDetail(harness.db, id))!
    expect(children).toMatchObject([{ relation: 'edit', media: 'image' }])
    const child = await loadAssetDetail(harness.db, children[0]!.assetId)
    expect(child?.sha256).toBe(createHash('sha256').update(edited).digest('hex'))
  })

  it('comes back also when the studio was not running while it was saved', async () => {
    harness = await openHarness()
    const id = await add(harness, png(8, 8))
    const { asked, service } = programsOf(harness.library)
    await service.openWith({ assetIds: [id] })
    expect(asked.started).toMatchObject([[PROGRAM, [expect.stringContaining('a red fox')]]])
    const { root } = harness
    harness.close()
    saveOver(asked.started[0]![1][0]!, png(9, 9))
    harness = await openHarness({ root })
    await harness.library.opened.tidy()
    expect((await loadAssetDetail(harness.db, id))?.children).toMatchObject([{ relation: 'edit' }])
  })

  it('leaves its copy after a week, but never what the library does not have', async () => {
    harness = await openHarness()
    const id = await add(harness, png(8, 8))
    const { asked, service } = programsOf(harness.library)
    await service.openFile(id)
    const [path = ''] = asked.opened
    const working = join(dirname(path), 'a red fox.kra')
    writeFileSync(working, 'layers')
    const longAgo = Date.now() / 1_000 - 8 * 24 * 3_600
    for (const old of [path, working]) utimesSync(old, longAgo, longAgo)
    await harness.library.opened.tidy()
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(working, 'utf8')).toBe('layers')
  })

  it('is opened with the program that was chosen before, without being asked again', async () => {
    harness = await openHarness()
    const id = await add(harness, png())
    let picks = 0
    const { asked, service } = programsOf(harness.library, () => (picks++ === 0 ? PROGRAM : null))
    expect(await service.openWith({ assetIds: [id] })).toMatchObject({ name: 'paint' })
    const [program] = await service.programs()
    await service.openWith({ assetIds: [id], programId: program!.id })
    expect(asked.started.map(([path]) => path)).toEqual([PROGRAM, PROGRAM])
    expect(await service.openWith({ assetIds: [id] })).toBeNull()
    await expect(service.openWith({ assetIds: [id], programId: 'none' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the clipboard', () => {
  it('gets real files with good names, and names those that are gone', async () => {
    harness = await openHarness()
    const bytes = png()
    const ids = [await add(harness, bytes, 'one.png'), await add(harness, png(), 'two.png')]
    rmSync(await storedPath(harness, ids[1]!))
    const { asked, service } = programsOf(harness.library)
    expect(await service.copyFiles(ids)).toEqual({ copied: 1, missing: [expect.stringMatching(/two$/)] })
    expect(asked.files[0]).toHaveLength(1)
    expect(readFileSync(asked.files[0]![0]!).equals(bytes)).toBe(true)
    await expect(service.copyFiles([ids[1]!])).rejects.toMatchObject({
      failure: { code: 'not-found', message: expect.stringMatching(/two” is not on the disk/) },
    })
    await service.copyPaths([ids[0]!])
    expect(asked.texts).toEqual([await storedPath(harness, ids[0]!)])
  })
})

describe('what was opened', () => {
  it('is listed, the newest first, once each, over a restart, without the trash', async () => {
    harness = await openHarness()
    const ids = [await add(harness, png()), await add(harness, png()), await add(harness, png())]
    const { service } = programsOf(harness.library)
    for (const id of [...ids, ids[0]!]) await service.noteOpened(id)
    const { root } = harness
    harness.close()
    harness = await openHarness({ root })
    harness.db.run('test', 'UPDATE asset SET trashed_at = 1 WHERE id = ?', [ids[1]!])
    const later = programsOf(harness.library).service
    expect((await later.recent()).map(({ id }) => id)).toEqual([ids[0], ids[2]])
    await later.forgetRecent()
    expect(await later.recent()).toEqual([])
  })
})

describe('a result whose file is gone from the disk', () => {
  /** A result that came from a link, with its file removed since. */
  async function openWithLostResult(answer: (request: DownloadRequest) => Promise<DownloadResult>): Promise<string> {
    const bytes = png(6, 6)
    let isFirst = true
    harness = await openHarness({
      downloadTo: async (request) => {
        if (!isFirst) return answer(request)
        isFirst = false
        return written(request, bytes)
      },
    })
    addGeneration(harness.db)
    harness.db.run('test', "UPDATE output SET url = 'https://vendor.example/fox.png'", [])
    const stored = await harness.library.outputs.storeFromUrl(
      {
        outputId: 'output-1',
        taskId: 'task-1',
        generationId: 'generation-1',
        ordinal: 0,
        keyProfileId: 'profile-1',
        media: 'image',
        title: null,
        postProcess: null,
        mimeHint: null,
      },
      'https://vendor.example/fox.png',
    )
    if (stored.kind !== 'stored') throw new Error(stored.kind)
    rmSync(await storedPath(harness, stored.assetId))
    kept = bytes
    return stored.assetId
  }
  let kept: Uint8Array = new Uint8Array()

  it('is fetched before it is dragged, copied or exported', async () => {
    const asked: string[] = []
    const id = await openWithLostResult(async (request) => {
      asked.push(request.url)
      return written(request, kept)
    })
    const { paths, missing, fetched } = await harness!.library.exporting.namedFiles([id])
    expect({ missing, fetched }).toEqual({ missing: [], fetched: 1 })
    expect(readFileSync(paths[0]!).equals(kept)).toBe(true)
    expect(asked).toEqual(['https://vendor.example/fox.png'])
    // It is in the library again: nothing is fetched twice.
    expect((await harness!.library.exporting.namedFiles([id])).fetched).toBe(0)
  })

  it('is never replaced by other bytes, and said to be gone', async () => {
    const id = await openWithLostResult(async (request) => written(request, png(6, 6)))
    await expect(harness!.library.exporting.namedFiles([id])).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it('is said to be gone when its link is dead, and the others are saved', async () => {
    const id = await openWithLostResult(async () => ({
      kind: 'expired',
      status: 404,
      failure: { code: 'expired', message: 'gone', nextStep: 'none' },
    }))
    const other = await add(harness!, png(), 'other.png')
    const folder = mkdtempSync(join(tmpdir(), 'saved-'))
    expect(await harness!.library.exporting.saveTo([id, other], folder)).toEqual({
      saved: 1,
      missing: ['a red fox in the snow'],
    })
  })
})

async function written({ filePath }: DownloadRequest, bytes: Uint8Array): Promise<DownloadResult> {
  writeFileSync(filePath, bytes)
  return {
    kind: 'done',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    byteSize: bytes.byteLength,
    contentType: 'image/png',
    headBytes: bytes.subarray(0, 64),
  }
}
