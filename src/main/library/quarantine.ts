import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Failure } from '@shared/domain/app-error'
import { createLogger } from '../log/logger'
import { makeFolder } from './disk'
import type { LibraryContext } from './library-context'

const log = createLogger('library.quarantine')

/** Puts a refused file aside with its reason; it may have been paid for, so it is never thrown away. */
export async function quarantine(
  context: Pick<LibraryContext, 'folders' | 'clock' | 'nextId'>,
  path: string,
  reason: { readonly failure: Failure; readonly origin: Readonly<Record<string, unknown>> },
): Promise<void> {
  const name = context.nextId()
  await makeFolder(context.folders.quarantine)
  const note = { at: new Date(context.clock.nowMs()).toISOString(), ...reason }
  await writeFile(join(context.folders.quarantine, `${name}.json`), JSON.stringify(note, null, 2))
  await rename(path, join(context.folders.quarantine, `${name}.bin`))
  log.warn('file put aside', { name, code: reason.failure.code, ...reason.origin })
}
