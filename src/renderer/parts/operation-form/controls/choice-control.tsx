import { Segmented } from '@renderer/ui/segmented'
import { Select } from '@renderer/ui/select'
import { TextInput } from '@renderer/ui/text-input'
import type { ChoiceOption, FieldSpec } from '@shared/catalog/types'
import { useState } from 'react'
import { optionLabel, showsAllOptions, shownChoice } from '../choices'
import { ratioOf } from '../ratio'
import { asText, type ControlProps } from './control-props'
import { RatioIcon } from './ratio-icon'

export interface ChoiceControlProps extends ControlProps {
  readonly field: FieldSpec
  readonly options: readonly ChoiceOption[]
  readonly allowsOther: boolean
}

const OTHER = 'other:'

/** Few short options stay visible, more go into a list; "Other…" opens a line for what the vendor added since. */
export function ChoiceControl({ label, value, onChange, field, options, allowsOther }: ChoiceControlProps) {
  const shown = shownChoice(field, value)
  const chosen = options.find((option) => option.value === shown)
  const [isOther, setIsOther] = useState(shown !== undefined && chosen === undefined)
  const items = options.map((option) => ({ value: String(option.value), label: optionLabel(option) }))
  const choose = (text: string): void => {
    setIsOther(text === OTHER)
    onChange(text === OTHER ? undefined : options.find((option) => String(option.value) === text)?.value)
  }
  if (showsAllOptions(field)) {
    return (
      <Segmented
        aria-label={label}
        value={chosen ? String(chosen.value) : ''}
        onValueChange={choose}
        options={items}
        className="max-w-full"
      />
    )
  }
  const listed = items.map((item) => ({ ...item, detail: <SizeIcon kind={field.kind.type} value={item.value} /> }))
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        aria-label={label}
        value={isOther ? OTHER : chosen ? String(chosen.value) : null}
        onValueChange={choose}
        options={allowsOther ? [...listed, { value: OTHER, label: 'Other…', detail: null }] : listed}
        placeholder="Model’s choice"
      />
      {isOther ? (
        <TextInput
          aria-label={`${label}, other`}
          value={chosen ? '' : asText(shown)}
          onValueChange={(text) => onChange(text === '' ? undefined : text)}
          placeholder="As the vendor writes it"
        />
      ) : null}
    </div>
  )
}

function SizeIcon({ kind, value }: { readonly kind: string; readonly value: string }) {
  const ratio = kind === 'size' ? ratioOf(value) : null
  return ratio === null ? null : <RatioIcon ratio={ratio} />
}
