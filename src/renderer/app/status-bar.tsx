import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { formatAge } from '@renderer/lib/format-time'
import { navigate } from '@renderer/lib/navigation'
import { useNow } from '@renderer/lib/use-now'
import { Tooltip } from '@renderer/ui/tooltip'
import type { AccountState } from '@shared/contracts/account'
import { type Balance, type ConnectionState, isBalanceLow } from '@shared/domain/account'
import { CircleDashed, CloudOff, KeyRound, type LucideIcon, PlugZap, TriangleAlert } from 'lucide-react'
import { classNames } from '@renderer/ui/class-names'
import { StatusTasks } from './status-tasks'

const ITEM = 'flex h-full items-center gap-1.5 px-2 text-11 text-muted hover:bg-hover hover:text-ink [&_svg]:size-3.5'

/** Gateway, money and running work, from real calls rather than from the browser's guess. */
export function StatusBar() {
  const account = useStudioQuery('account.state')
  return (
    <footer className="flex h-6 shrink-0 items-center justify-between border-t border-line bg-window px-1">
      <div className="flex h-full min-w-0 items-center">
        {account.data ? <AccountItems account={account.data} /> : null}
      </div>
      <StatusTasks />
    </footer>
  )
}

interface ConnectionLook {
  readonly icon: LucideIcon
  readonly word: string
  readonly detail: string
  readonly className: string
}

const CONNECTIONS: Readonly<Record<ConnectionState, ConnectionLook>> = {
  online: { icon: PlugZap, word: 'Connected', detail: 'The gateway answered the last call.', className: '' },
  offline: {
    icon: CloudOff,
    word: 'Offline',
    detail: 'The gateway cannot be reached. The library works; waiting tasks go on by themselves.',
    className: 'text-warning',
  },
  unauthorized: {
    icon: KeyRound,
    word: 'Key refused',
    detail: 'The gateway does not take the key. Check it in the settings.',
    className: 'text-danger',
  },
  checking: { icon: CircleDashed, word: 'Checking', detail: 'Asking the gateway.', className: '' },
}

function AccountItems({ account }: { readonly account: AccountState }) {
  const active = account.profiles.find((profile) => profile.isActive)
  const look = CONNECTIONS[account.connection]
  const Icon = look.icon
  const openSettings = (): void => navigate({ view: 'settings', section: 'gateway' })
  return (
    <>
      <Tooltip
        label={
          active?.isDemo
            ? `The demo gateway on this machine. ${look.detail}`
            : `${active?.baseUrl ?? ''}. ${look.detail}`
        }
      >
        <button type="button" onClick={openSettings} className={classNames(ITEM, look.className)}>
          <Icon />
          <span className="max-w-48 truncate font-medium">
            {active?.isDemo ? 'Demo' : (active?.label ?? 'No profile')}
          </span>
          <span>{look.word}</span>
        </button>
      </Tooltip>
      <BalanceItem balance={account.balance} onOpen={openSettings} />
    </>
  )
}

function BalanceItem({ balance, onOpen }: { readonly balance: Balance; readonly onOpen: () => void }) {
  const nowMs = useNow(true, 30_000)
  const threshold = useStudioQuery('studio.settings').data?.lowBalanceMicroUsd ?? null
  const isLow = isBalanceLow(balance, threshold)
  const isKnown = balance.kind === 'known'
  const words = isKnown
    ? `${isLow ? 'Low: ' : ''}${formatMicroUsd(balance.remainingMicroUsd)} left`
    : balance.kind === 'unlimited'
      ? 'No spending limit'
      : 'Balance unknown'
  const detail = balance.kind === 'unknown' ? balance.why : `Balance as of ${formatAge(balance.checkedAtMs, nowMs)}`
  return (
    <Tooltip label={detail}>
      <button type="button" onClick={onOpen} className={classNames(ITEM, 'tabular-nums', isLow && 'text-warning')}>
        {isLow ? <TriangleAlert aria-hidden /> : null}
        {words}
      </button>
    </Tooltip>
  )
}
