import type { Database } from './database'
import { fromJson } from './json'

type Value = string | number | null
type Row = Readonly<Record<string, Value>>

/** Tables whose rows are remembered, with what names a row and what of it is remembered. */
const TABLES = {
  asset: { key: ['number'], columns: ['rating', 'label', 'pick', 'trashed_at', 'note', 'stack_id', 'is_folded'] },
  stack: { key: ['id'], columns: ['winner_number', 'is_open', 'item_count'] },
  tag: { key: ['id'], columns: ['name', 'folded_name', 'parent_id'] },
  tag_alias: { key: ['folded_name'], columns: ['name', 'tag_id'] },
  collection: { key: ['id'], columns: ['kind', 'name', 'parent_id', 'search', 'created_at', 'deleted_at'] },
  asset_tag: { key: ['tag_id', 'asset_number'], columns: [], assets: { number: ['asset_number'] } },
  collection_item: {
    key: ['collection_id', 'asset_number'],
    columns: ['added_at'],
    assets: { number: ['asset_number'] },
  },
  asset_relation: {
    key: ['child_id', 'parent_id', 'relation'],
    columns: [],
    assets: { id: ['child_id', 'parent_id'] },
  },
  indexed_folder: { key: ['id'], columns: ['path', 'added_at', 'scanned_at'] },
  distinct_pair: {
    key: ['first_number', 'second_number'],
    columns: [],
    assets: { number: ['first_number', 'second_number'] },
  },
} as const satisfies Record<string, TableShape>

interface TableShape {
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Columns that name assets: what was deleted for good meanwhile cannot be named again. */
  readonly assets?: { readonly number?: readonly string[]; readonly id?: readonly string[] }
}

type Table = keyof typeof TABLES

/** Owners go before their members when rows are written, and after them when rows are deleted. */
const ORDER = Object.keys(TABLES) as readonly Table[]

/** Which rows a change may touch. */
export interface ImageScope {
  /** Assets with all that hangs on them: tags, collections, the stack and its other members. */
  readonly assetIds?: readonly string[]
  /** All tags, and which assets have these. */
  readonly tagIds?: readonly number[]
  readonly hasCollections?: boolean
  /** Which pairs of these assets are no duplicates. */
  readonly pairsOf?: readonly string[]
}

/** One row before and after a change; null: it was not there. */
export interface RowChange {
  readonly table: Table
  readonly before: Row | null
  readonly after: Row | null
}

export type RowImages = ReadonlyMap<string, { readonly table: Table; readonly row: Row }>

/** A scope with the numbers of its assets and stacks, found before the change: afterwards they may be elsewhere. */
export interface ResolvedScope extends ImageScope {
  readonly numbers: readonly number[]
  readonly stackIds: readonly string[]
}

export function resolveScope(db: Database, scope: ImageScope): ResolvedScope {
  const numbers = scope.assetIds ? numbersWithStacks(db, JSON.stringify(scope.assetIds)) : []
  return { ...scope, numbers, stackIds: stackIdsOf(db, numbers) }
}

function stackIdsOf(db: Database, numbers: readonly number[]): readonly string[] {
  const rows = db.all<{ id: string }>(
    'image.stacks',
    'SELECT DISTINCT stack_id AS id FROM asset WHERE stack_id IS NOT NULL AND number IN (SELECT value FROM json_each(?))',
    [JSON.stringify(numbers)],
  )
  return rows.map(({ id }) => id)
}

/** The rows of a scope as they are now. */
export function readImages(db: Database, scope: ResolvedScope): RowImages {
  const images = new Map<string, { readonly table: Table; readonly row: Row }>()
  const take = (table: Table, condition: string, values: readonly Value[] | Readonly<Record<string, Value>>): void => {
    const { key, columns } = TABLES[table]
    const rows = db.all<Row>(
      `image.${table}`,
      `SELECT ${[...key, ...columns].join(', ')} FROM ${table} WHERE ${condition}`,
      values,
    )
    for (const row of rows) images.set(JSON.stringify([table, ...key.map((name) => row[name])]), { table, row })
  }
  if (scope.assetIds) {
    const ids = JSON.stringify(scope.assetIds)
    const numbers = JSON.stringify(scope.numbers)
    const stackIds = JSON.stringify([...scope.stackIds, ...stackIdsOf(db, scope.numbers)])
    take('asset', 'number IN (SELECT value FROM json_each(?))', [numbers])
    take('asset_tag', 'asset_number IN (SELECT value FROM json_each(?))', [numbers])
    take('collection_item', 'asset_number IN (SELECT value FROM json_each(?))', [numbers])
    take('stack', 'id IN (SELECT value FROM json_each(?))', [stackIds])
    take('asset_relation', 'child_id IN (SELECT value FROM json_each(?))', [ids])
  }
  if (scope.tagIds) {
    take('tag', 'TRUE', [])
    take('tag_alias', 'TRUE', [])
    take('asset_tag', 'tag_id IN (SELECT value FROM json_each(?))', [JSON.stringify(scope.tagIds)])
  }
  if (scope.hasCollections) take('collection', 'TRUE', [])
  if (scope.pairsOf) {
    const numbers = 'SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(@ids))'
    take('distinct_pair', `first_number IN (${numbers}) AND second_number IN (${numbers})`, {
      ids: JSON.stringify(scope.pairsOf),
    })
  }
  return images
}

function numbersWithStacks(db: Database, idsJson: string): readonly number[] {
  const rows = db.all<{ number: number }>(
    'image.numbers',
    `SELECT number FROM asset WHERE id IN (SELECT value FROM json_each(@ids))
     UNION SELECT number FROM asset WHERE stack_id IN (
       SELECT stack_id FROM asset WHERE id IN (SELECT value FROM json_each(@ids)))`,
    { ids: idsJson },
  )
  return rows.map(({ number }) => number)
}

/** What a change did, as the rows that differ; of a row that was there and still is only the columns that differ. */
export function compareImages(before: RowImages, after: RowImages): readonly RowChange[] {
  const changes: RowChange[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)]
    const table = (old ?? now)?.table
    if (!table) continue
    if (!old || !now) changes.push({ table, before: old?.row ?? null, after: now?.row ?? null })
    else changes.push(...differenceOf(table, old.row, now.row))
  }
  return changes
}

function differenceOf(table: Table, before: Row, after: Row): readonly RowChange[] {
  const { key, columns } = TABLES[table]
  const differing = columns.filter((column) => before[column] !== after[column])
  if (differing.length === 0) return []
  const pick = (row: Row): Row => Object.fromEntries([...key, ...differing].map((name) => [name, row[name] ?? null]))
  return [{ table, before: pick(before), after: pick(after) }]
}

/** Writes one side of changes back. Called inside the transaction that does so. */
export function writeImages(db: Database, changes: readonly RowChange[], side: 'before' | 'after'): void {
  const sorted = (isDeletion: boolean): readonly RowChange[] => {
    // Assets themselves neither come nor go by an undo.
    const wanted = changes.filter(
      (change) =>
        (change[side] === null) === isDeletion &&
        !(change.table === 'asset' && (change.before === null || change.after === null)),
    )
    const direction = isDeletion ? -1 : 1
    return wanted.toSorted((a, b) => direction * (ORDER.indexOf(a.table) - ORDER.indexOf(b.table)))
  }
  for (const change of sorted(true)) deleteRow(db, change)
  for (const change of sorted(false)) writeRow(db, change, side)
}

function deleteRow(db: Database, { table, before, after }: RowChange): void {
  const row = before ?? after
  if (!row) return
  const { key } = TABLES[table]
  const values = key.map((name) => row[name] ?? null)
  db.run(
    `image.delete-${table}`,
    `DELETE FROM ${table} WHERE ${key.map((name) => `${name} = ?`).join(' AND ')}`,
    values,
  )
}

function writeRow(db: Database, change: RowChange, side: 'before' | 'after'): void {
  const row = change[side]
  if (!row) return
  const { table } = change
  const key: readonly string[] = TABLES[table].key
  const columns = Object.keys(row).filter((name) => !key.includes(name))
  const isWhole = change.before === null || change.after === null
  if (isWhole) {
    const names = [...key, ...columns]
    const { assets = {} }: TableShape = TABLES[table]
    const owners = (['number', 'id'] as const).flatMap((column) =>
      (assets[column] ?? []).map((name) => ({ column, name })),
    )
    const areThere = owners.map(({ column }) => `EXISTS (SELECT 1 FROM asset WHERE asset.${column} = ?)`)
    db.run(
      `image.insert-${table}`,
      `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) SELECT ${names.map(() => '?').join(', ')}
       WHERE ${['TRUE', ...areThere].join(' AND ')}`,
      [...names, ...owners.map(({ name }) => name)].map((name) => row[name] ?? null),
    )
    return
  }
  db.run(
    `image.update-${table}`,
    `UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')}
     WHERE ${key.map((name) => `${name} = ?`).join(' AND ')}`,
    [...columns, ...key].map((name) => row[name] ?? null),
  )
}

/** Ids of the assets that changes speak of. */
export function assetIdsOf(db: Database, changes: readonly RowChange[]): readonly string[] {
  const numbers = new Set<Value>()
  const ids = new Set<string>()
  for (const { before, after } of changes) {
    const row = before ?? after
    const number = row?.['asset_number'] ?? row?.['number']
    if (number !== undefined) numbers.add(number)
    if (typeof row?.['child_id'] === 'string') ids.add(row['child_id'])
  }
  const rows = db.all<{ id: string }>(
    'image.ids',
    'SELECT id FROM asset WHERE number IN (SELECT value FROM json_each(?))',
    [JSON.stringify([...numbers])],
  )
  for (const { id } of rows) ids.add(id)
  return [...ids]
}

export const changesFromJson = (json: string): readonly RowChange[] => fromJson<readonly RowChange[]>(json)
