import type { AssetFilter } from '@shared/domain/asset'
import { parseSearch, type SearchTerms } from './search-terms'

export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

export interface AssetSource {
  readonly from: string
  /** What the pages go by: the time, or the number in the index of a search, which needs no sorting of all hits. */
  readonly key: 'time' | 'asset_search.rowid' | 'asset_gram.rowid'
  readonly conditions: readonly Condition[]
}

/**
 * Tables and conditions of a page. The visible state is spelled out in the SQL and not bound, because SQLite takes a
 * partial index only then; CROSS JOIN keeps the order of the tables, so that the search comes first.
 */
export function pageSource(filter: AssetFilter): AssetSource {
  const terms = termsOf(filter)
  if (terms) return searchSource(filter, terms)
  const conditions = filterConditions(filter)
  if (!filter.minRating || filter.trashed === true) return { from: 'asset', key: 'time', conditions }
  const rated: Condition = { sql: 'asset.rating > 0', values: [] }
  return { from: 'asset INDEXED BY asset_grid_rated', key: 'time', conditions: [...conditions, rated] }
}

/** As {@link pageSource}, but for reading every hit: each index is walked once, and visible hits need no wide row. */
export function hitSource(filter: AssetFilter): AssetSource {
  const terms = termsOf(filter)
  if (!terms) return pageSource(filter)
  const index = terms.words === null ? 'asset_gram' : 'asset_search'
  const hits = filter.trashed === true ? 'asset' : 'asset INDEXED BY asset_hit'
  const conditions = [...filterConditions(filter), matching(index, terms.words ?? terms.grams ?? '')]
  if (terms.words !== null && terms.grams !== null) {
    // The plus keeps SQLite from asking the trigram index anew for each number.
    const sql = '+asset_search.rowid IN (SELECT rowid FROM asset_gram WHERE asset_gram MATCH ?)'
    conditions.push({ sql, values: [terms.grams] })
  }
  return { from: `${index} CROSS JOIN ${hits} ON asset.number = ${index}.rowid`, key: `${index}.rowid`, conditions }
}

export const isSearch = (filter: AssetFilter): boolean => termsOf(filter) !== null

/** All must hold. */
export const where = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
})

/** Media and models of a filter, of a table that has both columns; empty where all are wanted. */
export function kindConditions(filter: AssetFilter, table: string): readonly Condition[] {
  const conditions: Condition[] = []
  if (filter.media && filter.media.length > 0) conditions.push(oneOf(`${table}.media`, filter.media))
  if (filter.modelIds && filter.modelIds.length > 0) conditions.push(oneOf(`${table}.model_id`, filter.modelIds))
  if (filter.minRating) conditions.push({ sql: `${table}.rating >= ?`, values: [filter.minRating] })
  return conditions
}

const termsOf = (filter: AssetFilter): SearchTerms | null =>
  filter.search === undefined ? null : parseSearch(filter.search)

function searchSource(filter: AssetFilter, terms: SearchTerms): AssetSource {
  const index = terms.grams === null ? 'asset_search' : 'asset_gram'
  const conditions = [...filterConditions(filter), matching(index, terms.grams ?? terms.words ?? '')]
  const second = terms.grams !== null && terms.words !== null ? checkOf(terms.words, terms.checks) : null
  return {
    from: `${index}${second?.join ?? ''} CROSS JOIN asset ON asset.number = ${index}.rowid`,
    key: `${index}.rowid`,
    conditions: [...conditions, ...(second?.conditions ?? [])],
  }
}

/** The longer words of a hit that the index of pairs found. */
function checkOf(
  words: string,
  patterns: readonly string[] | null,
): { readonly join: string; readonly conditions: readonly Condition[] } {
  if (patterns === null) {
    return {
      join: ' CROSS JOIN asset_search ON asset_search.rowid = asset_gram.rowid',
      conditions: [matching('asset_search', words)],
    }
  }
  return {
    join: ' CROSS JOIN asset_text ON asset_text.asset_number = asset_gram.rowid',
    conditions: patterns.map((pattern) => ({ sql: String.raw`asset_text.body LIKE ? ESCAPE '\'`, values: [pattern] })),
  }
}

function filterConditions(filter: AssetFilter): Condition[] {
  const trashed = filter.trashed === true ? 'NOT NULL' : 'NULL'
  return [
    { sql: `asset.is_hidden = 0 AND asset.trashed_at IS ${trashed}`, values: [] },
    ...kindConditions(filter, 'asset'),
  ]
}

const matching = (index: string, expression: string): Condition => ({ sql: `${index} MATCH ?`, values: [expression] })

const oneOf = (column: string, values: readonly string[]): Condition => ({
  sql: values.length === 1 ? `${column} = ?` : `${column} IN (${values.map(() => '?').join(', ')})`,
  values,
})
