import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureCachedFolder } from './machine-cache.ts'
import { projectDir } from './project-paths.ts'
import { lastLines, pathWithThisNode, runCommand } from './run-command.ts'
import { withHeartbeat } from './say.ts'

/** The oldest Node-API that better-sqlite3's own prebuilt binary runs on. */
const PREBUILD_NODE_API = 10

const PREBUILD_DEFINE = "'NAPI_VERSION=10'"
/** Makes the addon use the newer calls where the runtime has them as experimental ones. */
const OLDER_RUNTIME_DEFINES = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'"

const SELF_TEST = `
const database = new (require(process.argv[1]))(':memory:', { nativeBinding: process.argv[2] })
database.exec('CREATE VIRTUAL TABLE note USING fts5(body)')
database.prepare('INSERT INTO note VALUES (?)').run('one bright morning')
const row = database.prepare("SELECT count(*) AS n FROM note WHERE note MATCH 'bright'").get()
database.close()
process.exit(row.n === 1 ? 0 : 1)
`

/** Whether a runtime of this Node-API version needs a binding built for it. */
export function needsOwnBinding(nodeApiVersion: number): boolean {
  return nodeApiVersion < PREBUILD_NODE_API
}

/**
 * Path of a better-sqlite3 binary for runtimes older than Node-API 10; the first call compiles it (about a minute).
 * It is loaded with better-sqlite3's `nativeBinding` option.
 */
export async function ensureSqliteBinding(cacheRoot: string, electronPath: string): Promise<string> {
  const packageDir = join(projectDir, 'node_modules', 'better-sqlite3')
  const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const recipe = createHash('sha256').update(OLDER_RUNTIME_DEFINES).digest('hex').slice(0, 8)
  const name = `better-sqlite3-${version}-${process.platform}-${process.arch}-${recipe}`
  const folder = await ensureCachedFolder(cacheRoot, name, async (emptyDir) => {
    const sourceDir = join(dirname(emptyDir), 'source')
    await prepareSource(packageDir, sourceDir)
    await compile(sourceDir)
    const binary = join(emptyDir, 'better_sqlite3.node')
    await copyFile(join(sourceDir, 'build', 'Release', 'better_sqlite3.node'), binary)
    await testBinding(electronPath, packageDir, binary)
  })
  return join(folder, 'better_sqlite3.node')
}

async function prepareSource(packageDir: string, sourceDir: string): Promise<void> {
  await mkdir(sourceDir)
  for (const part of ['binding.gyp', 'package.json', 'deps', 'lib', 'src']) {
    await cp(join(packageDir, part), join(sourceDir, part), { recursive: true })
  }
  const headers = join('node_modules', 'node-addon-api')
  await cp(join(projectDir, headers), join(sourceDir, headers), { recursive: true })
  const gypFile = join(sourceDir, 'binding.gyp')
  await writeFile(gypFile, withOlderRuntimeDefines(await readFile(gypFile, 'utf8')))
}

/** The build description with the defines for an older runtime; throws when the expected define is not in it. */
export function withOlderRuntimeDefines(gyp: string): string {
  if (!gyp.includes(PREBUILD_DEFINE)) {
    throw new Error(`better-sqlite3's binding.gyp does not define ${PREBUILD_DEFINE}: its build has changed`)
  }
  return gyp.replace(PREBUILD_DEFINE, OLDER_RUNTIME_DEFINES)
}

async function compile(sourceDir: string): Promise<void> {
  const nodeGyp = join(projectDir, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const jobs = String(availableParallelism())
  const args = [nodeGyp, 'rebuild', '--release', '--jobs', jobs, ...headerArguments()]
  const result = await withHeartbeat('compiling better-sqlite3 for this runtime (about a minute)', () =>
    runCommand(process.execPath, args, { cwd: sourceDir, env: { PATH: pathWithThisNode() } }),
  )
  if (result.code !== 0) {
    throw new Error(
      `better-sqlite3 could not be compiled (it needs python3, make and g++):\n${lastLines(result.output, 20)}`,
    )
  }
}

/** Node's headers lie beside its binary or in the system's include folder; without either, node-gyp fetches them. */
function headerArguments(): readonly string[] {
  const candidates = [dirname(dirname(process.execPath)), '/usr', '/usr/local']
  const nodeDir = candidates.find((folder) => existsSync(join(folder, 'include', 'node', 'node_api.h')))
  return nodeDir === undefined ? [] : [`--nodedir=${nodeDir}`]
}

async function testBinding(electronPath: string, packageDir: string, binary: string): Promise<void> {
  const result = await runCommand(electronPath, ['-e', SELF_TEST, packageDir, binary], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  })
  if (result.code !== 0) {
    throw new Error(`The compiled better-sqlite3 does not work in this runtime:\n${lastLines(result.output, 10)}`)
  }
}
