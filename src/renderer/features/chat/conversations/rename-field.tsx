import { type RefCallback, useState } from 'react'
import { TextInput } from '@renderer/ui/text-input'

export interface RenameFieldProps {
  readonly title: string
  /** Null: the name stays. */
  readonly onDone: (title: string | null) => void
}

const focusAll: RefCallback<HTMLInputElement> = (field) => field?.select()

/** The name of a chat while it is written anew. */
export function RenameField({ title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title)
  const finish = (): void => onDone(text.trim() === '' ? null : text.trim())
  return (
    <TextInput
      ref={focusAll}
      autoFocus
      aria-label="Name of the chat"
      value={text}
      onValueChange={setText}
      onBlur={finish}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
