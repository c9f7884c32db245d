import { join } from 'node:path'

export type Step = {
  readonly name: string
  /** A program of `node_modules/.bin`, or `node`, and its arguments. */
  readonly command: readonly [string, ...string[]]
  /** File that vitest's JSON reporter writes; only for steps that run tests. */
  readonly testReport?: string
}

/** Steps of one group run side by side; groups run one after the other. */
export type StepGroup = readonly Step[]

/** What `npm test` runs, the cheap checks first. */
export function planSteps(reportDir: string): readonly StepGroup[] {
  const tests = (name: string, projects: readonly string[]): Step => {
    const testReport = join(reportDir, `${name.replaceAll(/\W+/g, '-')}.json`)
    const filters = projects.flatMap((project) => ['--project', project])
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${testReport}`]
    return { name, command: ['vitest', 'run', '--passWithNoTests', ...filters, ...reporters], testReport }
  }
  return [
    [
      { name: 'types of shared', command: ['tsc', '--noEmit', '-p', 'tsconfig.shared.json'] },
      { name: 'types of main, demo, scripts and tests', command: ['tsc', '--noEmit', '-p', 'tsconfig.node.json'] },
      { name: 'types of the renderer', command: ['tsc', '--noEmit', '-p', 'tsconfig.renderer.json'] },
      { name: 'types of end-to-end tests', command: ['tsc', '--noEmit', '-p', 'tsconfig.e2e.json'] },
      { name: 'lint', command: ['oxlint'] },
      { name: 'format', command: ['oxfmt', '--check', '.'] },
      { name: 'dead code', command: ['knip'] },
    ],
    [tests('unit and contract tests', ['unit', 'contract'])],
    [tests('architecture, integration and fault tests', ['integration'])],
    [{ name: 'build', command: ['node', 'scripts/build-app.ts'] }],
    [tests('end-to-end tests', ['e2e'])],
  ]
}
