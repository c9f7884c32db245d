import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const POLL_MS = 50
const GONE_TIMEOUT_MS = 10_000

type ProcessRow = { readonly processId: number; readonly parentId: number }

/** Kills a process and all of its descendants with SIGKILL and waits until none of them is left. */
export async function killTree(rootId: number): Promise<void> {
  if (process.platform === 'win32') {
    await run('taskkill', ['/pid', String(rootId), '/T', '/F']).catch(() => undefined)
    await waitUntilGone([rootId], GONE_TIMEOUT_MS)
    return
  }
  const doomed = [rootId, ...descendantsOf(rootId, await listProcesses())]
  // Stopped first, so that the root cannot start anything between being listed and being killed.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) for (const processId of doomed) send(processId, signal)
  await waitUntilGone(doomed, GONE_TIMEOUT_MS)
}

/** Waits until none of the processes lives; resolves at the time-out as well. */
export async function waitUntilGone(processIds: readonly number[], timeoutMs: number): Promise<void> {
  const endsAtMs = Date.now() + timeoutMs
  while (Date.now() < endsAtMs) {
    const living = new Set((await listProcesses()).map((row) => row.processId))
    if (!processIds.some((processId) => living.has(processId))) return
    await sleep(POLL_MS)
  }
}

/** Ids of all processes below `rootId`. */
function descendantsOf(rootId: number, rows: readonly ProcessRow[]): readonly number[] {
  const children = rows.filter((row) => row.parentId === rootId).map((row) => row.processId)
  return children.flatMap((child) => [child, ...descendantsOf(child, rows)])
}

async function listProcesses(): Promise<readonly ProcessRow[]> {
  if (process.platform === 'win32') return listWindowsProcesses()
  if (process.platform === 'linux') return listLinuxProcesses()
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat='])
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([processId, parentId]) => ({ processId: Number(processId), parentId: Number(parentId) }))
}

/** Read from /proc, because a small Linux has no `ps`. */
async function listLinuxProcesses(): Promise<readonly ProcessRow[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const rows = await Promise.all(
    names.map(async (name) => {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
      // The program's name stands in brackets and may hold anything; state and parent follow the last bracket.
      const [state, parentId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const hasEnded = state === undefined || state === '' || state === 'Z' || state === 'X'
      return hasEnded ? [] : [{ processId: Number(name), parentId: Number(parentId) }]
    }),
  )
  return rows.flat()
}

async function listWindowsProcesses(): Promise<readonly ProcessRow[]> {
  const { stdout } = await run('tasklist', ['/FO', 'CSV', '/NH'])
  return [...stdout.matchAll(/^"[^"]*","(\d+)"/gm)].map((match) => ({ processId: Number(match[1]), parentId: 0 }))
}

function send(processId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(processId, signal)
  } catch {
    // It has ended by itself.
  }
}
