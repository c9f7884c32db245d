import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { TextInput } from '@renderer/ui/text-input'
import type { ChoiceOption, FieldSpec } from '@shared/catalog/types'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { optionLabel, shownChoice } from '../choices'
import { ratioOf } from '../ratio'
import { asText, type ControlProps } from './control-props'
import { RatioIcon } from './ratio-icon'

export interface RatioControlProps extends ControlProps {
  readonly field: FieldSpec
  readonly options: readonly ChoiceOption[]
  readonly allowsOther: boolean
  readonly otherExample: string
}

const OTHER = 'other:'
const TILE =
  'flex h-12 min-w-13 flex-col items-center justify-center gap-0.5 rounded-control border border-line bg-raised px-1.5 text-11 text-muted hover:border-line-strong hover:text-ink data-checked:border-accent-ink data-checked:bg-selected data-checked:text-ink'

/** Shapes as tiles, because a shape is seen faster than read. */
export function RatioControl({ label, value, onChange, field, options, allowsOther, otherExample }: RatioControlProps) {
  const shown = shownChoice(field, value)
  const chosen = options.find((option) => option.value === shown)
  const [isOther, setIsOther] = useState(shown !== undefined && chosen === undefined)
  const choose = (text: unknown): void => {
    setIsOther(text === OTHER)
    onChange(text === OTHER ? undefined : options.find((option) => String(option.value) === text)?.value)
  }
  return (
    <div className="flex flex-col gap-1.5">
      <RadioGroup
        aria-label={label}
        value={isOther ? OTHER : chosen ? String(chosen.value) : ''}
        onValueChange={choose}
        className="flex flex-wrap gap-1"
      >
        {options.map((option) => (
          <Radio.Root
            key={String(option.value)}
            value={String(option.value)}
            // Without a name of its own each would be called by the field's label.
            aria-label={optionLabel(option)}
            className={TILE}
          >
            <RatioIcon ratio={ratioOf(String(option.value)) ?? 1} />
            {optionLabel(option)}
          </Radio.Root>
        ))}
        {allowsOther ? (
          <Radio.Root value={OTHER} aria-label="Other" className={TILE}>
            <Ellipsis className="size-4" />
            Other
          </Radio.Root>
        ) : null}
      </RadioGroup>
      {isOther ? (
        <TextInput
          aria-label={`${label}, other`}
          value={chosen ? '' : asText(shown)}
          onValueChange={(text) => onChange(text === '' ? undefined : text)}
          placeholder={`For example ${otherExample}`}
        />
      ) : null}
    </div>
  )
}
