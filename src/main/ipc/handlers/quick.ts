import type { quickContract } from '@shared/contracts/quick'
import type { QuickService } from '../../services/quick'
import type { Handlers } from '../handler'

export function createQuickHandlers(quick: QuickService): Handlers<typeof quickContract> {
  return {
    'quick.state': () => quick.state(),
    'quick.set-shortcut': quick.setShortcut,
    'quick.clipboard': () => quick.clipboard(),
    'quick.show': () => quick.show(),
    'quick.hide': () => quick.hide(),
    'quick.open-in-studio': quick.openInStudio,
  }
}
