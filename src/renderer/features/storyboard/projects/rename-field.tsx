import { TextInput } from '@renderer/ui/text-input'
import { type RefCallback, useState } from 'react'

const focusAll: RefCallback<HTMLInputElement> = (field) => field?.select()

export interface RenameFieldProps {
  readonly label: string
  readonly title: string
  /** Null: the name stays. */
  readonly onDone: (title: string | null) => void
}

/** A name while it is being changed: Enter and leaving keep it, Esc does not. */
export function RenameField({ label, title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title)
  const finish = (): void => onDone(text.trim() === '' || text.trim() === title ? null : text.trim())
  return (
    <TextInput
      ref={focusAll}
      autoFocus
      aria-label={label}
      value={text}
      onValueChange={setText}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
