import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Badge } from '@renderer/ui/badge'
import { Button } from '@renderer/ui/button'
import { classNames } from '@renderer/ui/class-names'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { showToast } from '@renderer/ui/toast'
import type { Failure } from '@shared/domain/app-error'
import type { Balance, KeyCheck, KeyProfile } from '@shared/domain/account'
import { CircleCheck, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ProtectionBadge } from './protection-badge'

export interface ProfileCardProps {
  readonly profile: KeyProfile
  readonly onEdit: () => void
  /** Why it cannot be made the active one. */
  readonly activateReasons: readonly string[]
}

export function ProfileCard({ profile, onEdit, activateReasons }: ProfileCardProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const check = useStudioMutation('account.check-profile', { onFailure: setFailure })
  const activate = useStudioMutation('account.activate-profile')
  const isOwn = profile.protection !== 'environment'
  const test = (): void => {
    setFailure(null)
    check.mutate({ profileId: profile.id })
  }
  return (
    <article
      aria-label={profile.label}
      className={classNames(
        'rounded-panel border bg-raised p-4',
        profile.isActive ? 'border-accent-ink' : 'border-line',
      )}
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="truncate text-13 font-semibold">{profile.label}</h3>
            {profile.isActive ? <Badge icon={<CircleCheck />}>In use</Badge> : null}
            <ProtectionBadge profile={profile} />
          </div>
          <p className="mt-1 truncate text-12 text-muted" data-selectable>
            {profile.baseUrl}
            {profile.keyTail ? ` · key ends in ${profile.keyTail}` : ''}
          </p>
        </div>
        {profile.isActive ? null : (
          <Button
            size="small"
            disabledReasons={activateReasons}
            onClick={() => activate.mutate({ profileId: profile.id })}
          >
            Use this key
          </Button>
        )}
        <Button size="small" onClick={test} disabledReasons={check.isPending ? ['The test is running.'] : []}>
          {check.isPending ? 'Testing…' : 'Test'}
        </Button>
        {isOwn ? <IconButton label="Edit" size="small" icon={<Pencil />} onClick={onEdit} /> : null}
        {isOwn ? <DeleteButton profile={profile} /> : null}
      </div>
      {check.data && !failure ? <CheckResult check={check.data} /> : null}
      {failure ? (
        <FailureNotice
          failure={failure}
          className="mt-3"
          onNextStep={isOwn ? onEdit : undefined}
          nextStepLabel={
            failure.code === 'unauthorized' || failure.code === 'no-key' ? 'Change the key' : 'Change the profile'
          }
        />
      ) : null}
    </article>
  )
}

function DeleteButton({ profile }: { readonly profile: KeyProfile }) {
  const restore = useStudioMutation('account.undelete-profile')
  const remove = useStudioMutation('account.delete-profile', {
    onSuccess: () =>
      showToast({
        title: `“${profile.label}” and its key were deleted`,
        action: { label: 'Undo', onPress: () => restore.mutate({ profileId: profile.id }) },
      }),
  })
  return (
    <IconButton
      label="Delete"
      size="small"
      icon={<Trash2 />}
      onClick={() => remove.mutate({ profileId: profile.id })}
    />
  )
}

function CheckResult({ check }: { readonly check: KeyCheck }) {
  const facts = [
    check.latencyMs === null ? null : `answered in ${Math.round(check.latencyMs)} ms`,
    check.modelCount === null ? null : `${check.modelCount} models`,
    balanceWords(check.balance),
  ]
  return (
    <p role="status" className="mt-3 flex items-center gap-2 text-12 text-success">
      <CircleCheck aria-hidden className="size-4" />
      The key works: {facts.filter(Boolean).join(', ')}.
    </p>
  )
}

function balanceWords(balance: Balance): string {
  if (balance.kind === 'known') return `${formatMicroUsd(balance.remainingMicroUsd)} left`
  return balance.kind === 'unlimited' ? 'no spending limit' : 'balance unknown'
}
