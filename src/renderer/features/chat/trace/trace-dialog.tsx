import { Copy } from 'lucide-react'
import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { describePrice } from '@renderer/lib/format-money'
import { formatDateTime } from '@renderer/lib/format-time'
import { Badge, type Tone } from '@renderer/ui/badge'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { ChatMessage } from '@shared/domain/chat'
import type { ChatTrace } from '@shared/domain/chat-trace'

export interface TraceDialogProps {
  readonly message: ChatMessage
  readonly onClose: () => void
}

/** What was sent for an answer and what came back, call by call, with times. Keys were masked before it was kept. */
export function TraceDialog({ message, onClose }: TraceDialogProps) {
  const { data, error } = useStudioQuery('chat.trace', { messageId: message.id })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="What went over the wire"
      description={summaryOf(message)}
      width="large"
      footer={
        <Button
          icon={<Copy />}
          disabledReasons={data && data.length > 0 ? [] : ['There is nothing to copy.']}
          onClick={() => detach(request('studio.copy-text', { text: JSON.stringify(data, null, 2) }), 'copy the trace')}
        >
          Copy all as JSON
        </Button>
      }
    >
      {error ? <FailureNotice failure={error.failure} /> : null}
      {data?.length === 0 ? (
        <p className="text-13 text-muted">
          Nothing was kept for this answer: it was not asked for over the wire, or it is older than the last thousand.
        </p>
      ) : null}
      <div className="flex flex-col gap-6">
        {data?.map((trace) => (
          <Call key={trace.id} trace={trace} />
        ))}
      </div>
    </Dialog>
  )
}

function summaryOf({ usage, cost }: ChatMessage): string {
  const price = cost ? describePrice(cost) : null
  const parts = [
    usage ? `${usage.inputTokens.toLocaleString()} tokens in` : 'no token count',
    ...(usage && usage.cachedTokens > 0 ? [`${usage.cachedTokens.toLocaleString()} of them cached`] : []),
    ...(usage ? [`${usage.outputTokens.toLocaleString()} out`] : []),
    ...(usage?.reasoningTokens ? [`${usage.reasoningTokens.toLocaleString()} of them thoughts`] : []),
    ...(price ? [`${price.text}, ${price.detail}`] : []),
  ]
  return parts.join(' · ')
}

const ENDS: Readonly<Record<ChatTrace['end'], readonly [words: string, tone: Tone]>> = {
  whole: ['Whole', 'success'],
  closed: ['Closed before its end', 'warning'],
  broken: ['Failed', 'danger'],
  stopped: ['Stopped', 'neutral'],
  refused: ['Refused', 'danger'],
}

function Call({ trace }: { readonly trace: ChatTrace }) {
  const [words, tone] = ENDS[trace.end]
  return (
    <section aria-label={`Call ${trace.attempt}`} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 text-12">
        <h3 className="text-13 font-semibold">
          {trace.attempt}. {trace.modelId}
        </h3>
        <Badge tone={tone}>{words}</Badge>
        <span className="text-muted">
          {trace.method} {trace.path} · {trace.httpStatus === null ? 'no status' : `HTTP ${trace.httpStatus}`} ·{' '}
          {formatDateTime(trace.startedAtMs)}
        </span>
      </div>
      <dl className="grid grid-cols-[repeat(5,minmax(0,1fr))] gap-2 text-12">
        <Time name="Head" milliseconds={trace.headMs} />
        <Time name="First event" milliseconds={trace.firstEventMs} />
        <Time name="End" milliseconds={trace.endMs} />
        <Time name="Longest silence" milliseconds={trace.longestGapMs} />
        <div>
          <dt className="text-muted">Events</dt>
          <dd className="tabular-nums">{trace.eventCount.toLocaleString()}</dd>
        </div>
      </dl>
      {trace.failure ? <p className="text-12 text-danger">{trace.failure.message}</p> : null}
      <Text title="Sent" text={trace.sent} />
      <Text title="Received" text={trace.received || 'Nothing.'} />
    </section>
  )
}

function Time({ name, milliseconds }: { readonly name: string; readonly milliseconds: number | null }) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">
        {milliseconds === null ? 'never' : `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`}
      </dd>
    </div>
  )
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div>
      <h4 className="mb-1 text-11 text-muted">{title}</h4>
      <pre
        data-selectable
        tabIndex={0}
        role="region"
        aria-label={title}
        className="max-h-64 overflow-auto rounded-control bg-hover px-2 py-1.5 font-mono text-11 wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
    </div>
  )
}
