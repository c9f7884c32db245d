import { FileText } from 'lucide-react'
import { formatClock } from '@renderer/lib/format-time'
import { parseLrc, type TimedLine } from '@shared/domain/timed-lyrics'
import { assetUrl } from '@renderer/lib/media-url'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetDetail } from '@shared/domain/asset'
import { useFileReturn } from './use-file-return'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

const MAX_SHOWN_LENGTH = 200_000

/** A text such as a transcription, to read and copy. */
export function TextStage({ detail }: { readonly detail: AssetDetail }) {
  if (detail.mime === 'application/pdf') {
    return (
      <div className="absolute inset-0 flex flex-col items-center justify-center gap-2 p-6 text-center text-muted">
        <FileText aria-hidden className="size-10 stroke-[1.25]" />
        <p className="text-15 text-ink">{detail.displayName}</p>
        <p>A PDF document. Attach it to a chat and ask about it, or save it and read it in another program.</p>
      </div>
    )
  }
  return <PlainText detail={detail} />
}

function PlainText({ detail }: { readonly detail: AssetDetail }) {
  const text = useQuery({ queryKey: ['media-text', detail.id], queryFn: () => readText(detail.id) })
  const lines = useMemo(() => parseLrc(text.data ?? ''), [text.data])
  useFileReturn(text.isError, detail.isMissing === true, () => void text.refetch())
  return (
    <div className="absolute inset-0 overflow-y-auto p-6">
      <article
        data-selectable
        className="mx-auto min-h-full max-w-180 rounded-panel bg-surface px-8 py-6 text-15 wrap-break-word whitespace-pre-wrap"
      >
        {text.isPending ? <Skeleton className="h-40" /> : null}
        {text.isError ? <p role="alert">This text cannot be read. Its file may be missing.</p> : null}
        {lines.length > 1 ? <SungLines lines={lines} /> : text.data?.slice(0, MAX_SHOWN_LENGTH)}
        {(text.data?.length ?? 0) > MAX_SHOWN_LENGTH ? (
          <p className="mt-4 text-13 text-muted">The file goes on; save it to read the rest.</p>
        ) : null}
      </article>
    </div>
  )
}

/** Lyrics with the times at which they are sung, without the stamps of their words. */
function SungLines({ lines }: { readonly lines: readonly TimedLine[] }) {
  return (
    <ol className="grid grid-cols-[auto_1fr] gap-x-5">
      {lines.map(({ startSeconds, words }, index) => (
        <li key={`${startSeconds} ${index}`} className="contents">
          <span className="text-right text-13 leading-6 text-muted tabular-nums">
            {formatClock(startSeconds * 1_000)}
          </span>
          <span>{words.map((word) => word.text).join(' ')}</span>
        </li>
      ))}
    </ol>
  )
}

async function readText(assetId: string): Promise<string> {
  const response = await fetch(assetUrl(assetId))
  if (!response.ok) throw new Error('The text cannot be read.')
  return response.text()
}
