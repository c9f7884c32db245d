import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.ts'

const LOCK_POLL_MS = 500

/**
 * Returns `<root>/<name>`, made by `make` when it is not there yet.
 *
 * `make` fills an empty temporary folder beside it, which is renamed when it is whole: a folder with the final name is
 * always complete. A lock file with the maker's process id keeps two processes from doing the same work twice; the
 * lock of a process that no longer lives is taken over.
 */
export async function ensureCachedFolder(
  root: string,
  name: string,
  make: (emptyDir: string) => Promise<void>,
): Promise<string> {
  const finalDir = join(root, name)
  if (existsSync(finalDir)) return finalDir
  await mkdir(root, { recursive: true })
  const release = await takeLock(`${finalDir}.lock`)
  const temporaryDir = await mkdtemp(join(root, '.making-'))
  try {
    if (existsSync(finalDir)) return finalDir
    const contentDir = join(temporaryDir, 'content')
    await mkdir(contentDir)
    await make(contentDir)
    await moveIntoPlace(contentDir, finalDir)
    return finalDir
  } finally {
    await rm(temporaryDir, { recursive: true, force: true })
    await release()
  }
}

async function moveIntoPlace(contentDir: string, finalDir: string): Promise<void> {
  try {
    await rename(contentDir, finalDir)
  } catch (error) {
    // Another process was first: its folder is as good as ours.
    if (!existsSync(finalDir)) throw error
  }
}

async function takeLock(lockFile: string): Promise<() => Promise<void>> {
  let hasSaidSo = false
  for (;;) {
    try {
      const handle = await open(lockFile, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(lockFile, { force: true })
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error
    }
    if (!(await isHolderAlive(lockFile))) {
      await rm(lockFile, { force: true })
      continue
    }
    if (!hasSaidSo) say('another process is setting up the same thing; waiting for it')
    hasSaidSo = true
    await sleep(LOCK_POLL_MS)
  }
}

async function isHolderAlive(lockFile: string): Promise<boolean> {
  const processId = Number(await readFile(lockFile, 'utf8').catch(() => ''))
  // An empty file belongs to a process that is between creating and writing it; give it a moment.
  if (!Number.isInteger(processId) || processId <= 0) {
    await sleep(LOCK_POLL_MS)
    const secondLook = Number(await readFile(lockFile, 'utf8').catch(() => ''))
    return secondLook > 0 && isProcessAlive(secondLook)
  }
  return isProcessAlive(processId)
}

function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return isErrorWithCode(error, 'EPERM')
  }
}

export function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
