import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuilt } from '../../scripts/build-app.ts'
import { startVirtualDisplay, hasDisplay } from '../../scripts/runtime/display.ts'
import { ensureRuntime } from '../../scripts/runtime/ensure-runtime.ts'
import { projectDir } from '../../scripts/runtime/project-paths.ts'
import type { BenchCase, BenchContext } from './harness/bench.ts'
import { readOptions } from './harness/options.ts'
import { resolveSources } from './harness/resolve-sources.ts'
import type { BenchResult } from './harness/result.ts'
import { tableOf } from './harness/table.ts'

/** Imported late, because they use the app's sources, which need the resolver. */
async function loadCases(): Promise<readonly BenchCase[]> {
  return [
    (await import('./cases/p1-start.ts')).startCase,
    (await import('./cases/p2-import.ts')).importCase,
    (await import('./cases/p3-page.ts')).pageCase,
    (await import('./cases/p4-search.ts')).searchCase,
    (await import('./cases/p5-gallery.ts')).galleryCase,
    (await import('./cases/p6-markdown.ts')).markdownCase,
    (await import('./cases/p7-stream.ts')).streamCase,
    (await import('./cases/p8-ingest.ts')).ingestCase,
    (await import('./cases/p11-memory.ts')).memoryCase,
    (await import('./cases/p12-meaning.ts')).meaningCase,
    (await import('./cases/p16-chats.ts')).chatsCase,
    (await import('./cases/p17-quick.ts')).quickCase,
    (await import('./cases/p18-chat-search.ts')).chatSearchCase,
  ]
}

const say = (line: string): void => void process.stdout.write(`bench: ${line}\n`)

function complain(before: string, error: unknown): void {
  process.stderr.write(`${before}${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}

async function runCases(context: BenchContext, wanted: readonly string[]): Promise<readonly BenchResult[]> {
  const cases = await loadCases()
  const unknown = wanted.filter((id) => !cases.some((bench) => bench.id === id))
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}; there are ${cases.map(({ id }) => id).join(', ')}`)
  const results: BenchResult[] = []
  for (const bench of cases) {
    if (wanted.length > 0 && !wanted.includes(bench.id)) continue
    say(`${bench.id} …`)
    try {
      results.push(...(await bench.run({ ...context, say: (line) => say(`${bench.id}: ${line}`) })))
    } catch (error) {
      // The others' minutes are not to be lost for it.
      complain(`${bench.id} could not be measured: `, error)
    }
  }
  return results
}

async function run(): Promise<void> {
  resolveSources()
  const options = readOptions(process.argv.slice(2))
  const { electronPath, argsBeforeApp, env } = await ensureRuntime()
  await ensureBuilt()
  const isVirtual = process.platform === 'linux' && !process.env['CHAINHUB_SHOW_TESTS']
  const display = isVirtual || !hasDisplay() ? await startVirtualDisplay() : undefined
  const context = {
    launch: { electronPath, argsBeforeApp, env: { ...env, ...display?.env } },
    isLong: options.isLong,
    say,
  }
  try {
    if (options.seedCount !== null) {
      const { ensureSeededLibrary } = await import('./seed/seeded-library.ts')
      say(`the library is in ${await ensureSeededLibrary(context, options.seedCount)}`)
      return
    }
    const results = await runCases(context, options.ids)
    const folder = join(projectDir, 'artifacts')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`)
    process.stdout.write(`\n${tableOf(results)}\n`)
  } finally {
    display?.stop()
  }
}

try {
  await run()
} catch (error) {
  complain('', error)
}
