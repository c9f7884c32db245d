import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { TextInput } from '@renderer/ui/text-input'
import { Check, Minus, Plus } from 'lucide-react'
import { useState } from 'react'

export interface MembershipRow {
  readonly id: string
  readonly name: string
  /** 1 at the top. */
  readonly level: number
  readonly state: 'all' | 'some' | 'none'
}

export interface MembershipDialogProps {
  readonly title: string
  readonly placeholder: string
  readonly emptyWords: string
  readonly rows: readonly MembershipRow[]
  readonly onToggle: (row: MembershipRow) => void
  readonly onCreate: (name: string) => void
  readonly onClose: () => void
}

/** What items belong to, with a check where all do and a dash where some do. Typing finds or makes one. */
export function MembershipDialog(props: MembershipDialogProps) {
  const { title, placeholder, emptyWords, rows, onToggle, onCreate, onClose } = props
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = rows.filter(({ name }) => name.toLowerCase().includes(wanted))
  const isNew = wanted !== '' && !rows.some(({ name }) => name.toLowerCase() === wanted)
  const { listProps, itemProps } = useRovingFocus(found.map(({ id, name }) => ({ id, label: name })))
  const take = (): void => {
    const exact = found.find(({ name }) => name.toLowerCase() === wanted) ?? (found.length === 1 ? found[0] : undefined)
    if (exact) onToggle(exact)
    else if (isNew) onCreate(text.trim())
    setText('')
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title={title}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <TextInput
        aria-label={placeholder}
        placeholder={placeholder}
        value={text}
        onValueChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && wanted !== '') take()
        }}
      />
      <div
        {...listProps}
        role="group"
        aria-label={title}
        className="mt-2 flex max-h-80 min-h-24 flex-col overflow-y-auto"
      >
        {found.map((row) => (
          <button
            key={row.id}
            {...itemProps(row.id)}
            type="button"
            role="checkbox"
            aria-checked={row.state === 'some' ? 'mixed' : row.state === 'all'}
            onClick={() => onToggle(row)}
            style={{ paddingLeft: wanted === '' ? row.level * 16 - 8 : 8 }}
            className="flex h-7 shrink-0 items-center gap-2 rounded-control pr-2 text-left text-13 hover:bg-hover"
          >
            <span className="flex size-4 items-center justify-center rounded-[4px] border border-line-strong">
              {row.state === 'all' ? <Check aria-hidden className="size-3" /> : null}
              {row.state === 'some' ? <Minus aria-hidden className="size-3" /> : null}
            </span>
            <span className="truncate">{row.name}</span>
          </button>
        ))}
        {isNew ? (
          <button
            type="button"
            onClick={take}
            className="flex h-7 shrink-0 items-center gap-2 rounded-control px-2 text-left text-13 hover:bg-hover"
          >
            <Plus aria-hidden className="size-4 text-muted" />
            <span className="truncate">Make “{text.trim()}”</span>
          </button>
        ) : null}
        {rows.length === 0 && !isNew ? <p className="px-2 py-3 text-12 text-muted">{emptyWords}</p> : null}
      </div>
    </Dialog>
  )
}
