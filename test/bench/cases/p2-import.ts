import { join } from 'node:path'
import { projectDir } from '../../../scripts/runtime/project-paths.ts'
import { runCommand } from '../../../scripts/runtime/run-command.ts'
import type { BenchCase } from '../harness/bench.ts'
import { filesNaming, readModuleGraph } from '../harness/module-graph.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'

const ROUNDS = 9
const BUNDLE = join(projectDir, 'out', 'main', 'index.js')
/** Large parts that only pages need, and only when something of theirs is shown. */
const LAZY = ['shiki', 'katex', 'mermaid', 'konva', 'mediabunny'] as const

/** P2: evaluation of the main bundle with all it imports, in the main process of the real Electron. */
export const importCase: BenchCase = {
  id: 'P2',
  run: (context) =>
    withTemporaryFolder(async (folder) => {
      const elapsedMs: number[] = []
      for (let round = 0; round <= ROUNDS; round += 1) {
        const { electronPath, argsBeforeApp, env } = context.launch
        const app = join(projectDir, 'test', 'bench', 'import-app')
        const args = [...argsBeforeApp, app, `--user-data-dir=${folder}`]
        const { output } = await runCommand(electronPath, args, {
          env: { ...env, BENCH_BUNDLE: BUNDLE, ELECTRON_RUN_AS_NODE: undefined },
          timeoutMs: 60_000,
        })
        const found = /imported in ([\d.]+) ms/.exec(output)
        if (!found) throw new Error(`The bundle could not be imported:\n${output}`)
        // The first time brings the files into the system's cache.
        if (round > 0) elapsedMs.push(Number(found[1]))
      }
      const graph = readModuleGraph(BUNDLE)
      const lazy = [...LAZY.filter((name) => graph.packages.has(name)), ...filesNaming(graph, LAZY)]
      context.say(`${graph.files.length} files, packages: ${[...graph.packages].toSorted().join(', ')}`)
      for (const found of lazy) context.say(`lazy part in main: ${found}`)
      return [
        judge({
          id: 'P2',
          name: 'import of the main bundle in Electron, warm',
          unit: 'ms',
          ours: median(elapsedMs),
          budgets: [{ maxOurs: 80 }],
        }),
        judge({
          id: 'P2',
          name: 'lazy parts in what main loads (shiki, katex, mermaid, konva, mediabunny)',
          unit: 'hits',
          ours: lazy.length,
          budgets: [{ maxOurs: 0 }],
        }),
        judge({ id: 'P2', name: 'code that main loads at once', unit: 'KB', ours: graph.kilobytes }),
        judge({ id: 'P2', name: 'files that main loads at once', unit: 'files', ours: graph.files.length }),
      ]
    }),
}
