import { join } from 'node:path'
import { backUpDatabase } from '@main/db/backups'
import { markAssets } from '@main/db/commands/library-order'
import { openDatabase } from '@main/db/open'
import { DATABASE_WORKER, openHarness, png, step } from '../integration/library-harness'
import { NEXT_FORMAT } from './power-cut-format'

/** Imports, a rating, a backup and a migration, each named once it is acknowledged. */
const [root = ''] = process.argv.slice(2)
const say = (words: string): void => void process.stdout.write(`${words}\n`)

const { library, db, put, close } = await openHarness({ root })
for (let number = 0; number < 6; number += 1) {
  const [file] = await library.importing.importPaths([put(`${number}.png`, png(20, 20))])
  if (!file || !('assetId' in file.outcome)) throw new Error('not taken')
  say(`item ${file.outcome.assetId}`)
  if (number === 2) {
    await markAssets(db, step('mark'), [file.outcome.assetId], { rating: 5 })
    say(`rated ${file.outcome.assetId}`)
  }
}
const folder = join(root, 'backups')
const databasePath = join(root, 'studio.sqlite')
say(`backup ${await backUpDatabase({ databasePath, folder, workerPath: DATABASE_WORKER }, Date.now())}`)
close()
const newer = await openDatabase({ filePath: databasePath, backupFolder: folder, migrations: NEXT_FORMAT })
say('migrated')
newer.close()
say('closed')
process.exit(0)
