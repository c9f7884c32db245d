import { Activity } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '@renderer/ui/icon-button'
import type { ChatMessage } from '@shared/domain/chat'
import { TraceDialog } from './trace-dialog'

/** Opens what went over the wire for an answer. */
export function TraceButton({ message }: { readonly message: ChatMessage }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <IconButton size="small" label="What went over the wire" icon={<Activity />} onClick={() => setIsOpen(true)} />
      {isOpen ? <TraceDialog message={message} onClose={() => setIsOpen(false)} /> : null}
    </>
  )
}
