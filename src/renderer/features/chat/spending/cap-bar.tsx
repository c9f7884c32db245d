import { CircleDollarSign } from 'lucide-react'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { showToast } from '@renderer/ui/toast'
import { isTalkPriceKnown } from '@shared/domain/chat-cost'
import { type CapHold, capHold, mayPassOnce, raisedCap, type WatchedSpending } from '@shared/domain/chat-folder'
import { assertNever } from '@shared/lib/assert-never'
import { usePriceOf } from '../composer/use-prices'

export interface CapBarProps {
  readonly conversationId: string
  /** The models that the next message would go to. */
  readonly modelIds: readonly string[]
}

/** Over the composer while a cap of the chat or its project lets nothing pass: why, and what to press. */
export function CapBar({ conversationId, modelIds }: CapBarProps) {
  const { data } = useStudioQuery('chat.spending', { conversationId })
  const folders = useStudioQuery('chat.folders').data
  const priceOf = usePriceOf()
  if (!data) return null
  const unpricedId = modelIds.find((id) => !isTalkPriceKnown(priceOf(id))) ?? null
  const chatHold = capHold(data.chat, unpricedId === null)
  const folder = folders?.find(({ id }) => id === data.folder?.folderId)
  const folderHold = data.folder && capHold(data.folder, unpricedId === null)
  const shared = {
    unpricedId,
    isNextAllowed: data.isNextAllowed,
    onAllow: () => request('chat.allow-over-cap', { conversationId }),
  }
  return (
    <>
      {chatHold ? (
        <HeldBar
          {...shared}
          what="This chat"
          hold={chatHold}
          spending={data.chat}
          onRaise={(capMicroUsd) =>
            request('chat.set-cap', { conversationId, capMicroUsd, capMode: data.chat.capMode })
          }
        />
      ) : null}
      {data.folder && folder && folderHold ? (
        <HeldBar
          {...shared}
          what={`The project “${data.folder.title}”`}
          hold={folderHold}
          spending={data.folder}
          onRaise={(capMicroUsd) => {
            const { id: folderId, ...fields } = folder
            return request('chat.save-folder', { folderId, ...fields, capMicroUsd })
          }}
        />
      ) : null}
    </>
  )
}

interface HeldBarProps {
  readonly what: string
  readonly hold: CapHold
  readonly spending: WatchedSpending
  /** A model whose price nobody knows. */
  readonly unpricedId: string | null
  readonly isNextAllowed: boolean
  readonly onRaise: (capMicroUsd: number) => Promise<unknown>
  readonly onAllow: () => Promise<unknown>
}

function HeldBar({ what, hold, spending, unpricedId, isNextAllowed, onRaise, onAllow }: HeldBarProps) {
  const raised = raisedCap(spending)
  const mayPass = mayPassOnce(hold, spending.capMode)
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
          {holdWords(what, hold, spending, unpricedId)} {consequence(mayPass, isNextAllowed)}
        </span>
        {mayPass && !isNextAllowed ? (
          <Button size="small" onClick={() => act(onAllow(), 'The next message may pass')}>
            Allow one message
          </Button>
        ) : null}
        {hold === 'reached' ? (
          <Button
            size="small"
            variant="primary"
            onClick={() => act(onRaise(raised), `The cap is ${formatMicroUsd(raised)} now`)}
          >
            Raise to {formatMicroUsd(raised)}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function holdWords(what: string, hold: CapHold, spending: WatchedSpending, unpricedId: string | null): string {
  const { amountMicroUsd, unknownCount, capMicroUsd } = spending
  const spent = `${what} has spent ${formatMicroUsd(amountMicroUsd)} of ${formatMicroUsd(capMicroUsd ?? 0)}`
  switch (hold) {
    case 'reached':
      return `${spent}.`
    case 'unknown-charges':
      return `${spent} and ${unknownCount === 1 ? 'an amount' : `${unknownCount} amounts`} that nobody knows.`
    case 'unknown-price':
      return `${spent}, and what ${unpricedId ?? 'this model'} costs is not known, so that the cap could not be kept.`
    default:
      return assertNever(hold)
  }
}

function consequence(mayPass: boolean, isNextAllowed: boolean): string {
  if (!mayPass) return 'Nothing more is sent.'
  return isNextAllowed ? 'The next message may pass.' : 'Nothing more is sent without your word.'
}
