import { createHash } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { saveSetting } from '@main/db/commands/settings'
import type { Database } from '@main/db/database'
import { MIGRATIONS } from '@main/db/migrations/all'
import { openDatabase } from '@main/db/open'
import { libraryFolders, storedFilePath, thumbnailPath } from '@main/library/folders'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { ensureCachedFolder } from '../../../scripts/runtime/machine-cache.ts'
import type { BenchContext } from '../harness/bench.ts'
import { benchCache, ensureMediaPool } from './media-pool.ts'
import { writeRows, type SeededFile } from './rows.ts'

const DATABASE = 'studio.sqlite'

/** The discard port: what a studio that is offline sees at once. */
const OFFLINE_GATEWAY = 'http://127.0.0.1:9'

/**
 * A library folder with so many assets, made once for each schema and count. Never opened by a program: benchmarks
 * take a copy by {@link copyProfile}.
 */
export async function ensureSeededLibrary(context: BenchContext, count: number): Promise<string> {
  const pool = await ensureMediaPool(context)
  const recipe = `library-${count}-${await seedHash()}`
  const name = `${recipe}-${schemaHash()}`
  return ensureCachedFolder(benchCache(), name, async (folder) => {
    const startMs = Date.now()
    const say = (line: string): void =>
      context.say(`library of ${count}: ${line} (${Math.round((Date.now() - startMs) / 1000)} s)`)
    const isBroughtForward = await takeFormer(recipe, folder)
    await removeOutdated(count, name)
    if (isBroughtForward) return say('brought to the schema of today, as a person’s would be')
    const db = await openDatabase({ filePath: join(folder, DATABASE), backupFolder: join(folder, 'backups') })
    const files: SeededFile[] = []
    try {
      await writeSettings(db)
      db.run('seed.fast', 'PRAGMA synchronous = OFF')
      writeRows({
        db,
        count,
        poolByteSizes: originalsOf(pool).map((path) => statSync(path).size),
        onFile: (file) => files.push(file),
        onProgress: (done) => done % 50_000 === 0 && say(`${done} rows`),
      })
      settle(db)
    } finally {
      db.close()
    }
    linkFiles(folder, pool, files, (done) => done % 100_000 === 0 && say(`${done} files`))
    say('done')
  })
}

/** As a day later: nothing is left to be made up for in the background, and the planner knows its tables. */
function settle(db: Database): void {
  db.run('seed.looked-at', 'INSERT OR IGNORE INTO asset_look (asset_number) SELECT number FROM asset')
  db.run('seed.analyse', 'PRAGMA optimize')
}

/** The same library under an older schema, moved here and migrated; false where there is none. */
async function takeFormer(recipe: string, folder: string): Promise<boolean> {
  const former = readdirSync(benchCache()).find((name) => name.startsWith(`${recipe}-`) && !name.endsWith('.lock'))
  if (former === undefined) return false
  for (const name of readdirSync(join(benchCache(), former)))
    await rename(join(benchCache(), former, name), join(folder, name))
  const db = await openDatabase({ filePath: join(folder, DATABASE), backupFolder: join(folder, 'backups') })
  const isTooNew = db.readOnlyReason !== null
  if (!isTooNew) settle(db)
  db.close()
  const useless = isTooNew ? readdirSync(folder) : ['backups']
  for (const name of useless) await rm(join(folder, name), { recursive: true, force: true })
  return !isTooNew
}

/** A million assets take 2 GB; the same library of an older schema is of no more use. */
async function removeOutdated(count: number, currentName: string): Promise<void> {
  const outdated = readdirSync(benchCache()).filter(
    (name) => name.startsWith(`library-${count}-`) && !name.startsWith(currentName),
  )
  for (const name of outdated) await rm(join(benchCache(), name), { recursive: true, force: true })
}

/** Puts a library into a profile that a program may open and change; the media stay where they are. */
export async function copyProfile(libraryFolder: string, userDataDir: string): Promise<string> {
  const library = join(userDataDir, 'library')
  await mkdir(library, { recursive: true })
  await cp(join(libraryFolder, DATABASE), join(library, DATABASE))
  for (const name of ['files', 'thumbnails']) await symlink(join(libraryFolder, name), join(library, name))
  return join(library, DATABASE)
}

/** First run answered, a key for a gateway that is out of reach, and the Library as the last view. */
async function writeSettings(db: Database): Promise<void> {
  await saveSetting(db, 'studio.settings', JSON.stringify({ ...DEFAULT_SETTINGS, isFirstRunDone: true, theme: 'dark' }))
  await saveSetting(db, 'view.app.view', JSON.stringify('library'))
  saveLoopbackKey(db, 'bench', OFFLINE_GATEWAY)
}

/** A key profile for a gateway on loopback, active. */
export function saveLoopbackKey(db: Database, profileId: string, origin: string): void {
  db.run(
    'seed.profile',
    `INSERT OR REPLACE INTO key_profile (id, label, base_url, key_blob, key_tail, protection, is_active, created_at)
     VALUES (?, 'Bench', ?, ?, 'ench', 'plain', 1, 0)`,
    [profileId, origin, Buffer.from('sk-bench-bench-bench')],
  )
}

function originalsOf(pool: string): readonly string[] {
  return readdirSync(pool)
    .filter((name) => name.endsWith('-640.webp'))
    .map((name) => join(pool, name))
}

/** Every asset has its file and its thumbnail; they are links to the pool's, so that a million cost no space. */
function linkFiles(
  folder: string,
  pool: string,
  files: readonly SeededFile[],
  onProgress: (done: number) => void,
): void {
  const folders = libraryFolders(folder)
  const originals = originalsOf(pool)
  const made = new Set<string>()
  const link = (from: string, to: string): void => {
    const parent = to.slice(0, to.lastIndexOf('/'))
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    try {
      linkSync(from, to)
    } catch {
      // Another disk, or more links than this file system allows.
      copyFileSync(from, to)
    }
  }
  mkdirSync(folders.files, { recursive: true })
  mkdirSync(folders.thumbnails, { recursive: true })
  files.forEach((file, index) => {
    const original = originals[file.poolIndex] ?? ''
    link(original, storedFilePath(folders, file))
    if (file.extension === 'webp' || file.extension === 'mp4') {
      link(original.replace('-640.webp', '-320.webp'), thumbnailPath(folders, file.sha256, 320))
    }
    onProgress(index + 1)
  })
}

function schemaHash(): string {
  const hash = createHash('sha256')
  for (const { version, sql } of MIGRATIONS) hash.update(`${version}\n${sql}\n`)
  return hash.digest('hex').slice(0, 12)
}

/** The code that fills the library. */
async function seedHash(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of ['prompts.ts', 'rows.ts', 'media-pool.ts']) {
    hash.update(await readFile(join(import.meta.dirname, name)))
  }
  return hash.digest('hex').slice(0, 12)
}
