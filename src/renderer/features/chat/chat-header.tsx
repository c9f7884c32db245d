import { MoreHorizontal, Pencil } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu, type MenuEntry } from '@renderer/ui/menu'
import type { ConversationDetail } from '@shared/domain/chat'
import type { CappedSpending } from '@shared/domain/chat-folder'
import { RenameField } from './conversations/rename-field'
import { SpendingDialog, spendingWords } from './spending/spending-dialog'

export interface ChatHeaderProps {
  readonly conversation: ConversationDetail
  readonly entries: readonly MenuEntry[]
  /** Opens what lies beside the stage. */
  readonly aside?: ReactNode
}

/** The chat's name and project, and what it cost so far. */
export function ChatHeader({ conversation, entries, aside }: ChatHeaderProps) {
  const [isSpendingShown, setIsSpendingShown] = useState(false)
  const [isRenaming, setIsRenaming] = useState(false)
  const update = useStudioMutation('chat.update')
  const rename = (title: string | null): void => {
    setIsRenaming(false)
    if (title !== null && title !== conversation.title) update.mutate({ conversationId: conversation.id, title })
  }
  const { data } = useStudioQuery('chat.spending', { conversationId: conversation.id })
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4 text-12">
      {isRenaming ? (
        <div className="min-w-0 flex-1">
          <RenameField title={conversation.title} onDone={rename} />
        </div>
      ) : (
        <h2
          title="Double-click to rename"
          className="min-w-0 truncate font-medium"
          onDoubleClick={() => setIsRenaming(true)}
        >
          {conversation.title || 'New chat'}
        </h2>
      )}
      {data?.folder ? <span className="min-w-0 truncate text-muted">in {data.folder.title}</span> : null}
      <span className="ml-auto" />
      {data ? (
        <Button size="small" variant="ghost" tooltip="What this chat cost" onClick={() => setIsSpendingShown(true)}>
          <span className="tabular-nums">{headerWords(data.chat)}</span>
        </Button>
      ) : null}
      <Menu
        align="end"
        trigger={<IconButton size="small" label="More for this chat" icon={<MoreHorizontal />} />}
        entries={[{ id: 'rename', label: 'Rename', icon: <Pencil />, onSelect: () => setIsRenaming(true) }, ...entries]}
      />
      {aside}
      {isSpendingShown ? (
        <SpendingDialog conversationId={conversation.id} onClose={() => setIsSpendingShown(false)} />
      ) : null}
    </header>
  )
}

function headerWords(spending: CappedSpending): string {
  const { capMicroUsd } = spending
  return `${spendingWords(spending)}${capMicroUsd === null ? '' : ` of ${formatMicroUsd(capMicroUsd)}`}`
}
