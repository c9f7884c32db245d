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
  const lowBalance = settings.data?.lowBalanceMicroUsd ?? null
  const setLowBalance = (lowBalanceMicroUsd: number | null): void => update.mutate({ lowBalanceMicroUsd })
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
            <DollarInput label="Ask above, in dollars" microUsd={limit} onChange={setLimit} />
          </SettingRow>
        )}
        <SettingRow label="Say when the balance is low" help="Once, when it falls below your threshold.">
          <Switch
            aria-label="Say when the balance is low"
            isOn={lowBalance !== null}
            onChange={(isOn) => setLowBalance(isOn ? DEFAULT_SETTINGS.lowBalanceMicroUsd : null)}
          />
        </SettingRow>
        {lowBalance === null ? null : (
          <SettingRow label="Low is below" help="In US dollars.">
            <DollarInput label="Low is below, in dollars" microUsd={lowBalance} onChange={setLowBalance} />
          </SettingRow>
        )}
      </SettingCard>
    </Section>
  )
}

interface DollarInputProps {
  readonly label: string
  readonly microUsd: number
  readonly onChange: (microUsd: number) => void
}

function DollarInput({ label, microUsd, onChange }: DollarInputProps) {
  return (
    <div className="flex items-center gap-2">
      <span className="text-muted">$</span>
      <NumberInput
        aria-label={label}
        value={microUsd / MICRO_USD_PER_USD}
        onValueChange={(usd) => usd !== null && onChange(Math.round(usd * MICRO_USD_PER_USD))}
        min={0}
        max={1_000}
        step={0.5}
        className="w-24"
      />
    </div>
  )
}
