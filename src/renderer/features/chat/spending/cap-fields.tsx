import { NumberInput } from '@renderer/ui/number-input'
import { Select } from '@renderer/ui/select'
import { Switch } from '@renderer/ui/switch'
import type { CapMode, SpendingCap } from '@shared/domain/chat-folder'
import { MICRO_USD_PER_USD } from '@shared/domain/money'

export interface CapFieldsProps {
  readonly cap: SpendingCap
  readonly onChange: (cap: SpendingCap) => void
  /** For example "the project". */
  readonly what: string
}

const FIRST_CAP = MICRO_USD_PER_USD
const MODES = [
  { value: 'stop', label: 'Stop until I raise it' },
  { value: 'ask', label: 'Ask before each message' },
] as const

/** How much may be spent, and what happens then. */
export function CapFields({ cap, onChange, what }: CapFieldsProps) {
  const { capMicroUsd, capMode } = cap
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="flex items-center gap-2">
        <Switch
          aria-label={`Limit what ${what} may spend`}
          isOn={capMicroUsd !== null}
          onChange={(isOn) => onChange({ capMode, capMicroUsd: isOn ? FIRST_CAP : null })}
        />
        Limit what {what} may spend
      </span>
      {capMicroUsd === null ? null : (
        <>
          <span className="flex items-center gap-1">
            <span className="text-muted">$</span>
            <span className="w-24">
              <NumberInput
                aria-label={`Cap of ${what}, in US dollars`}
                value={capMicroUsd / MICRO_USD_PER_USD}
                onValueChange={(usd) =>
                  usd !== null && onChange({ capMode, capMicroUsd: Math.round(usd * MICRO_USD_PER_USD) })
                }
                min={0}
                max={100_000}
                step={0.5}
              />
            </span>
          </span>
          <div className="w-52">
            <Select<CapMode>
              aria-label="What happens at the cap"
              value={capMode}
              options={MODES}
              onValueChange={(mode) => onChange({ capMicroUsd, capMode: mode })}
            />
          </div>
        </>
      )}
    </div>
  )
}
