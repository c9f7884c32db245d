import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { showToast } from '@renderer/ui/toast'
import { isBalanceLow } from '@shared/domain/account'
import { useEffect, useRef } from 'react'

const TOP_UP_URL = 'https://api.chainhub.tech'

/** Says once that the balance fell below the person's threshold, and again only after it was topped up. */
export function useLowBalanceNotice(): void {
  const account = useStudioQuery('account.state').data
  const threshold = useStudioQuery('studio.settings').data?.lowBalanceMicroUsd ?? null
  const toldOf = useRef<string | null>(null)
  const active = account?.profiles.find(({ isActive }) => isActive)
  const profileId = active?.id ?? null
  const balance = account?.balance
  useEffect(() => {
    if (profileId === null || balance === undefined || balance.kind === 'unknown') return
    const isLow = isBalanceLow(balance, threshold)
    if (!isLow && toldOf.current === profileId) toldOf.current = null
    if (!isLow || toldOf.current === profileId || balance.kind !== 'known') return
    toldOf.current = profileId
    showToast({
      id: `low balance ${profileId}`,
      title: `The balance is low: ${formatMicroUsd(balance.remainingMicroUsd)} left`,
      description: 'Work that costs more is held by the gateway. The threshold is yours to set: Settings, Spending.',
      action: {
        label: 'Top up',
        onPress: () => detach(request('studio.open-external', { url: TOP_UP_URL }), 'open the console'),
      },
    })
  }, [profileId, balance, threshold])
}
