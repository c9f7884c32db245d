import type { TrayState } from '@shared/contracts/tray'
import { AppError } from '@shared/domain/app-error'
import { trayWords } from '@shared/domain/tray-words'
import { createLogger } from '../log/logger'

const log = createLogger('tray')

/** The icon itself and its menu; `app/` has them. */
export interface TrayPort {
  /** Shows the icon with these lines above its commands, or changes the lines. */
  readonly show: (lines: readonly string[]) => void
  readonly hide: () => void
}

export interface TrayServiceDeps {
  readonly tray: TrayPort
  /** Whether the desktop shows such icons at all. */
  readonly isAvailable: () => Promise<boolean>
  readonly isWanted: () => Promise<boolean>
  readonly storeWanted: (isOn: boolean) => Promise<void>
  readonly runningTaskCount: () => Promise<number>
  readonly comingAnswerCount: () => Promise<number>
}

/** Changes come in showers; the menu is drawn once for each. */
const SETTLE_MS = 250

export type TrayService = ReturnType<typeof createTrayService>

/** The studio's place among the system's icons, and what it says there of work that goes on. */
export function createTrayService(deps: TrayServiceDeps) {
  let isShown = false
  let timer: NodeJS.Timeout | null = null
  const lines = async (): Promise<readonly string[]> =>
    trayWords({ taskCount: await deps.runningTaskCount(), answerCount: await deps.comingAnswerCount() })
  const show = async (): Promise<void> => {
    const words = await lines()
    isShown = true
    deps.tray.show(words)
  }
  const hide = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    isShown = false
    deps.tray.hide()
  }
  const refresh = async (): Promise<void> => {
    timer = null
    const words = await lines()
    if (isShown) deps.tray.show(words)
  }
  const state = async (): Promise<TrayState> => {
    const isAvailable = await deps.isAvailable()
    return { isOn: isAvailable && (await deps.isWanted()), isAvailable }
  }
  return {
    state,
    start: async (): Promise<void> => {
      if ((await state()).isOn) await show()
    },
    set: async ({ isOn }: { readonly isOn: boolean }): Promise<TrayState> => {
      if (isOn && !(await deps.isAvailable())) throw noPlaceForIt()
      await deps.storeWanted(isOn)
      if (isOn) await show()
      else hide()
      return state()
    },
    /** Tasks or answers began or ended. */
    noteWork: (): void => {
      if (!isShown) return
      timer ??= setTimeout(() => {
        refresh().catch((error: unknown) => log.error('counting what runs', error))
      }, SETTLE_MS)
    },
    /** For another library, which shows it anew. */
    stop: hide,
  }
}

function noPlaceForIt(): AppError {
  return new AppError({
    code: 'not-ready',
    message:
      'This desktop shows no icons of running programs, so that a program without a window could not be reached.',
    nextStep: 'none',
  })
}
