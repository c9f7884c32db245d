import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { studioPaths } from '@main/app/paths'
import { prepareLibrary } from '@main/app/library-opening'
import { expect, it } from 'vitest'

it('is held by one program, stopped or busy, and free as soon as that one is killed', async () => {
  const paths = studioPaths(mkdtempSync(join(tmpdir(), 'library-lock-')), '')
  const hooks = pathToFileURL('test/fault/resolve-sources.mjs').href
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, 'test/fault/lock-child.ts'],
    { env: { ...process.env, LOCK_CHILD: paths.lock }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  const open = () => prepareLibrary({ paths, isChosen: false, nativeBinding: undefined, nowMs: 0 })
  const refusal = { failure: { code: 'conflict', message: expect.stringContaining(`process ${child.pid}`) as string } }
  await expect(open()).rejects.toMatchObject(refusal)
  // A program that hangs has the library all the same.
  child.kill('SIGSTOP')
  await expect(open()).rejects.toMatchObject(refusal)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  const lock = await open()
  lock.release()
})
