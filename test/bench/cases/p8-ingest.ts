import { openDatabase } from '@main/db/open'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchCase, BenchContext } from '../harness/bench.ts'
import { withBenchPage } from '../harness/bench-page.ts'
import { type PictureServer, servePictures } from '../harness/picture-server.ts'
import type { Program } from '../harness/program.ts'
import { startStudio } from '../harness/programs.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { writeIngestProfile } from '../seed/ingest-profile.ts'
import { ensureLargePictures } from '../seed/media-pool.ts'

const PICTURES = 500
const ROUNDS = 2
const POLL_MS = 25
/** No picture more in this time: the rest will not come. */
const PATIENCE_MS = 60_000
/** The studio has done its start and waits for the first bytes. */
const CALM_MS = 2_000

/** Elapsed milliseconds of the parts, in one round. */
interface Round {
  readonly storedMs: number
  readonly finishedMs: number
  readonly rawDownloadMs: number
  readonly rawThumbnailsMs: number
}

/** P8: results of finished tasks on their way into the library of the running app, against the bare steps. */
export const ingestCase: BenchCase = {
  id: 'P8',
  run: async (context) => {
    const server = await servePictures(await ensureLargePictures(context, PICTURES))
    try {
      const rounds = await withBenchPage(context.launch, async (page) => {
        const done: Round[] = []
        for (let number = 1; number <= ROUNDS; number += 1) {
          const round = { ...(await ingest(context, server)), ...(await runBareSteps(page, server)) }
          context.say(`round ${number} of ${ROUNDS}: ${wordsOf(round)}`)
          done.push(round)
        }
        return done
      })
      return resultsOf(rounds)
    } finally {
      server.close()
    }
  },
}

function resultsOf(rounds: readonly Round[]) {
  const typical = (measure: (round: Round) => number): number => median(rounds.map(measure))
  const line = { id: 'P8', unit: 'ms' }
  return [
    judge({
      ...line,
      name: `${PICTURES} pictures of 1024²: download → hash → store → row → thumbnails, against the bare steps`,
      ours: typical(({ finishedMs }) => finishedMs),
      reference: typical((round) => round.rawDownloadMs + round.rawThumbnailsMs),
      budgets: [{ maxRatio: 1.3 }],
    }),
    judge({
      ...line,
      name: 'until every row is there, against undici.stream to files',
      ours: typical(({ storedMs }) => storedMs),
      reference: typical(({ rawDownloadMs }) => rawDownloadMs),
    }),
    judge({
      ...line,
      name: 'from the last row to the last thumbnail, against bare decode + resize + encode of all',
      ours: typical(({ finishedMs, storedMs }) => finishedMs - storedMs),
      reference: typical(({ rawThumbnailsMs }) => rawThumbnailsMs),
    }),
  ]
}

/** Starts the studio on a profile with pictures to fetch; the gateway keeps them back until the start is over. */
async function ingest(context: BenchContext, server: PictureServer): Promise<Pick<Round, 'storedMs' | 'finishedMs'>> {
  return withTemporaryFolder(async (folder) => {
    server.hold()
    const filePath = await writeIngestProfile(folder, server.origin, server.urls)
    const studio = startStudio(context, folder, '[data-view="settings"] h1, [data-view="settings"] h2')
    try {
      await studio.interactiveMs()
      await server.firstRequest()
      await sleep(CALM_MS)
      const startMs = performance.now()
      server.release()
      return await watchLibrary(filePath, startMs)
    } finally {
      await studio.close()
    }
  })
}

/** Looks into the database from outside, as often as it costs nothing. */
async function watchLibrary(filePath: string, startMs: number): Promise<Pick<Round, 'storedMs' | 'finishedMs'>> {
  const db = await openDatabase({ filePath, backupFolder: join(filePath, '..', 'backups') })
  try {
    let storedMs = Number.NaN
    let last = { total: 0, ready: 0, atMs: performance.now() }
    for (;;) {
      const row = db.get<{ total: number; pending: number; ready: number }>(
        'bench.watch',
        `SELECT count(*) AS total, sum(thumbnail = 'pending') AS pending, sum(thumbnail = 'ready') AS ready FROM asset`,
      )
      const { total, ready } = { total: row?.total ?? 0, ready: row?.ready ?? 0 }
      const nowMs = performance.now()
      if (total === PICTURES && Number.isNaN(storedMs)) storedMs = nowMs - startMs
      if (ready === PICTURES) return { storedMs, finishedMs: nowMs - startMs }
      if (total > last.total || ready > last.ready) last = { total, ready, atMs: nowMs }
      if (nowMs - last.atMs > PATIENCE_MS) {
        throw new Error(
          `Only ${total} of ${PICTURES} pictures were stored, ${ready} with thumbnails, ${row?.pending} are due`,
        )
      }
      await sleep(POLL_MS)
    }
  } finally {
    db.close()
  }
}

async function runBareSteps(
  page: Program,
  server: PictureServer,
): Promise<Pick<Round, 'rawDownloadMs' | 'rawThumbnailsMs'>> {
  return withTemporaryFolder(async (folder) => ({
    rawDownloadMs: await page.inMain<number>(DOWNLOAD_ALL, { urls: server.urls, folder }),
    rawThumbnailsMs: await makeThumbnails(page, server.urls),
  }))
}

async function makeThumbnails(page: Program, urls: readonly string[]): Promise<number> {
  let elapsedMs = 0
  for (let from = 0; from < urls.length; from += 100) {
    elapsedMs += await page.inPage<number>('return window.bench.makeRawThumbnails(value)', urls.slice(from, from + 100))
  }
  return elapsedMs
}

/** Four at a time, as the studio does; in the main process of the same Electron. */
const DOWNLOAD_ALL = `
  const { createWriteStream } = require('node:fs')
  const { stream } = require('undici')
  const waiting = value.urls.map((url, index) => ({ url, path: value.folder + '/' + index + '.png' }))
  const startMs = performance.now()
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { path } = next
      await stream(next.url, { method: 'GET' }, () => createWriteStream(path))
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
  return performance.now() - startMs
`

function wordsOf(round: Round): string {
  return Object.entries(round)
    .map(([name, value]) => `${name} ${Math.round(value)}`)
    .join(', ')
}
