import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type LaunchEnvironment, launchStudio, type Studio } from '../harness/launch.ts'
import { TOUR_STEPS, type TourStep } from './steps.ts'

const artifacts = resolve(import.meta.dirname, '../../../artifacts')
const screenshots = join(artifacts, 'tour')

interface StepResult {
  readonly title: string
  readonly seconds: number
  readonly made: string
  readonly screenshots: readonly string[]
}

/**
 * The guided tour: drives the built program through its main job against the embedded demo gateway and leaves
 * screenshots and a report in `artifacts/`. Ends with 1 at the first step that does not work.
 */
async function tour(launch: LaunchEnvironment): Promise<void> {
  await rm(screenshots, { recursive: true, force: true })
  await mkdir(screenshots, { recursive: true })
  const userDataDir = await mkdtemp(join(tmpdir(), 'chainhub-tour-'))
  const open = (): Promise<Studio> => launchStudio(launch, { userDataDir, env: { STUDIO_DEMO_TIME_SCALE: '0.05' } })
  let studio = await open()
  const results: StepResult[] = []
  try {
    for (const step of TOUR_STEPS) {
      if (step.restartsBefore) {
        await studio.close()
        studio = await open()
      }
      results.push(await take(step, studio))
    }
  } catch (error) {
    await studio.window.screenshot({ path: join(screenshots, 'failed.png') }).catch(() => undefined)
    throw error
  } finally {
    await studio.close()
    await rm(userDataDir, { recursive: true, force: true })
  }
  await report(results)
}

async function take(step: TourStep, studio: Studio): Promise<StepResult> {
  process.stdout.write(`  ${step.title} … `)
  const startMs = performance.now()
  const taken: string[] = []
  const shoot = async (name: string): Promise<void> => {
    const file = `${String(TOUR_STEPS.indexOf(step) + 1).padStart(2, '0')}-${name}.png`
    await studio.window.screenshot({ path: join(screenshots, file) })
    taken.push(file)
  }
  const made = await step.run({ page: studio.window, shoot })
  const seconds = (performance.now() - startMs) / 1000
  console.log(`${made} (${seconds.toFixed(1)} s)`)
  return { title: step.title, seconds, made, screenshots: taken }
}

async function report(results: readonly StepResult[]): Promise<void> {
  const lines = results.flatMap(({ title, made, seconds, screenshots: files }) => [
    `## ${title}`,
    '',
    `${made} (${seconds.toFixed(1)} s)`,
    '',
    ...files.map((file) => `![${file}](tour/${file})`),
    '',
  ])
  const path = join(artifacts, 'tour.md')
  await writeFile(path, ['# Guided tour', '', ...lines].join('\n'))
  console.log(`\nThe tour worked. Screenshots: ${screenshots}\nReport: ${path}`)
}

const launch = process.env['CHAINHUB_LAUNCH']
if (!launch) throw new Error('Start the tour with `npm run tour`.')
try {
  await tour(JSON.parse(launch) as LaunchEnvironment)
} catch (error) {
  console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
