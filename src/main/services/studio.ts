import type { RouteParsedRequest } from '@shared/contracts/routes'
import type { StudioStatus } from '@shared/contracts/studio'
import { AppError } from '@shared/domain/app-error'
import { createLogger } from '../log/logger'
import type { Dialogs, SystemClipboard, SystemShell } from '../platform/ports'

const log = createLogger('page')

const OPENABLE: ReadonlySet<string> = new Set(['https:', 'mailto:'])

export interface StudioServiceOptions {
  readonly version: string
  readonly dataFolder: string
  readonly platform: string
  readonly readOnlyReason: string | null
  readonly isDemo: () => Promise<boolean>
  readonly dialogs: Dialogs
  readonly shell: SystemShell
  readonly clipboard: Pick<SystemClipboard, 'writeText'>
}

export type StudioService = ReturnType<typeof createStudioService>

/** The program itself: what it is, where its data lies, and the ways out of its window. */
export function createStudioService(options: StudioServiceOptions) {
  return {
    async status(): Promise<StudioStatus> {
      const { version, dataFolder, platform, readOnlyReason } = options
      return { version, dataFolder, platform, readOnlyReason, isDemo: await options.isDemo() }
    },

    async showDataFolder(): Promise<null> {
      await options.shell.openFolder(options.dataFolder)
      return null
    },

    /** The person sees the whole address before a browser does. */
    async openExternal({ url }: RouteParsedRequest<'studio.open-external'>): Promise<{ readonly opened: boolean }> {
      const parsed = URL.canParse(url) ? new URL(url) : null
      if (!parsed || !OPENABLE.has(parsed.protocol)) {
        throw new AppError({
          code: 'unsafe-url',
          message: 'Only https and e-mail links can be opened.',
          nextStep: 'none',
        })
      }
      const isConfirmed = await options.dialogs.confirm({
        message: `Open ${parsed.protocol === 'mailto:' ? 'this e-mail address' : parsed.host} outside the studio?`,
        detail: parsed.href.slice(0, 2_000),
        confirmLabel: 'Open',
      })
      if (isConfirmed) await options.shell.openExternal(parsed.href)
      return { opened: isConfirmed }
    },

    async copyText({ text }: RouteParsedRequest<'studio.copy-text'>): Promise<null> {
      await options.clipboard.writeText(text)
      return null
    },

    async reportError({ message, stack }: RouteParsedRequest<'studio.report-error'>): Promise<null> {
      log.error(`the page reported: ${message}`, { stack })
      return null
    },
  }
}
