import { CircleDollarSign } from 'lucide-react'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { showToast } from '@renderer/ui/toast'
import { type CappedSpending, isOverCap, raisedCap } from '@shared/domain/chat-folder'

/** Over the composer while the chat or its project has spent its cap: one click raises it. */
export function CapBar({ conversationId }: { readonly conversationId: string }) {
  const { data } = useStudioQuery('chat.spending', { conversationId })
  const folders = useStudioQuery('chat.folders').data
  if (!data) return null
  const folder = folders?.find(({ id }) => id === data.folder?.folderId)
  return (
    <>
      {isOverCap(data.chat) ? (
        <Reached
          what="This chat"
          spending={data.chat}
          onRaise={(capMicroUsd) =>
            request('chat.set-cap', { conversationId, capMicroUsd, capMode: data.chat.capMode })
          }
          onAllow={() => request('chat.allow-over-cap', { conversationId })}
        />
      ) : null}
      {data.folder && folder && isOverCap(data.folder) ? (
        <Reached
          what={`The project “${data.folder.title}”`}
          spending={data.folder}
          onRaise={(capMicroUsd) => {
            const { id: folderId, ...fields } = folder
            return request('chat.save-folder', { folderId, ...fields, capMicroUsd })
          }}
          onAllow={() => request('chat.allow-over-cap', { conversationId })}
        />
      ) : null}
    </>
  )
}

interface ReachedProps {
  readonly what: string
  readonly spending: CappedSpending
  readonly onRaise: (capMicroUsd: number) => Promise<unknown>
  readonly onAllow: () => Promise<unknown>
}

function Reached({ what, spending, onRaise, onAllow }: ReachedProps) {
  const raised = raisedCap(spending)
  const act = (work: Promise<unknown>, words: string): void => {
    work.then(
      () => showToast({ title: words, tone: 'success' }),
      (error: unknown) => raiseNotice(failureOf(error)),
    )
  }
  return (
    <div role="status" className="mx-auto w-full max-w-190 px-6 pb-1">
      <div className="flex flex-wrap items-center gap-2 rounded-control bg-warning-soft px-3 py-2 text-12 text-ink">
        <CircleDollarSign aria-hidden className="size-4 shrink-0 text-warning" />
        <span className="min-w-0 flex-1">
          {what} has spent {formatMicroUsd(spending.amountMicroUsd)} of {formatMicroUsd(spending.capMicroUsd ?? 0)}.
          Nothing more is sent{spending.capMode === 'ask' ? ' without your word.' : '.'}
        </span>
        {spending.capMode === 'ask' ? (
          <Button size="small" onClick={() => act(onAllow(), 'The next message may pass')}>
            Allow one message
          </Button>
        ) : null}
        <Button
          size="small"
          variant="primary"
          onClick={() => act(onRaise(raised), `The cap is ${formatMicroUsd(raised)} now`)}
        >
          Raise to {formatMicroUsd(raised)}
        </Button>
      </div>
    </div>
  )
}
