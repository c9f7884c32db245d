import { thumbnailUrl } from '@renderer/lib/media-url'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import type { VendorWorkPage } from '@shared/domain/vendor-work'

export type Work = VendorWorkPage['works'][number]

export interface ElsewhereWorksProps {
  readonly works: readonly Work[]
  /** What such work makes, for the sign of what is not there yet. */
  readonly media: MediaKind
  readonly isChosen: (work: Work) => boolean
  readonly onToggle: (work: Work, isOn: boolean) => void
}

/** The entries of a vendor's list; what the library has already is shown with its picture and cannot be ticked. */
export function ElsewhereWorks({ works, media, isChosen, onToggle }: ElsewhereWorksProps) {
  const assetIds = works.flatMap(({ assetId }) => assetId ?? [])
  const { data } = useStudioQuery('library.cards', { assetIds }, { isEnabled: assetIds.length > 0 })
  const cards = new Map(data?.map((card) => [card.id, card]))
  if (works.length === 0) {
    return (
      <p className="rounded-control border border-line p-4 text-center text-13 text-muted">
        Nothing fits at the vendor.
      </p>
    )
  }
  return (
    <ul aria-label="Tasks at the vendor" className="max-h-64 overflow-y-auto rounded-control border border-line">
      {works.map((work) => (
        <li key={work.remoteId} className="border-b border-line last:border-b-0">
          <label className="flex min-w-0 items-center gap-3 px-3 py-2 text-13 has-enabled:hover:bg-hover">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={isChosen(work)}
              disabled={work.isKnown}
              onChange={(event) => onToggle(work, event.currentTarget.checked)}
            />
            <WorkThumb card={cards.get(work.assetId ?? '')} media={work.results[0] ?? media} />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate font-mono text-12" title={work.remoteId}>
                {work.remoteId}
              </span>
              <span className="truncate text-12 text-muted" title={work.reason}>
                {aboutOf(work)}
              </span>
            </span>
            <span className="flex shrink-0 flex-col text-right text-12 text-muted">
              <span>{stateOf(work)}</span>
              {work.createdAtMs === null ? null : <span>{new Date(work.createdAtMs).toLocaleString()}</span>}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

function WorkThumb({ card, media }: { readonly card: AssetCard | undefined; readonly media: MediaKind }) {
  return (
    <MediaThumb
      src={card ? thumbnailUrl(card.id, 320) : ''}
      kind={card?.media ?? media}
      state={card?.thumbnail ?? 'none'}
      label={card ? 'Result in the library' : `Kind of result: ${media}`}
      className="size-9 shrink-0"
    />
  )
}

const NOUNS: Readonly<Record<MediaKind, readonly [one: string, several: string]>> = {
  image: ['picture', 'pictures'],
  video: ['clip', 'clips'],
  audio: ['sound', 'sounds'],
  text: ['text', 'texts'],
}

/** A task that is known here need not have brought anything yet, or ever. */
function stateOf({ isKnown, assetId, status }: Work): string {
  if (assetId !== null) return 'in the library'
  return isKnown ? `in the queue, ${status}` : status
}

/** What is known of it besides its number: why it failed, what it made, with which model. */
function aboutOf({ modelId, results, reason, assetId }: Work): string {
  const counts = [...new Set(results)].map((media) => {
    const count = results.filter((other) => other === media).length
    return `${count} ${NOUNS[media][count === 1 ? 0 : 1]}`
  })
  const told = reason !== undefined && assetId === null ? [reason] : counts
  return [...(modelId === '' ? [] : [modelId]), ...told].join(' · ')
}
