import { defaultParams } from '@shared/catalog/projections/form'
import { listOfRows, rowsOf } from '@shared/catalog/projections/values'
import type { FieldSpec, ListKind } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { type ChangeParams, withParam } from './params'

/** A list's value with one row changed by a function. */
export function withRow(kind: ListKind, value: unknown, index: number, change: (row: Params) => Params): unknown {
  return listOfRows(
    kind,
    rowsOf(kind, value).map((row, place) => (place === index ? change(row) : row)),
  )
}

/** A list's value with an empty row at its end; defaults are filled in. */
export function withNewRow(kind: ListKind, value: unknown): unknown {
  const row = kind.isBare === true ? { [kind.fields[0]?.key ?? '']: '' } : defaultParams(kind)
  return listOfRows(kind, [...rowsOf(kind, value), row])
}

export function withoutRow(kind: ListKind, value: unknown, index: number): unknown {
  return listOfRows(
    kind,
    rowsOf(kind, value).filter((_, place) => place !== index),
  )
}

/** A list's value with a row taken to another place. */
export function withMovedRow(kind: ListKind, value: unknown, from: number, to: number): unknown {
  return listOfRows(kind, moved(rowsOf(kind, value), from, to))
}

/** A list with one element taken to another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return items
  const without = items.filter((_, index) => index !== from)
  return [...without.slice(0, to), item, ...without.slice(to)]
}

/** How a field inside a row hands its change on, as if the row were a form of its own. */
export function changeOfRow(field: ListField, index: number, onParamsChange: ChangeParams): ChangeParams {
  return (next) =>
    onParamsChange((former) => {
      const change = (row: Params): Params => (typeof next === 'function' ? next(row) : next)
      return withParam(former, field.key, withRow(field.kind, former[field.key], index, change))
    })
}

export interface ListField extends Pick<FieldSpec, 'key'> {
  readonly kind: ListKind
}
