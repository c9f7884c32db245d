import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertGeneration, type NewGeneration } from '@main/db/commands/generation'
import type { Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import { loadTaskView } from '@main/db/queries/task'
import { createTaskEngine, type TaskEngine } from '@main/tasks/engine'
import type { OutputStore, StoreOutcome, TaskGateway } from '@main/tasks/ports'
import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock'

export const newId = createUuidV7Generator({
  nowMs: Date.now,
  fillRandom: (bytes) => void crypto.getRandomValues(bytes),
})

export function openLibrary(folder: string = mkdtempSync(join(tmpdir(), 'tasks-'))): Promise<Database> {
  return openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
}

/** A waiting task straight into the tables, as the generation service writes it. */
export async function addTask(db: Database, change: Partial<NewGeneration> = {}): Promise<string> {
  const fresh: NewGeneration = {
    generationId: newId(),
    taskId: newId(),
    ledgerEntryId: newId(),
    clientRequestId: newId(),
    operationId: 'grok.video.create',
    specVersion: 1,
    modelId: 'grok-video-3',
    prompt: 'a red kite',
    params: { prompt: 'a red kite' },
    inputAssetIds: [],
    origin: { kind: 'create' },
    postProcess: null,
    estimate: { kind: 'known', amountMicroUsd: 120_000, certainty: 'exact', basis: 'per call' },
    keyProfileId: 'profile-1',
    keyProfileLabel: 'Work',
    lane: 'video-unified:profile-1',
    remote: null,
    retryOf: null,
    nowMs: Date.UTC(2026, 0, 1),
    ...change,
  }
  return (await insertGeneration(db, fresh)).taskId
}

/** A library that stores whatever it is told to; the asset rows are real, because outputs point at them. */
export function createFakeStore(
  db: Database,
  answer: (url: string, count: number) => StoreOutcome | null = () => null,
) {
  const counts = new Map<string, number>()
  const staged = new Map<string, string>()
  const storeAsset = (media: string): StoreOutcome => {
    const id = newId()
    db.run(
      'test.asset',
      `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, display_name, title, origin, rev, created_at)
       VALUES (?, ?, ?, 'image/png', 'png', 1, 'x', 'x', 'generated', 1, 1)`,
      [id, id, media],
    )
    return { kind: 'stored', assetId: id }
  }
  const storeOne = async (key: string, media: string): Promise<StoreOutcome> => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return answer(key, count) ?? storeAsset(media)
  }
  const store: OutputStore & {
    readonly counts: ReadonlyMap<string, number>
    readonly staged: ReadonlyMap<string, string>
  } = {
    counts,
    staged,
    stageInline: async (outputId, source) => {
      staged.set(outputId, source.kind)
      return `staged-${outputId}`
    },
    storeStaged: (output, name) => storeOne(name, output.media),
    storeFromUrl: (output, url) => storeOne(url, output.media),
  }
  return store
}

export interface Bench {
  readonly db: Database
  readonly clock: FakeClock
  readonly engine: TaskEngine
  readonly views: TaskView[]
  readonly notices: Failure[]
  readonly view: (taskId: string) => Promise<TaskView>
}

export interface BenchOptions {
  readonly db?: Database
  readonly clock?: FakeClock
  readonly gateway: TaskGateway
  readonly store?: OutputStore
  readonly laneLimit?: number
}

/** An engine on a real library file, a scripted gateway and a clock that the test moves. */
export async function createBench(options: BenchOptions): Promise<Bench> {
  const db = options.db ?? (await openLibrary())
  const clock = options.clock ?? createFakeClock()
  const views: TaskView[] = []
  const notices: Failure[] = []
  const engine = createTaskEngine({
    db,
    clock,
    gateway: options.gateway,
    store: options.store ?? createFakeStore(db),
    news: {
      taskChanged: (task) => views.push(task),
      pauseChanged: () => {},
      noticeRaised: (failure) => notices.push(failure),
    },
    nextId: newId,
    random: () => 0.5,
    ...(options.laneLimit === undefined ? {} : { laneLimit: options.laneLimit }),
  })
  const view = async (taskId: string): Promise<TaskView> => {
    const found = await loadTaskView(db, taskId)
    if (!found) throw new Error('no such task')
    return found
  }
  return { db, clock, engine, views, notices, view }
}
