import { formatClock } from '@renderer/lib/format-time'
import { assetUrl } from '@renderer/lib/media-url'
import { Skeleton } from '@renderer/ui/skeleton'
import { parseLrc } from '@shared/domain/timed-lyrics'
import { useQuery } from '@tanstack/react-query'

/** The words of a text item, scrollable and selectable in their place. */
export function TextResult({ assetId }: { readonly assetId: string }) {
  const { data, isError } = useQuery({
    queryKey: ['asset-text', assetId],
    queryFn: async () => {
      const response = await fetch(assetUrl(assetId))
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      return response.text()
    },
  })
  if (isError) return <p className="p-3 text-13 text-muted">This text could not be read from the library.</p>
  if (data === undefined) return <Skeleton className="m-3 h-20" />
  return (
    <div data-selectable className="absolute inset-0 overflow-y-auto p-3 text-13 whitespace-pre-wrap">
      {readable(data)}
    </div>
  )
}

/** Words with their times are read by their lines; the stamps of single words are for players. */
function readable(text: string): string {
  const lines = parseLrc(text)
  if (lines.length === 0) return text
  return lines
    .map(
      ({ startSeconds, words }) => `${formatClock(startSeconds * 1_000)}  ${words.map((word) => word.text).join(' ')}`,
    )
    .join('\n')
}
