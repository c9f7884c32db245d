import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { Skeleton } from '@renderer/ui/skeleton'
import { TextInput } from '@renderer/ui/text-input'
import { operationsFor } from '@shared/catalog/operations'
import { LISTED_WORK, type ListedFamily, type VendorWorkPage } from '@shared/domain/vendor-work'
import { useState } from 'react'

type Work = VendorWorkPage['works'][number]

export interface ElsewhereListProps {
  readonly family: ListedFamily
  readonly chosen: ReadonlyMap<string, Work>
  readonly onChosenChange: (chosen: ReadonlyMap<string, Work>) => void
}

/** What the vendor lists for this key; several can be ticked. */
export function ElsewhereList({ family, chosen, onChosenChange }: ElsewhereListProps) {
  const [status, setStatus] = useState('any')
  const [modelId, setModelId] = useState('any')
  const [ids, setIds] = useState('')
  const [page, setPage] = useState(1)
  const filter = {
    page,
    ...(status === 'any' ? {} : { status }),
    ...(modelId === 'any' ? {} : { modelId }),
    ...(numbersIn(ids).length === 0 ? {} : { ids: numbersIn(ids) }),
  }
  const { data, error, isPending, refetch } = useStudioQuery(
    'generation.list-elsewhere',
    { family, filter },
    { keepsPrevious: true },
  )
  const narrow = (change: () => void): void => {
    setPage(1)
    change()
  }
  const toggle = (work: Work, isOn: boolean): void => {
    const next = new Map(chosen)
    if (isOn) next.set(work.remoteId, work)
    else next.delete(work.remoteId)
    onChosenChange(next)
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label="State">
          <Select
            value={status}
            onValueChange={(next) => narrow(() => setStatus(next))}
            options={statusOptions(family)}
          />
        </Field>
        <Field label="Model">
          <Select
            value={modelId}
            onValueChange={(next) => narrow(() => setModelId(next))}
            options={modelOptions(family)}
          />
        </Field>
      </div>
      <Field label="Numbers" help="Only these; several with spaces between. Empty shows all.">
        <TextInput value={ids} onValueChange={(next) => narrow(() => setIds(next))} />
      </Field>
      {error ? <FailureNotice failure={error.failure} onNextStep={() => void refetch()} /> : null}
      {isPending ? <Skeleton className="h-40 w-full" /> : null}
      {data && !error ? <Works works={data.works} chosen={chosen} onToggle={toggle} /> : null}
      <div className="flex items-center justify-between gap-2 text-12 text-muted">
        <Button
          size="small"
          disabledReasons={page === 1 ? ['This is the first page.'] : []}
          onClick={() => setPage(page - 1)}
        >
          Newer
        </Button>
        <span className="tabular-nums">Page {page}</span>
        <Button
          size="small"
          disabledReasons={data?.hasMore === true ? [] : ['There is nothing older.']}
          onClick={() => setPage(page + 1)}
        >
          Older
        </Button>
      </div>
    </div>
  )
}

interface WorksProps {
  readonly works: readonly Work[]
  readonly chosen: ReadonlyMap<string, Work>
  readonly onToggle: (work: Work, isOn: boolean) => void
}

function Works({ works, chosen, onToggle }: WorksProps) {
  if (works.length === 0) {
    return (
      <p className="rounded-control border border-line p-4 text-center text-13 text-muted">
        Nothing fits at the vendor.
      </p>
    )
  }
  return (
    <ul aria-label="Tasks at the vendor" className="max-h-56 overflow-y-auto rounded-control border border-line">
      {works.map((work) => (
        <li key={work.remoteId} className="border-b border-line last:border-b-0">
          <label className="flex min-w-0 items-center gap-3 px-3 py-2 text-13 has-enabled:hover:bg-hover">
            <input
              type="checkbox"
              className="size-4 shrink-0 accent-accent"
              checked={chosen.has(work.remoteId)}
              disabled={work.isKnown}
              onChange={(event) => onToggle(work, event.currentTarget.checked)}
            />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate font-mono text-12" title={work.remoteId}>
                {work.remoteId}
              </span>
              <span className="truncate text-12 text-muted">{work.modelId}</span>
            </span>
            <span className="shrink-0 text-12 text-muted">
              {work.isKnown ? 'in the library' : work.status}
              {work.createdAtMs === null ? '' : ` · ${new Date(work.createdAtMs).toLocaleString()}`}
            </span>
          </label>
        </li>
      ))}
    </ul>
  )
}

/** Numbers in a text, parted by spaces, commas or lines. */
function numbersIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '')
}

function statusOptions(family: ListedFamily) {
  return [
    { value: 'any', label: 'Any' },
    ...LISTED_WORK[family].statuses.map((value) => ({ value: value as string, label: value })),
  ]
}

function modelOptions(family: ListedFamily) {
  const models = new Set(operationsFor({ family }).flatMap((operation) => operation.models))
  return [{ value: 'any', label: 'Any' }, ...[...models].map((value) => ({ value, label: value }))]
}
