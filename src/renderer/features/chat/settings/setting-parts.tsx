import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import { NumberInput } from '@renderer/ui/number-input'
import { Field } from '@renderer/ui/field'
import { Switch } from '@renderer/ui/switch'

export interface FoldProps {
  readonly title: string
  /** How many things inside are set; told while it is folded. */
  readonly count: number
  readonly children: ReactNode
}

/** Rare settings, out of the way until they are wanted. */
export function Fold({ title, count, children }: FoldProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section className="border-t border-line pt-3">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-center gap-1 rounded-control text-12 font-semibold hover:text-accent-ink"
      >
        <ChevronRight aria-hidden className={classNames('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        {title}
        {count > 0 ? <span className="ml-1 font-normal text-muted">{count}</span> : null}
      </button>
      {isOpen ? <div className="mt-3 flex flex-col gap-4">{children}</div> : null}
    </section>
  )
}

export interface SwitchRowProps {
  readonly label: string
  readonly help?: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

export function SwitchRow({ label, help, isOn, onChange }: SwitchRowProps) {
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="text-12 font-medium">{label}</p>
        {help ? <p className="text-12 text-muted">{help}</p> : null}
      </div>
      <Switch aria-label={label} isOn={isOn} onChange={onChange} />
    </div>
  )
}

export interface NumberRowProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly min: number
  readonly max: number
  readonly step: number
  readonly help?: string
}

/** A number; empty leaves it to the model. */
export function NumberRow({ label, value, onChange, min, max, step, help }: NumberRowProps) {
  return (
    <Field label={label} help={help}>
      <NumberInput
        aria-label={label}
        value={value}
        onValueChange={onChange}
        min={min}
        max={max}
        step={step}
        placeholder="The model’s own"
      />
    </Field>
  )
}
