import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Dialog } from '@renderer/ui/dialog'
import { Skeleton } from '@renderer/ui/skeleton'
import type { Spending } from '@shared/domain/chat-folder'
import { CapFields } from './cap-fields'

export interface SpendingDialogProps {
  readonly conversationId: string
  readonly onClose: () => void
}

/** Tokens and money of a chat, its project and the last days, and the chat's cap. */
export function SpendingDialog({ conversationId, onClose }: SpendingDialogProps) {
  const { data } = useStudioQuery('chat.spending', { conversationId })
  const setCap = useStudioMutation('chat.set-cap')
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="What it cost"
      description="By the prices that are known, with titles made by a model and all that was made in the chats."
    >
      {data ? (
        <div className="flex flex-col gap-4 pb-2">
          <SpendingTable
            caption="Chat and project"
            rows={[
              { name: 'This chat', spending: data.chat },
              ...(data.folder ? [{ name: `Project “${data.folder.title}”`, spending: data.folder }] : []),
            ]}
          />
          <CapFields
            cap={data.chat}
            what="this chat"
            onChange={({ capMicroUsd, capMode }) => setCap.mutate({ conversationId, capMicroUsd, capMode })}
          />
          <SpendingTable caption="All chats by day" rows={data.days.map((day) => ({ name: day.day, spending: day }))} />
        </div>
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  )
}

interface SpendingTableProps {
  readonly caption: string
  readonly rows: readonly { readonly name: string; readonly spending: Spending }[]
}

function SpendingTable({ caption, rows }: SpendingTableProps) {
  return (
    <table className="w-full text-12 tabular-nums">
      <caption className="pb-1 text-left font-semibold">{caption}</caption>
      <thead className="text-muted">
        <tr>
          <th className="py-1 text-left font-normal" scope="col">
            Of
          </th>
          {['Tokens in', 'Tokens out', 'Money'].map((name) => (
            <th key={name} className="py-1 text-right font-normal" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, spending }) => (
          <tr key={name} className="border-t border-line">
            <th className="max-w-60 truncate py-1 text-left font-normal" scope="row">
              {name}
            </th>
            <td className="text-right">{spending.inputTokens.toLocaleString()}</td>
            <td className="text-right">{spending.outputTokens.toLocaleString()}</td>
            <td className="text-right">{spendingWords(spending)}</td>
          </tr>
        ))}
        {rows.length === 0 ? (
          <tr>
            <td colSpan={4} className="py-2 text-muted">
              Nothing was spent yet.
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

/** "$0.12", "$0.12 and 2 unknown", "unknown": what nobody knows is never shown as nothing. */
export function spendingWords({ amountMicroUsd, unknownCount }: Spending): string {
  if (unknownCount === 0) return formatMicroUsd(amountMicroUsd)
  return amountMicroUsd === 0 ? 'unknown' : `${formatMicroUsd(amountMicroUsd)} and ${unknownCount} unknown`
}
