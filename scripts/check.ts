import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Step } from './check-steps.ts'
import { electronAgeWarning } from './electron-age.ts'
import { planSteps } from './check-steps.ts'
import type { TestCount } from './test-report.ts'
import { countTests, noTests, sumCounts } from './test-report.ts'
import { ensureRuntime } from './runtime/ensure-runtime.ts'
import { projectDir } from './runtime/project-paths.ts'
import { pathWithThisNode, runCommand } from './runtime/run-command.ts'
import { formatSeconds } from './runtime/say.ts'

const HEARTBEAT_MS = 15_000
const SIDE_BY_SIDE = 2

type Outcome = { readonly step: Step; readonly isGood: boolean; readonly count: TestCount; readonly durationMs: number }

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function runStep(step: Step): Promise<Outcome> {
  const startedAtMs = Date.now()
  const elapsed = (): string => formatSeconds(Date.now() - startedAtMs)
  print(`… ${step.name}`)
  let lastLine = ''
  const heartbeat = setInterval(() => print(`… ${step.name}: ${elapsed()}  ${lastLine}`), HEARTBEAT_MS)
  const [program, ...args] = step.command
  const command = program === 'node' ? process.execPath : join(projectDir, 'node_modules', '.bin', program)
  const isShellNeeded = process.platform === 'win32' && program !== 'node'
  const result = await runCommand(isShellNeeded ? `"${command}"` : command, args, {
    cwd: projectDir,
    // Plain output: it is kept and shown only when the step fails.
    env: { PATH: pathWithThisNode(), NO_COLOR: '1', FORCE_COLOR: '0' },
    isShellNeeded,
    onOutput: (text) => {
      lastLine = text.trim().split('\n').at(-1)?.trim().slice(0, 100) ?? lastLine
    },
  })
  clearInterval(heartbeat)
  const count = step.testReport === undefined ? noTests : await readCount(step.testReport)
  const isGood = result.code === 0 && count.failed === 0
  print(`${isGood ? '✓' : '✗'} ${step.name} (${elapsed()})${step.testReport ? `, ${count.passed} tests passed` : ''}`)
  if (!isGood) print(`\n${result.output.trimEnd()}\n`)
  return { step, isGood, count, durationMs: Date.now() - startedAtMs }
}

async function readCount(reportFile: string): Promise<TestCount> {
  return countTests(await readFile(reportFile, 'utf8').catch(() => ''))
}

/** Runs the steps of a group, two at a time. */
async function runGroup(steps: readonly Step[]): Promise<readonly Outcome[]> {
  const waiting = [...steps]
  const outcomes: Outcome[] = []
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) outcomes.push(await runStep(step))
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  return outcomes
}

async function runAll(): Promise<readonly Outcome[]> {
  const reportDir = join(projectDir, 'artifacts', 'test-reports')
  await rm(reportDir, { recursive: true, force: true })
  await mkdir(reportDir, { recursive: true })
  const ageWarning = electronAgeWarning(Date.now())
  if (ageWarning) print(`! ${ageWarning}`)
  await ensureRuntime()
  const outcomes: Outcome[] = []
  for (const group of planSteps(reportDir)) outcomes.push(...(await runGroup(group)))
  return outcomes
}

/** A failed step without a failed test of its own, such as lint, counts as one failure. */
function summarize(outcomes: readonly Outcome[]): TestCount {
  const count = sumCounts(outcomes.map((outcome) => outcome.count))
  const otherFailures = outcomes.filter((outcome) => !outcome.isGood && outcome.count.failed === 0).length
  return { ...count, failed: count.failed + otherFailures }
}

try {
  const startedAtMs = Date.now()
  const outcomes = await runAll()
  const total = summarize(outcomes)
  print(`\n${outcomes.length} steps in ${formatSeconds(Date.now() - startedAtMs)}`)
  const failures = outcomes.filter((outcome) => !outcome.isGood)
  if (failures.length > 0) print(`failed: ${failures.map((outcome) => outcome.step.name).join('; ')}`)
  print(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  print('0 passed, 1 failed')
  process.exitCode = 1
}
