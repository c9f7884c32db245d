import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { ExternalLink } from 'lucide-react'
import { Section, SettingCard, SettingRow } from './section'

export function AboutSection() {
  const status = useStudioQuery('studio.status')
  const openExternal = useStudioMutation('studio.open-external')
  return (
    <Section title="About">
      <SettingCard>
        <SettingRow
          label="ChainHub Studio"
          help={`Version ${status.data?.version ?? '…'} on ${status.data?.platform ?? '…'}. MIT licence.`}
        >
          {null}
        </SettingRow>
        <SettingRow label="ChainHub’s documentation" help="https://docs.chainhub.tech">
          <Button icon={<ExternalLink />} onClick={() => openExternal.mutate({ url: 'https://docs.chainhub.tech' })}>
            Open in the browser
          </Button>
        </SettingRow>
      </SettingCard>
    </Section>
  )
}
