import { useCommandStore } from '@renderer/lib/commands'
import { Kbd } from '@renderer/ui/kbd'
import { Section, SettingCard, SettingRow } from './section'

/** Every command that has a key. */
export function ShortcutsSection() {
  const commands = useCommandStore((state) => state.commands).filter((command) => command.keys)
  const groups = [...new Set(commands.map((command) => command.group))]
  return groups.map((group) => (
    <Section key={group} title={group}>
      <SettingCard>
        {commands
          .filter((command) => command.group === group)
          .map((command) => (
            <SettingRow key={`${command.id} ${command.view ?? ''}`} label={command.title}>
              <Kbd keys={command.keys ?? ''} />
            </SettingRow>
          ))}
      </SettingCard>
    </Section>
  ))
}
