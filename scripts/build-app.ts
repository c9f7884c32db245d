import { createHash } from 'node:crypto'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectDir } from './runtime/project-paths.ts'
import { lastLines, pathWithThisNode, runCommand } from './runtime/run-command.ts'
import { withHeartbeat } from './runtime/say.ts'

const STAMP = join('out', '.source-hash')
const INPUTS = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json', 'tsconfig.base.json'] as const

/**
 * Hash over everything the build reads. Contents, not times: a fresh checkout or another branch changes all times.
 * Unit tests are left out, they are not part of the app.
 */
export async function hashSources(root: string, inputs: readonly string[] = INPUTS): Promise<string> {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of await listFiles(root, input)) {
      hash.update(`${file}\0`).update(await readFile(join(root, file)))
    }
  }
  return hash.digest('hex')
}

async function listFiles(root: string, input: string): Promise<readonly string[]> {
  const found = await stat(join(root, input)).catch(() => undefined)
  if (found === undefined) return []
  if (!found.isDirectory()) return [input]
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()
}

/** Builds the app into `out/` unless the build there was made from the same sources. */
export async function ensureBuilt(): Promise<void> {
  const hash = await hashSources(projectDir)
  const builtFrom = await readFile(join(projectDir, STAMP), 'utf8').catch(() => '')
  if (builtFrom === hash) return
  await withHeartbeat('building the app', async () => {
    const command = join(projectDir, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const env = { PATH: pathWithThisNode(), NO_COLOR: '1', FORCE_COLOR: '0' }
    const result = await runCommand(process.execPath, [command, 'build'], { cwd: projectDir, env })
    if (result.code !== 0) throw new Error(`The build failed:\n${lastLines(result.output, 40)}`)
  })
  await writeFile(join(projectDir, STAMP), hash)
}

if (import.meta.main) await ensureBuilt()
