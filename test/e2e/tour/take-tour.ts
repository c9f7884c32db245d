import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LaunchEnvironment, launchStudio, type Studio } from '../harness/launch.ts'
import { TOUR_STEPS, type TourStep } from './steps.ts'

export interface StepResult {
  readonly title: string
  readonly seconds: number
  /** What was made, in words. */
  readonly made: string
  readonly screenshots: readonly string[]
}

export interface TourOptions {
  readonly launch: LaunchEnvironment
  readonly screenshotFolder: string
  readonly onStep?: (result: StepResult) => void
}

/**
 * Drives the built program through its main job against the embedded demo gateway, in a new profile.
 * @throws at the first step that does not work; `failed.png` shows what was on the screen
 */
export async function takeTour({ launch, screenshotFolder, onStep }: TourOptions): Promise<readonly StepResult[]> {
  await rm(screenshotFolder, { recursive: true, force: true })
  await mkdir(screenshotFolder, { recursive: true })
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
      const result = await take(step, studio, screenshotFolder)
      results.push(result)
      onStep?.(result)
    }
    return results
  } catch (error) {
    await studio.window.screenshot({ path: join(screenshotFolder, 'failed.png') }).catch(() => undefined)
    throw error
  } finally {
    await studio.close()
    await rm(userDataDir, { recursive: true, force: true })
  }
}

async function take(step: TourStep, studio: Studio, folder: string): Promise<StepResult> {
  const startMs = performance.now()
  const screenshots: string[] = []
  const shoot = async (name: string): Promise<void> => {
    const file = `${String(TOUR_STEPS.indexOf(step) + 1).padStart(2, '0')}-${name}.png`
    await studio.window.screenshot({ path: join(folder, file) })
    screenshots.push(file)
  }
  const made = await step.run({ page: studio.window, shoot })
  return { title: step.title, seconds: (performance.now() - startMs) / 1000, made, screenshots }
}
