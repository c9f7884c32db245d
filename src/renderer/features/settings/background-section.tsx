import { queryClient } from '@renderer/data/query-client'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { isMac } from '@renderer/lib/platform'
import { Switch } from '@renderer/ui/switch'
import { Section, SettingCard, SettingRow } from './section'

/** What is left of the program when its window is closed. */
export function BackgroundSection() {
  const { data } = useStudioQuery('tray.state')
  const set = useStudioMutation('tray.set', {
    onSuccess: (state) => queryClient.setQueryData(studioKey('tray.state'), state),
  })
  const isAvailable = data?.isAvailable ?? true
  return (
    <Section title="In the background">
      <SettingCard>
        <SettingRow label={isMac ? 'Icon in the menu bar' : 'Icon in the tray'} help={helpFor(isAvailable)}>
          {isAvailable ? (
            <Switch
              aria-label={isMac ? 'Icon in the menu bar' : 'Icon in the tray'}
              isOn={data?.isOn ?? false}
              onChange={(isOn) => set.mutate({ isOn })}
            />
          ) : (
            <span className="text-12 text-muted">Not on this desktop</span>
          )}
        </SettingRow>
      </SettingCard>
    </Section>
  )
}

const NO_PLACE = 'This desktop shows no icons of running programs. The studio ends with its last window here.'

function helpFor(isAvailable: boolean): string {
  if (!isAvailable) return NO_PLACE
  return isMac
    ? 'Opens the studio or the quick window, and says what is running.'
    : 'Closing the last window leaves answers, tasks and the quick window running; the icon opens the studio again, and quits it.'
}
