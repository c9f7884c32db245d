import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { LaunchEnvironment } from '../harness/launch.ts'
import { resolveSources } from '../../bench/harness/resolve-sources.ts'
import type { StepResult } from './take-tour.ts'

const artifacts = resolve(import.meta.dirname, '../../../artifacts')
const screenshotFolder = join(artifacts, 'tour')

async function report(results: readonly StepResult[]): Promise<string> {
  const lines = results.flatMap(({ title, made, seconds, screenshots }) => [
    `## ${title}`,
    '',
    `${made} (${seconds.toFixed(1)} s)`,
    '',
    ...screenshots.map((file) => `![${file}](tour/${file})`),
    '',
  ])
  const path = join(artifacts, 'tour.md')
  await writeFile(path, ['# Guided tour', '', ...lines].join('\n'))
  return path
}

const launch = process.env['CHAINHUB_LAUNCH']
if (!launch) throw new Error('Start the tour with `npm run tour`.')
resolveSources()
// Imported late, because it uses the app's sources, which need the resolver.
const { takeTour } = await import('./take-tour.ts')
try {
  const onStep = ({ title, made, seconds }: StepResult): void =>
    console.log(`  ${title}: ${made} (${seconds.toFixed(1)} s)`)
  const results = await takeTour({ launch: JSON.parse(launch) as LaunchEnvironment, screenshotFolder, onStep })
  console.log(`\nThe tour worked. Screenshots: ${screenshotFolder}\nReport: ${await report(results)}`)
} catch (error) {
  console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
