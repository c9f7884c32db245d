import { Button } from '@renderer/ui/button'
import { TextInput } from '@renderer/ui/text-input'
import { isWebLink } from '@shared/catalog/projections/values'
import { useState } from 'react'

/** For vendors that fetch a file themselves: says what that means for the file, and takes a link instead of one. */
export function LinkEntry({ label, onAdd }: { readonly label: string; readonly onAdd: (link: string) => void }) {
  const [isOpen, setIsOpen] = useState(false)
  const [text, setText] = useState('')
  const link = text.trim()
  const isLink = isWebLink(link) && URL.canParse(link)
  const add = (): void => {
    if (!isLink) return
    onAdd(link)
    setText('')
    setIsOpen(false)
  }
  return (
    <div className="w-full text-11 text-muted">
      <p>
        The model fetches this file. A file of yours is uploaded to the gateway’s file host when you run it, where
        whoever has its link can see it.{' '}
        {isOpen ? null : (
          <button type="button" className="underline hover:text-ink" onClick={() => setIsOpen(true)}>
            Paste a link instead
          </button>
        )}
      </p>
      {isOpen ? (
        <div className="mt-2 flex gap-2">
          <TextInput
            autoFocus
            aria-label={`Link for ${label}`}
            placeholder="https://…"
            value={text}
            onValueChange={setText}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault()
                add()
              } else if (event.key === 'Escape') {
                event.stopPropagation()
                setIsOpen(false)
              }
            }}
          />
          <Button onClick={add} disabledReasons={isLink ? [] : ['Paste a whole address that begins with https://.']}>
            Use
          </Button>
        </div>
      ) : null}
    </div>
  )
}
