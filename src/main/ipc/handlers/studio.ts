import type { studioContract } from '@shared/contracts/studio'
import type { SettingsService } from '../../services/settings'
import type { StudioService } from '../../services/studio'
import type { Handlers } from '../handler'

export function createStudioHandlers(
  studio: StudioService,
  settings: SettingsService,
): Handlers<typeof studioContract> {
  return {
    'studio.status': () => studio.status(),
    'studio.settings': () => settings.settings(),
    'studio.update-settings': (request) => settings.update(request),
    'studio.view-state': () => settings.viewState(),
    'studio.save-view-state': (request) => settings.saveViewState(request),
    'studio.show-data-folder': () => studio.showDataFolder(),
    'studio.open-external': (request) => studio.openExternal(request),
    'studio.copy-text': (request) => studio.copyText(request),
    'studio.report-error': (request) => studio.reportError(request),
  }
}
