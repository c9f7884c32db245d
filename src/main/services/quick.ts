import type { QuickClipboard, QuickState } from '@shared/contracts/quick'
import { AppError } from '@shared/domain/app-error'
import type { EventPublisher, SystemClipboard } from '../platform/ports'

/** The window itself and the system's shortcut; `app/` has them. */
export interface QuickWindowPort {
  /** Takes the shortcut from the system, or lets it go. @returns false where another program has it */
  readonly bind: (shortcut: string | null) => boolean
  readonly show: () => void
  readonly hide: () => void
  readonly focusStudio: () => void
}

export interface QuickServiceDeps {
  readonly events: EventPublisher
  readonly window: QuickWindowPort
  readonly clipboard: Pick<SystemClipboard, 'readPicture' | 'readText'>
  readonly storedShortcut: () => Promise<string | null>
  readonly storeShortcut: (shortcut: string | null) => Promise<void>
}

/** More would not be read by anybody in a small window, and costs with each message. */
const MAX_CLIPBOARD_CHARACTERS = 100_000

export type QuickService = ReturnType<typeof createQuickService>

/** The quick window: off until a shortcut is set. */
export function createQuickService({ events, window, clipboard, storedShortcut, storeShortcut }: QuickServiceDeps) {
  let isTaken = false
  const state = async (): Promise<QuickState> => ({ shortcut: await storedShortcut(), isTaken })
  return {
    state,
    /** Makes the window ready, where it was switched on. */
    start: async (): Promise<void> => {
      const shortcut = await storedShortcut()
      isTaken = shortcut !== null && !window.bind(shortcut)
    },
    setShortcut: async ({ shortcut }: { readonly shortcut: string | null }): Promise<QuickState> => {
      const before = await storedShortcut()
      if (!window.bind(shortcut)) {
        isTaken = before !== null && !window.bind(before)
        throw new AppError({
          code: 'conflict',
          message: `The system did not give ${shortcut ?? 'it'} to the studio: another program uses it. Choose another one.`,
          nextStep: 'edit-input',
        })
      }
      isTaken = false
      await storeShortcut(shortcut)
      return state()
    },
    clipboard: async (): Promise<QuickClipboard> => {
      const text = (await clipboard.readText()).slice(0, MAX_CLIPBOARD_CHARACTERS)
      return { text: text.trim() === '' ? null : text, hasPicture: (await clipboard.readPicture()) !== null }
    },
    show: async (): Promise<null> => {
      window.show()
      return null
    },
    hide: async (): Promise<null> => {
      window.hide()
      return null
    },
    openInStudio: async ({ conversationId }: { readonly conversationId: string }): Promise<null> => {
      window.hide()
      window.focusStudio()
      events.publish('quick.opened', { conversationId })
      return null
    },
  }
}
