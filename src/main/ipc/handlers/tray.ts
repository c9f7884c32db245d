import type { trayContract } from '@shared/contracts/tray'
import type { TrayService } from '../../services/tray'
import type { Handlers } from '../handler'

export function createTrayHandlers(tray: TrayService): Handlers<typeof trayContract> {
  return {
    'tray.state': () => tray.state(),
    'tray.set': (request) => tray.set(request),
  }
}
