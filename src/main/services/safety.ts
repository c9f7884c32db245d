import { join } from 'node:path'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import { DATABASE_DAMAGE, type IntegrityReport, type Progress, type SafetyState } from '@shared/domain/safety'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { backUpDatabase, backupPath, copyBackup, listBackups, prepareRestore, pruneBackups } from '../db/backups'
import { DatabaseJobError } from '../db/database-job'
import { saveSetting } from '../db/commands/settings'
import type { Database } from '../db/database'
import { loadSetting } from '../db/queries/settings'
import { asStorageError, onDisk } from '../library/disk'
import type { HashThread } from '../library/hash-thread'
import { checkIntegrity } from '../library/integrity'
import type { Library } from '../library/library'
import { assertWritable } from '../library/library-context'
import { copyLibraryFiles } from '../library/moving'
import { adoptOrphans } from '../library/sweeper'
import { createLogger, detach } from '../log/logger'
import { createDatabaseHealth } from './safety-health'
import type { Clock, Dialogs, EventPublisher, SystemShell } from '../platform/ports'

const log = createLogger('safety')

export interface SafetyServiceOptions {
  readonly folders: { readonly library: string; readonly database: string; readonly backups: string }
  readonly clock: Clock
  readonly events: EventPublisher
  readonly dialogs: Dialogs
  readonly shell: SystemShell
  readonly databaseWorkerPath: string
  readonly nativeBinding: string | undefined
  readonly hashes: HashThread
  /** Null while the database cannot be opened: then only the ways out of that work. */
  readonly running: {
    readonly db: Database
    readonly library: Pick<Library, 'context' | 'importing' | 'sidecars'>
  } | null
  readonly damage: Failure | null
  /** What went wrong with the restart that led here. */
  readonly failure: Failure | null
  readonly oldFolder: () => string | null
  readonly forgetOldFolder: () => void
  readonly restart: {
    /** Begins again, and takes a prepared database into place on the way. */
    readonly again: () => Promise<void>
    /** Begins again with a new, empty database; the one of now steps aside. */
    readonly withNewDatabase: () => Promise<void>
    /** Begins again with the library at another place, whose media files are there already. */
    readonly at: (libraryFolder: string) => Promise<void>
  }
}

export type SafetyService = ReturnType<typeof createSafetyService>

/** The start must not wait for a backup, and a backup must not take the disk from the start. */
const FIRST_BACKUP_DELAY_MS = 5 * MINUTE_MS
const BACKUP_EVERY_MS = 20 * HOUR_MS
/** After a kill or a power cut soon, else once a week: it reads all of the database. */
const CHECK_DELAY_MS = { afterLeftOpen: 5 * SECOND_MS, usual: 10 * MINUTE_MS }
const CHECK_EVERY_MS = 7 * DAY_MS
const SETTING = 'library.second-backup-folder'
const CHECKED_AT_SETTING = 'library.database-checked-at'
const FOLDER_NAME = 'ChainHub Library'

/** Backups, checks, restores and moves; long work runs in threads and tells how far it is. */
export function createSafetyService(options: SafetyServiceOptions) {
  const { folders, clock, events, dialogs, running } = options
  const progress: {
    damage: Failure | null
    isBackingUp: boolean
    failure: Failure | null
    check: Progress | null
    report: IntegrityReport | null
    recovery: Progress | null
    move: SafetyState['move']
  } = {
    damage: options.damage,
    isBackingUp: false,
    failure: options.failure,
    check: null,
    report: null,
    recovery: null,
    move: null,
  }
  let checking: AbortController | null = null
  let timer: NodeJS.Timeout | undefined
  let checkTimer: NodeJS.Timeout | undefined
  const stopping = new AbortController()
  const backupOptions = {
    databasePath: folders.database,
    folder: folders.backups,
    workerPath: options.databaseWorkerPath,
    nativeBinding: options.nativeBinding,
  }
  const health = createDatabaseHealth(backupOptions)

  const stored = async (key: string): Promise<unknown> => {
    const json = running ? await loadSetting(running.db, key) : null
    return json === null ? null : JSON.parse(json)
  }
  const secondFolder = async (): Promise<string | null> => {
    // Damage may lie on the very page that holds it.
    const value = await stored(SETTING).catch(() => null)
    return typeof value === 'string' ? value : null
  }
  const state = async (): Promise<SafetyState> => ({
    libraryFolder: folders.library,
    backups: await health.backups(),
    secondFolder: await secondFolder(),
    hasSidecars: running ? await running.library.sidecars.isOn().catch(() => false) : false,
    oldFolder: options.oldFolder(),
    ...progress,
  })
  const tell = async (): Promise<SafetyState> => {
    const now = await state()
    events.publish('safety.changed', now)
    return now
  }
  const note = (change: Partial<typeof progress>): void => {
    Object.assign(progress, change)
    detach(tell(), 'tell of the library’s safety')
  }
  const theRunning = (): NonNullable<typeof running> => {
    if (running) return running
    throw new AppError({ code: 'database-damaged', message: 'First bring the library back.', nextStep: 'none' })
  }

  /** Looks for copies that are whole before one is offered. */
  const checkBackups = (): void =>
    detach(
      health.checkBackups(() => detach(tell(), 'tell of the backups'), stopping.signal),
      'check the backups',
    )
  const noteDamage = (): void => {
    note({ damage: DATABASE_DAMAGE })
    checkBackups()
  }
  if (progress.damage?.code === 'database-damaged') checkBackups()
  running?.db.watchDamage(noteDamage)

  const checkDatabase = async (): Promise<void> => {
    if (!(await health.isDatabaseSound())) noteDamage()
    else await saveSetting(theRunning().db, CHECKED_AT_SETTING, JSON.stringify(clock.nowMs()))
  }
  const scheduleCheck = async (wasLeftOpen: boolean): Promise<void> => {
    const checkedAtMs = await stored(CHECKED_AT_SETTING)
    const isDue = typeof checkedAtMs !== 'number' || clock.nowMs() - checkedAtMs >= CHECK_EVERY_MS
    if (!isDue && !wasLeftOpen) return
    const delayMs = wasLeftOpen ? CHECK_DELAY_MS.afterLeftOpen : CHECK_DELAY_MS.usual
    checkTimer = setTimeout(() => detach(checkDatabase(), 'check the database'), delayMs)
    checkTimer.unref()
  }

  const backUp = async (): Promise<SafetyState> => {
    if (progress.isBackingUp) return state()
    note({ isBackingUp: true, failure: null })
    try {
      const name = await backUpDatabase(backupOptions, clock.nowMs())
      await pruneBackups(folders.backups)
      const second = await secondFolder()
      if (second !== null) await copyBackup(backupOptions, name, second)
    } catch (error) {
      log.error('backup failed', error)
      progress.failure = backupFailure(error)
      if (error instanceof DatabaseJobError && error.isDamage && !(await health.isDatabaseSound())) noteDamage()
    }
    progress.isBackingUp = false
    return tell()
  }
  const backUpWhenDue = async (): Promise<void> => {
    const newest = (await listBackups(folders.backups)).find(({ kind }) => kind === 'regular')
    if (!newest || clock.nowMs() - newest.createdAtMs >= BACKUP_EVERY_MS) await backUp()
  }
  const schedule = (delayMs: number): void => {
    timer = setTimeout(() => {
      detach(backUpWhenDue(), 'back up the library')
      schedule(HOUR_MS)
    }, delayMs)
    timer.unref()
  }

  const adopt = async (): Promise<void> => {
    const { context, importing } = theRunning().library
    note({ recovery: { done: 0, total: 0 } })
    try {
      await adoptOrphans(context, importing, stopping.signal, (done) => note({ recovery: { done, total: done } }))
    } finally {
      note({ recovery: null, report: null })
    }
  }

  const check = async (controller: AbortController): Promise<void> => {
    const { context } = theRunning().library
    try {
      const report = await checkIntegrity({
        context,
        hashes: options.hashes,
        signal: controller.signal,
        onProgress: (done) => note({ check: done }),
      })
      if (!controller.signal.aborted) progress.report = report
    } finally {
      checking = null
      note({ check: null })
    }
  }

  const move = async (target: string): Promise<void> => {
    note({ move: { target, done: 0, total: 0 } })
    try {
      await copyLibraryFiles({
        source: folders.library,
        target,
        hashes: options.hashes,
        signal: stopping.signal,
        onProgress: (done) => note({ move: { target, ...done } }),
      })
      await options.restart.at(target)
    } catch (error) {
      log.error('the library was not moved', error)
      note({ move: null, failure: toFailure(asStorageError(error)) })
    }
  }

  const restore = async (path: string): Promise<null> => {
    try {
      await onDisk(() => prepareRestore(backupOptions, path))
    } catch (error) {
      throw error instanceof AppError ? error : badBackup(error)
    }
    await options.restart.again()
    return null
  }

  return {
    state,
    backUp,

    async openAgain(): Promise<null> {
      await options.restart.again()
      return null
    },

    restoreBackup: (name: string): Promise<null> => restore(backupPath(backupOptions, name)),

    /** From a copy that lies elsewhere, for example in the second place. */
    async restoreFile(): Promise<null> {
      const [path] = await dialogs.pickFiles('Choose a backup of the database')
      return path === undefined ? null : restore(path)
    },

    async rebuild(): Promise<null> {
      await options.restart.withNewDatabase()
      return null
    },

    async checkFiles(): Promise<null> {
      theRunning()
      if (checking) return null
      checking = new AbortController()
      note({ check: { done: 0, total: 0 }, report: null })
      detach(check(checking), 'check the files')
      return null
    },

    async stopCheck(): Promise<null> {
      checking?.abort()
      return null
    },

    async takeInOrphans(): Promise<null> {
      theRunning()
      if (progress.recovery === null) detach(adopt(), 'take in files')
      return null
    },

    async chooseSecondFolder(): Promise<SafetyState | null> {
      const { db } = theRunning()
      const folder = await dialogs.pickFolder('Copy backups to')
      if (folder === null) return null
      await saveSetting(db, SETTING, JSON.stringify(folder))
      const newest = (await listBackups(folders.backups)).find(({ kind }) => kind === 'regular')
      if (newest) await onDisk(() => copyBackup(backupOptions, newest.name, folder))
      return tell()
    },

    async forgetSecondFolder(): Promise<SafetyState> {
      await saveSetting(theRunning().db, SETTING, JSON.stringify(null))
      return tell()
    },

    async switchSidecars(isOn: boolean): Promise<SafetyState> {
      const { context, sidecars } = theRunning().library
      assertWritable(context)
      await onDisk(() => sidecars.switch(isOn))
      return tell()
    },

    async moveLibrary(): Promise<{ readonly target: string } | null> {
      theRunning()
      if (progress.move) return { target: progress.move.target }
      const folder = await dialogs.pickFolder('Move the library to')
      if (folder === null) return null
      const target = join(folder, FOLDER_NAME)
      detach(move(target), 'move the library')
      return { target }
    },

    async discardOldLibrary(): Promise<SafetyState> {
      const old = options.oldFolder()
      if (old !== null && old !== folders.library) {
        try {
          await options.shell.moveToTrash(old)
        } catch (error) {
          throw new AppError(
            {
              code: 'read-only',
              message: `The old folder could not be moved to the system's trash. Delete it yourself: ${old}`,
              nextStep: 'none',
            },
            { cause: error },
          )
        }
      }
      options.forgetOldFolder()
      return tell()
    },

    async showBackups(): Promise<null> {
      await options.shell.openFolder(folders.backups)
      return null
    },

    /** Begins the daily backups and the weekly check, some time after the start; takes files in after a rebuild. */
    start({ isRebuilt, wasLeftOpen }: { readonly isRebuilt: boolean; readonly wasLeftOpen: boolean }): void {
      if (running?.db.readOnlyReason !== null) return
      schedule(FIRST_BACKUP_DELAY_MS)
      detach(scheduleCheck(wasLeftOpen), 'plan the check of the database')
      if (isRebuilt) detach(adopt(), 'take in files after a rebuild')
    },
    stop(): void {
      clearTimeout(timer)
      clearTimeout(checkTimer)
      stopping.abort()
      checking?.abort()
      options.hashes.close()
    },
  }
}

function backupFailure(error: unknown): Failure {
  const known = asStorageError(error)
  if (known instanceof AppError) return known.failure
  return {
    code: 'internal',
    message: 'The backup did not work; the earlier ones are kept.',
    nextStep: 'retry',
    ...(error instanceof Error ? { raw: error.message.slice(0, 2_000) } : {}),
  }
}

function badBackup(error: unknown): AppError {
  return new AppError(
    {
      code: 'database-damaged',
      message: 'This backup is damaged itself. Choose an older one; nothing was changed.',
      nextStep: 'none',
      ...(error instanceof Error ? { raw: error.message.slice(0, 2_000) } : {}),
    },
    { cause: error },
  )
}
