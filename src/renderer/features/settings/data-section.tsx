import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FolderOpen } from 'lucide-react'
import { SafetyPanel } from '@renderer/parts/safety/safety-panel'
import { Section, SettingCard, SettingRow } from './section'

/** Where everything lies. */
export function DataSection() {
  const status = useStudioQuery('studio.status')
  const open = useStudioMutation('studio.show-data-folder')
  return (
    <Section
      title="Data"
      text="Your pictures, clips, chats and storyboards are files and one database on this machine. Nothing else holds them."
    >
      <SettingCard>
        <SettingRow label="Data folder" help={<span data-selectable>{status.data?.dataFolder ?? '…'}</span>}>
          <Button icon={<FolderOpen />} onClick={() => open.mutate(undefined)}>
            Open the folder
          </Button>
        </SettingRow>
        <SettingRow
          label="What leaves this machine"
          help="Only what you send to the gateway of the profile in use: prompts, and the pictures you attach. There is no telemetry."
        >
          {null}
        </SettingRow>
      </SettingCard>
      <h2 className="mt-8 mb-3 text-15 font-semibold">Safety</h2>
      <SafetyPanel />
    </Section>
  )
}
