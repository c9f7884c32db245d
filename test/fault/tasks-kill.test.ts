import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '@main/db/open'
import { loadTaskPage } from '@main/db/queries/task'
import type { TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, startGateway } from '../integration/demo-harness'
import { newId } from '../integration/tasks-harness'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
})

interface Run {
  readonly child: ChildProcess
  readonly lines: { readonly id: string; readonly state: string }[]
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

function startStudio(
  demo: Client,
  folder: string,
  options: { readonly clientRequestId?: string; readonly crashAt?: string } = {},
): Run {
  const setting = {
    folder,
    origin: demo.gateway.origin,
    key: demo.gateway.demoKey,
    clientRequestId: options.clientRequestId,
  }
  const hooks = pathToFileURL('test/fault/resolve-sources.mjs').href
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, 'test/fault/tasks-child.ts'],
    {
      env: {
        ...process.env,
        TASKS_CHILD: JSON.stringify(setting),
        ...(options.crashAt ? { STUDIO_CRASH_AT: options.crashAt } : {}),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  const lines: Run['lines'] = []
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) lines.push(JSON.parse(line) as Run['lines'][number])
  })
  const ended = new Promise<Awaited<Run['ended']>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  return { child, lines, ended }
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'tasks-kill-'))

async function tasksIn(folder: string): Promise<readonly TaskView[]> {
  const db = await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
  try {
    expect(db.get('test', 'PRAGMA quick_check')).toEqual({ quick_check: 'ok' })
    return await loadTaskPage(db, { states: undefined, before: undefined, limit: 100 })
  } finally {
    db.close()
  }
}

/** Each file of the library lies under its own hash, and nothing is left on its way in. */
function expectSoundFiles(folder: string, count: number): void {
  const files = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(files).toHaveLength(count)
  for (const file of files) {
    const hash = createHash('sha256')
      .update(readFileSync(join(file.parentPath, file.name)))
      .digest('hex')
    expect(file.name).toContain(hash)
  }
  expect(readdirSync(join(folder, 'staging'))).toEqual([])
}

describe('kill -9', () => {
  it.each(['after-claim', 'after-remote', 'while-downloading', 'before-commit'])(
    'at %s: the result lands after the restart, with one charge',
    async (crashAt) => {
      const demo = await startGateway()
      const folder = newFolder()
      const first = startStudio(demo, folder, { clientRequestId: newId(), crashAt })
      expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' })
      const second = startStudio(demo, folder)
      expect(await second.ended).toEqual({ code: 0, signal: null })
      const [task, ...others] = await tasksIn(folder)
      expect(others).toEqual([])
      expect(task).toMatchObject({ state: 'succeeded', outputs: [{ state: 'stored' }] })
      expect(await demo.charges()).toHaveLength(1)
      expectSoundFiles(folder, 1)
    },
  )

  it('after the answer came and before its number was saved: unknown, never sent again', async () => {
    const demo = await startGateway()
    const folder = newFolder()
    await startStudio(demo, folder, { clientRequestId: newId(), crashAt: 'after-send' }).ended
    for (let restart = 0; restart < 2; restart += 1) expect((await startStudio(demo, folder).ended).code).toBe(0)
    expect(await tasksIn(folder)).toMatchObject([
      { state: 'unknown', failure: { charge: 'maybe-charged', nextStep: 'look-up' } },
    ])
    expect(await demo.charges()).toHaveLength(1)
  })

  it('while the gateway holds its answer: the gateway saw one submit, the task is unknown', async () => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: { pathPrefix: '/mj/submit/' }, effect: { kind: 'hold' } })
    const folder = newFolder()
    const first = startStudio(demo, folder, { clientRequestId: newId() })
    await pollUntil(
      async () => (await (await demo.admin('GET', 'held')).json()) as { held: unknown[] },
      ({ held }) => held.length === 1,
    )
    first.child.kill('SIGKILL')
    await first.ended
    await demo.admin('POST', 'release')
    expect((await startStudio(demo, folder).ended).code).toBe(0)
    expect(await tasksIn(folder)).toMatchObject([{ state: 'unknown' }])
    expect(await demo.charges()).toHaveLength(1)
  })

  it('while polling, at a moment that nobody chose: the result lands after the restart', async () => {
    const demo = await startGateway({ timeScale: 0.02 })
    const folder = newFolder()
    const first = startStudio(demo, folder, { clientRequestId: newId() })
    await pollUntil(
      async () => first.lines,
      (lines) => lines.some(({ state }) => state === 'polling'),
    )
    first.child.kill('SIGKILL')
    await first.ended
    expect((await startStudio(demo, folder).ended).code).toBe(0)
    expect(await tasksIn(folder)).toMatchObject([{ state: 'succeeded' }])
    expect(await demo.charges()).toHaveLength(1)
    expectSoundFiles(folder, 1)
  })

  it('takes the same press again after a crash for the same intent', async () => {
    const demo = await startGateway()
    const folder = newFolder()
    const clientRequestId = newId()
    await startStudio(demo, folder, { clientRequestId, crashAt: 'after-claim' }).ended
    expect((await startStudio(demo, folder, { clientRequestId }).ended).code).toBe(0)
    expect(await tasksIn(folder)).toMatchObject([{ state: 'succeeded' }])
    expect(await demo.charges()).toHaveLength(1)
  })
})
