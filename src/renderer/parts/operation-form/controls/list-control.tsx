import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { rowsOf } from '@shared/catalog/projections/values'
import type { FieldSpec, ListKind } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { changeOfRow, moved, withMovedRow, withNewRow, withoutRow } from '../list-rows'
import { type ChangeParams, withParam } from '../params'
import type { ControlProps } from './control-props'

/** One field of one row, as the form draws any other field. */
export interface RowFieldProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly errors: readonly string[]
  readonly maskSourceAssetId: null
  readonly onTouch: () => void
  readonly onChange: (value: unknown) => void
  readonly onParamsChange: ChangeParams
  readonly isLabelHidden: boolean
}

export interface ListControlProps extends ControlProps {
  readonly kind: ListKind
  readonly fieldKey: string
  readonly onParamsChange: ChangeParams
  readonly drawField: (props: RowFieldProps) => ReactNode
}

/** Rows of fields: added at the end, removed, and moved by buttons or by Alt and the arrow keys. */
export function ListControl(props: ListControlProps) {
  const { label, value, kind, fieldKey, onChange, onParamsChange } = props
  const rows = rowsOf(kind, value)
  const identity = useRowIdentity(rows.length)
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= rows.length) return
    identity.move(from, to)
    onChange(withMovedRow(kind, value, from, to))
  }
  const remove = (index: number): void => {
    identity.remove(index)
    onChange(withoutRow(kind, value, index))
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-2">
      {rows.map((row, index) => (
        <Row
          key={identity.ids[index]}
          kind={kind}
          row={row}
          index={index}
          count={rows.length}
          onMove={(to) => move(index, to)}
          onRemove={() => remove(index)}
          onRowChange={changeOfRow({ key: fieldKey, kind }, index, onParamsChange)}
          drawField={props.drawField}
        />
      ))}
      {rows.length >= kind.max ? null : (
        <Button
          size="small"
          variant="secondary"
          icon={<Plus />}
          className="self-start"
          onClick={() => onChange(withNewRow(kind, value))}
        >
          Add {withSmallStart(kind.itemName)}
        </Button>
      )}
    </div>
  )
}

interface RowProps extends Pick<ListControlProps, 'kind' | 'drawField'> {
  readonly row: Params
  readonly index: number
  readonly count: number
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
  readonly onRowChange: ChangeParams
}

function Row({ kind, row, index, count, onMove, onRemove, onRowChange, drawField }: RowProps) {
  const name = `${kind.itemName} ${index + 1}`
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    onMove(index + (event.key === 'ArrowUp' ? -1 : 1))
  }
  return (
    <div
      role="group"
      aria-label={name}
      onKeyDown={onKeyDown}
      className="flex flex-col gap-2 rounded-control border border-line p-2"
    >
      <div className="flex items-center gap-0.5">
        <span className="min-w-0 flex-1 truncate text-12 font-medium">{name}</span>
        {count > 1 ? (
          <>
            <IconButton
              label={`Move ${name} up`}
              keys="alt+up"
              size="small"
              icon={<ChevronUp />}
              disabledReasons={index === 0 ? ['It is the first.'] : []}
              onClick={() => onMove(index - 1)}
            />
            <IconButton
              label={`Move ${name} down`}
              keys="alt+down"
              size="small"
              icon={<ChevronDown />}
              disabledReasons={index === count - 1 ? ['It is the last.'] : []}
              onClick={() => onMove(index + 1)}
            />
          </>
        ) : null}
        <IconButton label={`Remove ${name}`} size="small" icon={<X />} onClick={onRemove} />
      </div>
      {kind.fields.map((field) => (
        <div key={field.key}>
          {drawField({
            field: kind.isBare === true ? { ...field, label: name } : field,
            isLabelHidden: kind.isBare === true,
            value: row[field.key],
            errors: [],
            maskSourceAssetId: null,
            onTouch: () => undefined,
            onChange: (next) => onRowChange((former) => withParam(former, field.key, next)),
            onParamsChange: onRowChange,
          })}
        </div>
      ))}
    </div>
  )
}

/** Rows have no name of their own: these numbers keep their inputs and the focus while rows move. */
function useRowIdentity(count: number) {
  const focused = useRef<Element | null>(null)
  const [known, setKnown] = useState<readonly number[]>([])
  const ids = known.length === count ? known : sized(known, count)
  if (ids !== known) setKnown(ids)
  useLayoutEffect(() => {
    const element = focused.current
    focused.current = null
    // A browser drops the focus from an element that is put elsewhere.
    if (element instanceof HTMLElement && element.isConnected && document.activeElement !== element) element.focus()
  })
  return {
    ids,
    move: (from: number, to: number): void => {
      focused.current = document.activeElement
      setKnown(moved(ids, from, to))
    },
    remove: (index: number): void => setKnown(ids.filter((_, place) => place !== index)),
  }
}

function sized(ids: readonly number[], count: number): readonly number[] {
  const first = Math.max(0, ...ids) + 1
  const fresh = Array.from({ length: Math.max(0, count - ids.length) }, (_, index) => first + index)
  return [...ids.slice(0, count), ...fresh]
}

/** "Document" within a sentence; "LoRA" stays as it is. */
function withSmallStart(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
