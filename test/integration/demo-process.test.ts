import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from 'vite'
import { readJson } from './demo-harness'

const folder = mkdtempSync(join(tmpdir(), 'demo-process-'))
const program = join(folder, 'demo.mjs')
const children: ChildProcess[] = []

interface Ready {
  readonly origin: string
  readonly demoKey: string
}

beforeAll(async () => {
  await build({
    logLevel: 'error',
    configFile: false,
    resolve: { alias: { '@shared': resolve('src/shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      rollupOptions: { input: resolve('src/demo/process.ts'), output: { entryFileNames: 'demo.mjs' } },
    },
  })
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function startProcess(): Promise<{ child: ChildProcess; ready: Ready }> {
  const options = JSON.stringify({ dataDir: join(folder, 'data'), timeScale: 0.001 })
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, CHAINHUB_DEMO_OPTIONS: options },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  children.push(child)
  const [ready] = (await once(child, 'message')) as [Ready]
  return { child, ready }
}

test('a killed process has lost no accepted task, and says what it is asked to close', async () => {
  const first = await startProcess()
  const headers = { authorization: `Bearer ${first.ready.demoKey}` }
  const body = JSON.stringify({ prompt: 'a lighthouse', botType: 'MID_JOURNEY' })
  const ids = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const submit = await readJson<{ result: string }>(
        fetch(`${first.ready.origin}/mj/submit/imagine`, { method: 'POST', headers, body }),
      )
      return submit.result
    }),
  )
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await startProcess()
  const list = await readJson<{ id: string }[]>(
    fetch(`${second.ready.origin}/mj/task/list-by-condition`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ids }),
    }),
  )
  expect(list.map((task) => task.id)).toEqual(ids)
  const ledger = await readJson<{ charges: { taskId: string }[] }>(fetch(`${second.ready.origin}/__demo/ledger`))
  expect(ledger.charges.map((charge) => charge.taskId).toSorted()).toEqual(ids.toSorted())
  second.child.send({ type: 'close' })
  const [code] = (await once(second.child, 'exit')) as [number]
  expect(code).toBe(0)
})
