import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Field } from '@renderer/ui/field'
import { TextInput } from '@renderer/ui/text-input'
import { useState } from 'react'

export interface NameDialogProps {
  readonly title: string
  readonly description?: string | undefined
  readonly label: string
  readonly initialName: string
  readonly confirmWords: string
  readonly onConfirm: (name: string) => void
  readonly onClose: () => void
}

/** Asks for a name; Enter takes it. Mounted while it is open. */
export function NameDialog(props: NameDialogProps) {
  const { title, description, label, initialName, confirmWords, onConfirm, onClose } = props
  const [name, setName] = useState(initialName)
  const confirm = (): void => {
    if (name.trim() === '') return
    onClose()
    onConfirm(name.trim())
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={confirm} disabledReasons={name.trim() === '' ? ['It needs a name.'] : []}>
            {confirmWords}
          </Button>
        </>
      }
    >
      <Field label={label}>
        <TextInput
          value={name}
          onValueChange={setName}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) confirm()
          }}
        />
      </Field>
    </Dialog>
  )
}
