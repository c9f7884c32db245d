import type { safetyContract } from '@shared/contracts/safety'
import type { SafetyService } from '../../services/safety'
import type { Handlers } from '../handler'

export function createSafetyHandlers(safety: SafetyService): Handlers<typeof safetyContract> {
  return {
    'safety.state': () => safety.state(),
    'safety.open-again': () => safety.openAgain(),
    'safety.back-up': () => safety.backUp(),
    'safety.restore-backup': ({ name }) => safety.restoreBackup(name),
    'safety.restore-file': () => safety.restoreFile(),
    'safety.rebuild': () => safety.rebuild(),
    'safety.check-files': () => safety.checkFiles(),
    'safety.stop-check': () => safety.stopCheck(),
    'safety.take-in-orphans': () => safety.takeInOrphans(),
    'safety.choose-second-folder': () => safety.chooseSecondFolder(),
    'safety.forget-second-folder': () => safety.forgetSecondFolder(),
    'safety.switch-sidecars': ({ isOn }) => safety.switchSidecars(isOn),
    'safety.move-library': () => safety.moveLibrary(),
    'safety.discard-old-library': () => safety.discardOldLibrary(),
    'safety.show-backups': () => safety.showBackups(),
  }
}
