import { Switch as BaseSwitch } from '@base-ui/react/switch'

export interface SwitchProps {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly 'aria-label'?: string
}

export function Switch({ isOn, onChange, ...rest }: SwitchProps) {
  return (
    <BaseSwitch.Root
      checked={isOn}
      onCheckedChange={(next) => onChange(next)}
      aria-label={rest['aria-label']}
      className="flex h-5 w-9 shrink-0 rounded-full border border-line-strong bg-line-strong p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent"
    >
      <BaseSwitch.Thumb className="size-3.5 rounded-full bg-white transition-transform data-checked:translate-x-4" />
    </BaseSwitch.Root>
  )
}
