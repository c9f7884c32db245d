import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Segmented } from '@renderer/ui/segmented'
import type { ThemeChoice } from '@shared/domain/settings'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Section, SettingCard, SettingRow } from './section'

const THEMES = [
  { value: 'system', label: 'System', icon: <Monitor /> },
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
] as const

export function AppearanceSection() {
  const settings = useStudioQuery('studio.settings')
  const update = useStudioMutation('studio.update-settings')
  return (
    <Section title="Appearance">
      <SettingCard>
        <SettingRow label="Theme" help="The grey around a picture is the same in both, so that colours can be judged.">
          <Segmented<ThemeChoice>
            aria-label="Theme"
            value={settings.data?.theme ?? 'system'}
            onValueChange={(theme) => update.mutate({ theme })}
            options={THEMES}
          />
        </SettingRow>
      </SettingCard>
    </Section>
  )
}
