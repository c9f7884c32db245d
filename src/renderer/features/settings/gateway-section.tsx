import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Skeleton } from '@renderer/ui/skeleton'
import { Switch } from '@renderer/ui/switch'
import type { KeyProfile } from '@shared/domain/account'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ProfileCard } from './profile-card'
import { ProfileDialog } from './profile-dialog'
import { Section, SettingCard, SettingRow } from './section'

/** Key profiles and the demo. */
export function GatewaySection() {
  const account = useStudioQuery('account.state')
  const [editing, setEditing] = useState<KeyProfile | 'new' | null>(null)
  if (!account.data) return <Skeleton className="h-48" />
  const { profiles, isEncryptionAvailable } = account.data
  const own = profiles.filter((profile) => !profile.isDemo)
  const environmentReasons = profiles.some((profile) => profile.protection === 'environment')
    ? ['The key comes from the environment (CHAINHUB_API_KEY) and wins over all profiles.']
    : []
  return (
    <>
      <Section
        title="Key profiles"
        text="One profile pays for what you make; every result keeps the name of the one that paid."
        action={
          <Button variant="primary" icon={<Plus />} onClick={() => setEditing('new')}>
            Add a key
          </Button>
        }
      >
        <div className="flex flex-col gap-2">
          {own.map((profile) => (
            <ProfileCard
              key={profile.id}
              profile={profile}
              onEdit={() => setEditing(profile)}
              activateReasons={environmentReasons}
            />
          ))}
          {own.length === 0 ? (
            <p className="rounded-panel border border-dashed border-line-strong p-4 text-13 text-muted">
              No key yet. Paste one from ChainHub to use the real models; until then the demo answers.
            </p>
          ) : null}
        </div>
      </Section>
      <DemoSection profiles={profiles} environmentReasons={environmentReasons} />
      {editing ? (
        <ProfileDialog
          profile={editing === 'new' ? null : editing}
          isEncryptionAvailable={isEncryptionAvailable}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  )
}

interface DemoSectionProps {
  readonly profiles: readonly KeyProfile[]
  readonly environmentReasons: readonly string[]
}

function DemoSection({ profiles, environmentReasons }: DemoSectionProps) {
  const useDemo = useStudioMutation('account.use-demo')
  const activate = useStudioMutation('account.activate-profile')
  const isDemo = profiles.some((profile) => profile.isDemo && profile.isActive)
  const firstOwn = profiles.find((profile) => !profile.isDemo)
  const help = isDemo
    ? 'A gateway on this machine answers. It costs nothing and sends nothing.'
    : 'Try everything without a key and without spending.'
  const onChange = (isOn: boolean): void => {
    if (isOn) useDemo.mutate(undefined)
    else if (firstOwn) activate.mutate({ profileId: firstOwn.id })
  }
  const reasons =
    environmentReasons.length > 0
      ? environmentReasons
      : isDemo && !firstOwn
        ? ['Add a key first; without one there is only the demo.']
        : []
  return (
    <Section title="Demo">
      <SettingCard>
        <SettingRow label="Demo mode" help={reasons[0] ?? help}>
          {reasons.length > 0 ? (
            <span className="text-12 text-muted">{isDemo ? 'On' : 'Off'}</span>
          ) : (
            <Switch aria-label="Demo mode" isOn={isDemo} onChange={onChange} />
          )}
        </SettingRow>
      </SettingCard>
    </Section>
  )
}
