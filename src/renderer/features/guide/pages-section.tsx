import { EmptyState } from '@renderer/ui/empty-state'
import { TextInput } from '@renderer/ui/text-input'
import { DOCUMENTATION_PAGES, type DocumentationPage } from '@shared/catalog/documentation/pages'
import { placesOf } from '@shared/catalog/documentation/places'
import { SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { VList } from 'virtua'
import { destinationOf, nameOfPlace } from './destination-of'
import { GoTo } from './go-to'
import { GuideSection } from './guide-section'

export function PagesSection() {
  const [search, setSearch] = useState('')
  const shown = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean)
    return DOCUMENTATION_PAGES.filter((page) => {
      const text = `${page.row} ${page.path.join(' ')}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [search])
  return (
    <GuideSection
      title="All pages"
      text="Every page of ChainHub’s documentation, and the place in the studio where it works."
    >
      <div className="mb-3 flex items-center gap-3">
        <TextInput
          type="search"
          aria-label="Search the pages"
          placeholder="Search pages: kling lip sync, veo3, embeddings …"
          value={search}
          onValueChange={setSearch}
          className="max-w-96"
        />
        <span className="text-12 text-muted" role="status">
          {shown.length} of {DOCUMENTATION_PAGES.length}
        </span>
      </div>
      <div className="rounded-panel border border-line bg-raised">
        {shown.length === 0 ? (
          <EmptyState icon={<SearchX />} title="No page of this name" text="Try fewer or other words." />
        ) : (
          <VList className="h-[64vh]! min-h-60" tabIndex={0} aria-label="Pages">
            {shown.map((page) => (
              <PageRow key={page.row} page={page} />
            ))}
          </VList>
        )}
      </div>
    </GuideSection>
  )
}

function PageRow({ page }: { readonly page: DocumentationPage }) {
  const { how, places } = placesOf(page.row)
  return (
    <div className="flex min-h-14 items-center gap-4 border-b border-line px-4 py-2">
      <div className="min-w-0 flex-1">
        <div className="truncate text-13">{page.path.at(-1)}</div>
        <div className="truncate text-12 text-muted">
          {page.path.slice(0, -1).join(' › ')}
          {page.path.length > 1 ? ' · ' : ''}
          {how}
        </div>
      </div>
      {places.slice(0, 2).map((place) => (
        <GoTo key={nameOfPlace(place)} label={nameOfPlace(place)} to={destinationOf(place)} />
      ))}
    </div>
  )
}
