import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Switch } from '@renderer/ui/switch'
import { FolderOpen } from 'lucide-react'
import { SafetyPanel } from '@renderer/parts/safety/safety-panel'
import { Section, SettingCard, SettingRow } from './section'

/** The person's own FFmpeg, for clips that no browser engine plays; nothing runs before it is allowed. */
function TranscoderRow() {
  const settings = useStudioQuery('studio.settings').data
  const transcoder = useStudioQuery('library.transcoder').data
  const update = useStudioMutation('studio.update-settings')
  return (
    <SettingRow
      label="Use FFmpeg for clips that cannot be played"
      help={
        transcoder?.path === null
          ? 'It was not found on this computer. Once it is installed and on the path, the studio can make copies of ProRes, H.265, AVI and others to look at.'
          : `Makes copies of ProRes, H.265, AVI and others to look at, at a press; the originals stay as they are.${transcoder ? ` Found at ${transcoder.path}` : ''}`
      }
    >
      <Switch
        aria-label="Use FFmpeg for clips that cannot be played"
        isOn={settings?.usesFfmpeg ?? false}
        onChange={(usesFfmpeg) => update.mutate({ usesFfmpeg })}
      />
    </SettingRow>
  )
}

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
        <TranscoderRow />
      </SettingCard>
      <h2 className="mt-8 mb-3 text-15 font-semibold">Safety</h2>
      <SafetyPanel />
    </Section>
  )
}
