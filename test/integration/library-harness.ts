import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import type { UndoStep } from '@main/db/commands/undo-log'
import type { Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import type { DownloadRequest, DownloadResult } from '@main/gateway/download'
import { createHashThread } from '@main/library/hash-thread'
import { createLibrary, type Library } from '@main/library/library'
import { watchFolder } from '@main/platform/folder-watch'
import type { MediaWorkerPageEvents, OpenMediaWorkerPage } from '@main/library/media-worker'
import type { Clock } from '@main/platform/ports'
import type { MediaJobInputs, MediaJobKind, MediaWorkerOrder } from '@shared/contracts/media-worker'
import type { UndoableAction } from '@shared/domain/library-order'
import type { StudioEventName } from '@shared/contracts/events'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'

export const HASH_WORKER = resolve(import.meta.dirname, 'hash-worker.mjs')
export const DATABASE_WORKER = resolve(import.meta.dirname, '../../src/main/db/database-worker.ts')

export interface Harness {
  readonly root: string
  readonly library: Library
  readonly db: Database
  readonly clock: Clock & { advance: (ms: number) => void }
  readonly published: readonly { readonly name: StudioEventName; readonly data: unknown }[]
  /** Writes a file outside the library, as a person would have it. */
  readonly put: (name: string, bytes: Uint8Array | string) => string
  readonly close: () => void
}

export interface HarnessOptions {
  readonly root?: string
  readonly openMediaWorkerPage?: OpenMediaWorkerPage
  readonly downloadTo?: (request: DownloadRequest) => Promise<DownloadResult>
  readonly nowMs?: number
  readonly findTranscoder?: () => Promise<string | null>
  /** Wraps the database, for faults between its steps. */
  readonly watch?: (db: Database) => Database
}

/** A library on real files and a real database; only the page that decodes is a stand-in, because it needs Electron. */
export async function openHarness(options: HarnessOptions = {}): Promise<Harness> {
  const root = options.root ?? mkdtempSync(join(tmpdir(), 'library-'))
  const outside = mkdtempSync(join(tmpdir(), 'library-outside-'))
  mkdirSync(root, { recursive: true })
  const opened = await openDatabase({ filePath: join(root, 'studio.sqlite'), backupFolder: join(root, 'backups') })
  const db = options.watch ? options.watch(opened) : opened
  let offsetMs = 0
  const clock = {
    nowMs: () => (options.nowMs ?? Date.now()) + offsetMs,
    monotonicMs: () => performance.now() + offsetMs,
    advance: (ms: number): void => {
      offsetMs += ms
    },
  }
  const published: { name: StudioEventName; data: unknown }[] = []
  const library = createLibrary({
    db,
    rootFolder: root,
    clock,
    nextId: createUuidV7Generator({ nowMs: clock.nowMs, fillRandom: (bytes) => void crypto.getRandomValues(bytes) }),
    events: { publish: (name, data) => void published.push({ name, data }), publishTo: () => undefined },
    openMediaWorkerPage:
      options.openMediaWorkerPage ??
      workerPage(async () => ({ width: null, height: null, durationMs: null, small: null, large: null })),
    hashes: createHashThread(HASH_WORKER),
    watchFolder,
    ...(options.findTranscoder ? { findTranscoder: options.findTranscoder } : {}),
    downloadTo: options.downloadTo ?? (async () => Promise.reject(new Error('no download in this test'))),
    credentialsOf: async (profileId) => ({
      profileId,
      baseUrl: 'http://127.0.0.1:1',
      key: 'sk-test',
      isLoopbackAllowed: true,
    }),
  })
  return {
    root,
    library,
    db,
    clock,
    published,
    put: (name, bytes) => {
      const path = join(outside, `${randomUUID()}-${name}`)
      writeFileSync(path, bytes)
      return path
    },
    close: () => {
      library.stop()
      db.close()
    },
  }
}

/** An act of the person, of its own each time. */
export const step = (action: UndoableAction, id: string = randomUUID()): UndoStep => ({
  id,
  action,
  itemCount: 1,
  nowMs: 1_700_000_000_000,
})

/** What a page does with an order; throwing `die` takes the page down, never answering hangs it. */
export type Answering = (order: Extract<MediaWorkerOrder, { order: 'run' }>) => Promise<unknown>

export class PageDies extends Error {}

export function workerPage(answer: Answering): OpenMediaWorkerPage {
  return (events: MediaWorkerPageEvents) => {
    let isOpen = true
    queueMicrotask(() => events.onReport({ report: 'ready' }))
    return {
      send: (order) => {
        if (order.order !== 'run') return
        answer(order).then(
          (value) => isOpen && events.onReport({ report: 'done', jobId: order.jobId, answer: value }),
          (error: unknown) => {
            if (!isOpen) return
            if (error instanceof PageDies) events.onGone('crashed', 'test')
            else
              events.onReport({ report: 'failed', jobId: order.jobId, reason: 'undecodable', message: String(error) })
          },
        )
      },
      close: () => {
        isOpen = false
      },
    }
  }
}

export const inputOf = <Kind extends MediaJobKind>(
  order: Extract<MediaWorkerOrder, { order: 'run' }>,
): MediaJobInputs[Kind] => order.input as MediaJobInputs[Kind]

/** A PNG that says it is so large; its content fits only when `isWhole`. Different bytes each time. */
export function png(width = 4, height = 3, seed: Uint8Array = randomBytes(8)): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const isSmall = width * height < 10_000
  const raw = Buffer.alloc(isSmall ? (width * 3 + 1) * height : 64)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.concat([Buffer.from('seed\0'), Buffer.from(Buffer.from(seed).toString('hex'))])),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.byteLength)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** The smallest MP4 structure: `ftyp`, an index with one track of that size, and data. */
export function mp4(width = 64, height = 48): Buffer {
  const tkhd = Buffer.alloc(84)
  tkhd.writeUInt32BE(width * 65_536, 76)
  tkhd.writeUInt32BE(height * 65_536, 80)
  const mvhd = Buffer.alloc(100)
  mvhd.writeUInt32BE(1_000, 12)
  mvhd.writeUInt32BE(5_000, 16)
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1')),
    box('moov', Buffer.concat([box('mvhd', mvhd), box('trak', box('tkhd', tkhd))])),
    box('mdat', randomBytes(2_000)),
  ])
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.byteLength + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A generation with a task and one open output, as the task engine would have written them. */
export function addGeneration(db: Database, outputIds: readonly string[] = ['output-1']): void {
  db.run(
    'test',
    `INSERT INTO generation VALUES ('generation-1', 'request-1', 'flux.create', 1, 'flux-pro', 'a red fox in the snow', '{}',
       '[]', '{"kind":"create"}', NULL, '{"kind":"unknown","why":""}', 'profile-1', 'Mine', 1)`,
  )
  db.run(
    'test',
    "INSERT INTO task (id, generation_id, state, lane, created_at) VALUES ('task-1', 'generation-1', 'downloading', 'x', 1)",
  )
  outputIds.forEach((id, ordinal) =>
    db.run(
      'test',
      "INSERT INTO output (id, task_id, ordinal, media, state, first_seen_at) VALUES (?, 'task-1', ?, 'image', 'pending', 1)",
      [id, ordinal],
    ),
  )
}
