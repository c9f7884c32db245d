import { followNextStep, leadsToSettings } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { Failure } from '@shared/domain/app-error'

const CHARGE_WORDS = {
  'not-charged': 'You were not charged.',
  charged: 'You were charged for this.',
  'maybe-charged': 'You may have been charged.',
  refunded: 'The charge was refunded.',
} as const

/** A failure that no view shows at its own place. */
export function showFailureToast(failure: Failure): void {
  showToast({
    id: `${failure.code} ${failure.message}`,
    title: failure.message,
    description: failure.charge ? CHARGE_WORDS[failure.charge] : undefined,
    tone: 'danger',
    ...(leadsToSettings(failure.nextStep)
      ? { action: { label: 'Settings', onPress: () => followNextStep(failure.nextStep) } }
      : {}),
  })
}
