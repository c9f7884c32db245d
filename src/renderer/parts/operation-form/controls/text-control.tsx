import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import { asText, type ControlProps } from './control-props'

export interface TextControlProps extends ControlProps {
  readonly isMultiline: boolean
}

export function TextControl({ value, onChange, isMultiline }: TextControlProps) {
  const text = asText(value)
  const change = (next: string): void => onChange(next === '' ? undefined : next)
  if (!isMultiline) return <TextInput value={text} onValueChange={change} />
  return <TextArea value={text} onValueChange={change} style={{ minHeight: 56 }} />
}
