import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { Skeleton } from '@renderer/ui/skeleton'
import { TextInput } from '@renderer/ui/text-input'
import { findOperation, operationsFor } from '@shared/catalog/operations'
import { LISTED_WORK, type ListedFamily, type VendorWorkFilter } from '@shared/domain/vendor-work'
import { useState } from 'react'
import { ElsewhereWorks, type Work } from './elsewhere-works'

/** The operation and the model under which chosen work is kept. */
export interface ChosenWork {
  readonly operationId: string
  readonly modelId: string
}

export interface ElsewhereListProps {
  readonly family: ListedFamily
  /** By the number at the vendor. */
  readonly chosen: ReadonlyMap<string, ChosenWork>
  readonly onChosenChange: (chosen: ReadonlyMap<string, ChosenWork>) => void
}

/** What the vendor lists for this key; several can be ticked, over pages and kinds of work. */
export function ElsewhereList({ family, chosen, onChosenChange }: ElsewhereListProps) {
  const { operationIds, operationId: usualId } = LISTED_WORK[family]
  const [operationId, setOperationId] = useState(operationIds[0] ?? usualId)
  const [narrowing, setNarrowing] = useState<Narrowing>(EVERYTHING)
  const [page, setPage] = useState(1)
  const filter = { page, ...filterOf(narrowing), ...(operationIds.length === 0 ? {} : { operationId }) }
  const { data, error, isPending, refetch } = useStudioQuery(
    'generation.list-elsewhere',
    { family, filter },
    { keepsPrevious: true },
  )
  const fromTheStart = (change: () => void): void => {
    setPage(1)
    change()
  }
  const toggle = (work: Work, isOn: boolean): void => {
    const next = new Map(chosen)
    if (isOn) next.set(work.remoteId, keptUnder(family, operationIds.length === 0 ? null : operationId, work))
    else next.delete(work.remoteId)
    onChosenChange(next)
  }
  return (
    <div className="flex flex-col gap-3">
      {operationIds.length > 0 ? (
        <Field label="Kind of work" help="Some gateways share one account at the vendor: fetch only what is yours.">
          <Select
            value={operationId}
            onValueChange={(next) => fromTheStart(() => setOperationId(next))}
            options={operationIds.map((id) => ({ value: id, label: findOperation(id)?.title ?? id }))}
          />
        </Field>
      ) : (
        <NarrowingFields
          family={family}
          narrowing={narrowing}
          onChange={(next) => fromTheStart(() => setNarrowing(next))}
        />
      )}
      {error ? <FailureNotice failure={error.failure} onNextStep={() => void refetch()} /> : null}
      {isPending ? <Skeleton className="h-40 w-full" /> : null}
      {data && !error ? (
        <ElsewhereWorks
          works={data.works}
          media={findOperation(operationId)?.output ?? 'video'}
          isChosen={({ remoteId }) => chosen.has(remoteId)}
          onToggle={toggle}
        />
      ) : null}
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

interface Narrowing {
  readonly status: string
  readonly modelId: string
  /** As typed. */
  readonly ids: string
}

const ANY = 'any'
const EVERYTHING: Narrowing = { status: ANY, modelId: ANY, ids: '' }

interface NarrowingFieldsProps {
  readonly family: ListedFamily
  readonly narrowing: Narrowing
  readonly onChange: (narrowing: Narrowing) => void
}

function NarrowingFields({ family, narrowing, onChange }: NarrowingFieldsProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label="State">
          <Select
            value={narrowing.status}
            onValueChange={(status) => onChange({ ...narrowing, status })}
            options={withAny(LISTED_WORK[family].statuses)}
          />
        </Field>
        <Field label="Model">
          <Select
            value={narrowing.modelId}
            onValueChange={(modelId) => onChange({ ...narrowing, modelId })}
            options={withAny([...new Set(operationsFor({ family }).flatMap(({ models }) => models))])}
          />
        </Field>
      </div>
      <Field label="Numbers" help="Only these; several with spaces between. Empty shows all.">
        <TextInput value={narrowing.ids} onValueChange={(ids) => onChange({ ...narrowing, ids })} />
      </Field>
    </>
  )
}

function filterOf({ status, modelId, ids }: Narrowing): Omit<VendorWorkFilter, 'page'> {
  const numbers = ids.split(/[\s,]+/).filter((part) => part !== '')
  return {
    ...(status === ANY ? {} : { status }),
    ...(modelId === ANY ? {} : { modelId }),
    ...(numbers.length === 0 ? {} : { ids: numbers }),
  }
}

function withAny(values: readonly string[]) {
  return [{ value: ANY, label: 'Any' }, ...values.map((value) => ({ value, label: value }))]
}

/** Where each kind of work has its list, that says the operation; else the model does, as far as it can. */
function keptUnder(family: ListedFamily, operationId: string | null, { modelId }: Work): ChosenWork {
  const operation = operationId === null ? operationsFor({ family, modelId })[0] : findOperation(operationId)
  return {
    operationId: operation?.id ?? LISTED_WORK[family].operationId,
    modelId: modelId === '' ? (operation?.models[0] ?? '') : modelId,
  }
}
