import type { Backup } from '@shared/domain/safety'
import { backupPath, type BackupFile, type BackupOptions, checkDatabase, listBackups } from '../db/backups'
import { DatabaseJobError } from '../db/database-job'
import { createLogger } from '../log/logger'

const log = createLogger('safety')

/** What checks said of the database and of its copies, in this run of the program. */
export function createDatabaseHealth(options: BackupOptions) {
  const known = new Map<string, Backup['health']>()
  // A copy that was written anew under its name is another copy.
  const keyOf = ({ name, byteSize }: BackupFile): string => `${name} ${byteSize}`
  const seen = (backup: BackupFile): Backup => ({ ...backup, health: known.get(keyOf(backup)) ?? 'unchecked' })

  return {
    /** All copies, newest first, with what is known of them. */
    backups: async (): Promise<readonly Backup[]> => (await listBackups(options.folder)).map(seen),

    /** Reads all copies, newest first; `onKnown` hears after each. A copy that cannot be read counts as damaged. */
    async checkBackups(onKnown: () => void, signal: AbortSignal): Promise<void> {
      for (const backup of await listBackups(options.folder)) {
        if (signal.aborted) return
        if (known.has(keyOf(backup))) continue
        known.set(keyOf(backup), (await isReadable(backup)) ? 'good' : 'damaged')
        onKnown()
      }
    },

    /** Reads the whole database. @returns false where it is damaged; what the disk refuses is no damage */
    async isDatabaseSound(): Promise<boolean> {
      try {
        await checkDatabase(options, options.databasePath)
        return true
      } catch (error) {
        log.error('the check of the database failed', error)
        return !(error instanceof DatabaseJobError && error.isDamage)
      }
    },
  }

  async function isReadable(backup: BackupFile): Promise<boolean> {
    try {
      await checkDatabase(options, backupPath(options, backup.name))
      return true
    } catch (error) {
      log.warn('a backup is damaged', { name: backup.name, reason: error instanceof Error ? error.message : '' })
      return false
    }
  }
}
