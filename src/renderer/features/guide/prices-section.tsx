import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatMicroUsd } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { TextInput } from '@renderer/ui/text-input'
import { LISTED_MODELS } from '@shared/catalog/prices/list-prices'
import { PRICE_SNAPSHOT_DATE } from '@shared/catalog/prices/snapshot'
import type { ModelPrice } from '@shared/contracts/account'
import { RefreshCw, SearchX } from 'lucide-react'
import { useMemo, useState } from 'react'
import { VList } from 'virtua'
import { GuideSection } from './guide-section'

const COLUMNS = 'grid grid-cols-[minmax(0,1fr)_88px_88px_88px_160px] items-center gap-4 pr-5 pl-3'

export function PricesSection() {
  const told = useStudioQuery('account.prices')
  const refresh = useStudioMutation('account.refresh')
  const [search, setSearch] = useState('')
  const prices = useMemo(() => allPrices(told.data ?? []), [told.data])
  const words = search.trim().toLowerCase()
  const shown = prices.filter(({ modelId }) => modelId.toLowerCase().includes(words))
  return (
    <GuideSection
      title="Prices"
      text={`What your gateway tells wins; where it tells nothing, the list of ${PRICE_SNAPSHOT_DATE} that came with the studio. A model that stands in neither has an unknown price. The price of a request is written down before it is sent and never changes afterwards.`}
    >
      <div className="mb-3 flex items-center gap-3">
        <TextInput
          type="search"
          aria-label="Search the prices"
          placeholder="Search models"
          value={search}
          onValueChange={setSearch}
          className="max-w-72"
        />
        <span className="flex-1 text-12 text-muted" role="status">
          {shown.length.toLocaleString()} {shown.length === 1 ? 'model' : 'models'}
        </span>
        <Button icon={<RefreshCw />} onClick={() => refresh.mutate(undefined)}>
          Ask the gateway again
        </Button>
      </div>
      <div role="table" aria-label="Prices by model" className="rounded-panel border border-line bg-raised">
        <div role="row" className={`${COLUMNS} h-9 border-b border-line text-12 font-medium text-muted`}>
          <span role="columnheader">Model</span>
          <span role="columnheader" className="text-right">
            Per call
          </span>
          <span role="columnheader" className="text-right">
            In / 1M
          </span>
          <span role="columnheader" className="text-right">
            Out / 1M
          </span>
          <span role="columnheader">Source</span>
        </div>
        {shown.length === 0 ? (
          <EmptyState icon={<SearchX />} title="No model of this name" text="Its price is unknown to the studio." />
        ) : (
          <VList className="h-[60vh]! min-h-60" role="rowgroup" tabIndex={0}>
            {shown.map((price) => (
              <PriceRow key={price.modelId} price={price} />
            ))}
          </VList>
        )}
      </div>
    </GuideSection>
  )
}

function PriceRow({ price }: { readonly price: ModelPrice }) {
  return (
    <div role="row" className={`${COLUMNS} h-8 border-b border-line text-12`}>
      <span role="cell" data-selectable className="truncate" title={price.modelId}>
        {price.modelId}
      </span>
      <Amount value={price.callMicroUsd} />
      <Amount value={price.inputMicroUsdPerMillion} />
      <Amount value={price.outputMicroUsdPerMillion} />
      <span role="cell" className="truncate text-muted" title={price.source}>
        {price.source}
      </span>
    </div>
  )
}

function Amount({ value }: { readonly value: number | null }) {
  return (
    <span role="cell" className="text-right tabular-nums">
      {value === null ? <span className="text-muted">–</span> : formatMicroUsd(value)}
    </span>
  )
}

/** The gateway's own prices before the shipped ones, by model id. */
function allPrices(told: readonly ModelPrice[]): readonly ModelPrice[] {
  const byModel = new Map([...LISTED_MODELS.values()].map(({ id, price }) => [id, price]))
  for (const price of told) byModel.set(price.modelId, price)
  return [...byModel.values()].toSorted((one, other) => one.modelId.localeCompare(other.modelId))
}
