import { useState } from 'react'
import { Field } from '@renderer/ui/field'
import { TextArea } from '@renderer/ui/text-area'

export interface LinesFieldProps {
  readonly label: string
  readonly help: string
  readonly lines: readonly string[]
  readonly onLinesChange: (lines: readonly string[]) => void
  readonly most: number
  readonly placeholder: string
}

/** A list, one item a line; taken over when the field is left, so that an empty line can be typed. */
export function LinesField({ label, help, lines, onLinesChange, most, placeholder }: LinesFieldProps) {
  const [text, setText] = useState(lines.join('\n'))
  const commit = (): void => {
    const next = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .slice(0, most)
    setText(next.join('\n'))
    if (next.join('\n') !== lines.join('\n')) onLinesChange(next)
  }
  return (
    <Field label={label} help={help}>
      <TextArea
        value={text}
        onValueChange={setText}
        onBlur={commit}
        placeholder={placeholder}
        spellCheck={false}
        className="min-h-14"
      />
    </Field>
  )
}
