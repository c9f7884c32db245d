import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import { asText, type ControlProps } from './control-props'

export interface TextControlProps extends ControlProps {
  readonly isMultiline: boolean
  /** JSON: set in a fixed pitch. */
  readonly isCode?: boolean
}

export function TextControl({ value, onChange, isMultiline, isCode = false }: TextControlProps) {
  const text = asText(value)
  const change = (next: string): void => onChange(next === '' ? undefined : next)
  if (!isMultiline) return <TextInput value={text} onValueChange={change} />
  return (
    <TextArea
      value={text}
      onValueChange={change}
      spellCheck={!isCode}
      className={isCode ? 'font-mono text-12' : ''}
      style={{ minHeight: isCode ? 80 : 56 }}
    />
  )
}
