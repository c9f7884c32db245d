import type { accountContract } from '@shared/contracts/account'
import type { AccountService } from '../../services/account'
import type { Handlers } from '../handler'

export function createAccountHandlers(account: AccountService): Handlers<typeof accountContract> {
  return {
    'account.state': () => account.state(),
    'account.save-profile': (request) => account.saveProfile(request),
    'account.delete-profile': (request) => account.deleteProfile(request),
    'account.undelete-profile': (request) => account.undeleteProfile(request),
    'account.activate-profile': (request) => account.activateProfile(request),
    'account.use-demo': () => account.useDemo(),
    'account.check-profile': (request) => account.checkProfile(request),
    'account.preview-base-url': (request) => account.previewBaseUrl(request),
    'account.refresh': () => account.refresh(),
    'account.models': () => account.models(),
    'account.prices': () => account.prices(),
  }
}
