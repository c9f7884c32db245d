import { existsSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fallbackFolderName } from './fallback-electron.ts'

const RETRY_AFTER_MS = 24 * 60 * 60_000
const MARKER = 'releases-were-out-of-reach'

/** Notes that Electron's own download did not work, so that the next starts do not wait for it again. */
export async function rememberFallback(cacheRoot: string): Promise<void> {
  await writeFile(join(cacheRoot, MARKER), 'Delete this file to try the download of Electron again.\n')
}

/** The assembled fallback's folder when the download was tried, without success, within the last day. */
export async function findRememberedFallback(cacheRoot: string, nowMs = Date.now()): Promise<string | undefined> {
  const folder = join(cacheRoot, await fallbackFolderName())
  const marker = await stat(join(cacheRoot, MARKER)).catch(() => undefined)
  if (marker === undefined || nowMs - marker.mtimeMs > RETRY_AFTER_MS) return undefined
  return existsSync(folder) ? folder : undefined
}
