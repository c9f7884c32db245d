import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Select } from '@renderer/ui/select'
import { showToast } from '@renderer/ui/toast'
import { CHAT_CODE_VARIANTS, chatAsCode, type ChatCodeVariant } from '@shared/catalog/projections/chat-code'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { Copy } from 'lucide-react'
import { chatCodeInput } from './chat-code-input'

export interface ChatCodeDialogProps {
  readonly conversation: ConversationDetail
  readonly branch: readonly ChatMessage[]
  readonly onClose: () => void
}

/** The open chat as a program that asks its last question again. */
export function ChatCodeDialog({ conversation, branch, onClose }: ChatCodeDialogProps) {
  const [variant, setVariant] = useViewState<ChatCodeVariant>('chat.code-variant', 'python')
  const account = useStudioQuery('account.state')
  const baseUrl = account.data?.profiles.find(({ isActive }) => isActive)?.baseUrl ?? ''
  const code = chatAsCode(variant, chatCodeInput(conversation, branch, baseUrl))
  const copy = async (): Promise<void> => {
    await request('studio.copy-text', { text: code })
    showToast({ title: 'Code copied', description: 'The key is an environment variable in it.', tone: 'success' })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Copy this chat as code"
      description="It asks the last question again, with everything that was said before it. Pictures are read from files beside the program."
      width="large"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" icon={<Copy />} onClick={() => detach(copy(), 'copy a chat as code')}>
            Copy
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          aria-label="Language"
          value={variant}
          onValueChange={setVariant}
          options={CHAT_CODE_VARIANTS.map(({ id, label }) => ({ value: id, label }))}
          className="w-80!"
        />
        <pre
          data-selectable
          tabIndex={0}
          aria-label="Code"
          className="max-h-[48vh] overflow-auto rounded-panel bg-window p-3 font-mono text-12"
        >
          {code}
        </pre>
      </div>
    </Dialog>
  )
}
