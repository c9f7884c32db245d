import { resolve } from 'node:path'
import { resolveSources } from '../../bench/harness/resolve-sources.ts'
import type { LaunchEnvironment } from '../harness/launch.ts'

const launch = process.env['CHAINHUB_LAUNCH']
if (!launch) throw new Error('Start it with `npm run forms`.')
resolveSources()
// Imported late, because it uses the app's sources, which need the resolver.
const { drawForms } = await import('./draw-forms.ts')
const folder = resolve(import.meta.dirname, '../../../artifacts/forms')
try {
  const found = await drawForms({
    launch: JSON.parse(launch) as LaunchEnvironment,
    folder,
    wanted: process.argv.slice(2),
    say: (line) => process.stdout.write(`  ${line}\n`),
  })
  for (const line of found.problems) console.log(`  look: ${line}`)
  console.log(`\n${found.count} forms on ${found.sheets} sheets: ${folder}`)
} catch (error) {
  console.error(`\nNo sheets: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 1
}
