import { ChevronRight, Globe } from 'lucide-react'
import { use, useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import type { WebSearchPart as WebSearch } from '@shared/domain/chat'
import { MarkdownActionsContext } from '../markdown/markdown-actions'

/** More are in the list that the line opens. */
const MAX_CHIPS = 8

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') || url : url)

/** What a model searched for and what it found. Nothing is fetched: a source opens only by a click. */
export function WebSearchPart({ search }: { readonly search: WebSearch }) {
  const [isShown, setIsShown] = useState(false)
  const { openLink } = use(MarkdownActionsContext)
  const { queries, sources } = search
  const count = sources.length === 1 ? '1 source' : `${sources.length} sources`
  return (
    <div className="text-12 text-muted">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="flex max-w-full items-center gap-1 rounded-control hover:text-ink"
      >
        <Globe aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">
          {queries.length > 0 ? `Searched for “${queries.join('”, “')}”` : 'Searched the web'} · {count}
        </span>
        <ChevronRight
          aria-hidden
          className={classNames('size-3.5 shrink-0 transition-transform', isShown && 'rotate-90')}
        />
      </button>
      {isShown || sources.length === 0 ? null : (
        <ol aria-label="Sources" className="mt-1 flex flex-wrap gap-1">
          {sources.slice(0, MAX_CHIPS).map((source, index) => (
            <li key={source.url}>
              <button
                type="button"
                title={`${source.title}\n${source.url}`}
                onClick={() => openLink(source.url)}
                className="flex max-w-48 items-center gap-1 rounded-full border border-line px-2 py-0.5 text-11 hover:bg-hover hover:text-ink"
              >
                <span className="tabular-nums">{index + 1}</span>
                <span className="truncate">{hostOf(source.url)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {isShown ? (
        <ol className="mt-1 flex flex-col gap-2 border-l-2 border-line pl-3">
          {sources.map((source) => (
            <li key={source.url} className="min-w-0">
              <button
                type="button"
                className="max-w-full truncate rounded-control text-left text-ink underline hover:text-accent-ink"
                onClick={() => openLink(source.url)}
              >
                {source.title || source.url}
              </button>
              <p data-selectable className="truncate">
                {source.url}
              </p>
              {source.citedText ? (
                <p data-selectable className="truncate-lines-2">
                  “{source.citedText}”
                </p>
              ) : null}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}
