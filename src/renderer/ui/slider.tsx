import { Slider as BaseSlider } from '@base-ui/react/slider'
import { classNames } from './class-names'

export interface SliderProps {
  readonly value: number
  readonly onValueChange: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly 'aria-label'?: string
  readonly className?: string
}

export function Slider({ value, onValueChange, min, max, step = 1, className, ...rest }: SliderProps) {
  return (
    <BaseSlider.Root
      value={value}
      onValueChange={(next) => onValueChange(next)}
      min={min}
      max={max}
      step={step}
      className={classNames('w-full min-w-24', className)}
    >
      <BaseSlider.Control className="flex h-6 w-full touch-none items-center">
        <BaseSlider.Track className="h-1 w-full rounded-full bg-pressed">
          <BaseSlider.Indicator className="rounded-full bg-muted" />
          <BaseSlider.Thumb
            aria-label={rest['aria-label']}
            className="size-3.5 rounded-full border border-line-strong bg-raised has-focus-visible:outline-2 has-focus-visible:outline-accent-ink"
          />
        </BaseSlider.Track>
      </BaseSlider.Control>
    </BaseSlider.Root>
  )
}
