import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { NumberInput } from '@renderer/ui/number-input'
import { Switch } from '@renderer/ui/switch'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { MICRO_USD_PER_USD } from '@shared/domain/money'
import { Section, SettingCard, SettingRow } from './section'

/** When the studio asks before money leaves. */
export function SpendingSection() {
  const settings = useStudioQuery('studio.settings')
  const update = useStudioMutation('studio.update-settings')
  const limit = settings.data?.askAboveMicroUsd ?? null
  const setLimit = (askAboveMicroUsd: number | null): void => update.mutate({ askAboveMicroUsd })
  return (
    <Section
      title="Spending"
      text="Prices are shown before you run something; an unknown price counts as above any limit."
    >
      <SettingCard>
        <SettingRow label="Ask before dear runs" help="A question with the price comes before the run is sent.">
          <Switch
            aria-label="Ask before dear runs"
            isOn={limit !== null}
            onChange={(isOn) => setLimit(isOn ? DEFAULT_SETTINGS.askAboveMicroUsd : null)}
          />
        </SettingRow>
        {limit === null ? null : (
          <SettingRow label="Ask above" help="In US dollars, for one run.">
            <div className="flex items-center gap-2">
              <span className="text-muted">$</span>
              <NumberInput
                aria-label="Ask above, in dollars"
                value={limit / MICRO_USD_PER_USD}
                onValueChange={(usd) => usd !== null && setLimit(Math.round(usd * MICRO_USD_PER_USD))}
                min={0}
                max={1_000}
                step={0.5}
                className="w-24"
              />
            </div>
          </SettingRow>
        )}
      </SettingCard>
    </Section>
  )
}
