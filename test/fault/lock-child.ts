import { lockLibrary } from '@main/db/library-lock'

/** Holds a library as another program does, until it is killed. */
lockLibrary({ filePath: process.env.LOCK_CHILD ?? '' })
process.stdout.write('held\n')
setInterval(() => undefined, 1_000)
