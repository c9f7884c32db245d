import { assertNever } from '@shared/lib/assert-never'
import type { CompiledFilter, FilterDrive } from './asset-filter'
import type { Condition } from './condition'
import type { SearchTerms } from './search-terms'

export interface AssetSource {
  readonly from: string
  /**
   * What the pages go by: the time, or the number of the asset (which grows with time) where an index of numbers
   * finds them, so that not all hits are sorted.
   */
  readonly key: 'time' | 'asset.number' | 'asset_search.rowid' | 'asset_gram.rowid'
  readonly conditions: readonly Condition[]
}

/**
 * Tables and conditions of a page. The visible state is spelled out in the SQL and not bound, because SQLite takes a
 * partial index only then; CROSS JOIN keeps the order of the tables, so that the search comes first.
 */
export function pageSource(filter: CompiledFilter): AssetSource {
  const { terms, conditions, drive, isTrash } = filter
  if (terms) return searchSource(filter, terms)
  if (isTrash) return { from: 'asset', key: 'time', conditions }
  return { ...DRIVEN[drive], conditions }
}

const DRIVEN: Readonly<Record<FilterDrive, Pick<AssetSource, 'from' | 'key'>>> = {
  time: { from: 'asset', key: 'time' },
  rated: { from: 'asset INDEXED BY asset_grid_rated', key: 'time' },
  marked: { from: 'asset INDEXED BY asset_grid_marked', key: 'time' },
  members: { from: 'asset', key: 'asset.number' },
  measures: { from: 'asset INDEXED BY asset_hit', key: 'asset.number' },
}

/** As {@link pageSource}, but for reading every hit: each index is walked once, and visible hits need no wide row. */
export function hitSource(filter: CompiledFilter): AssetSource {
  const { terms, conditions, isTrash } = filter
  if (!terms) return { from: hitTable(filter), key: 'time', conditions }
  const index = terms.words === null ? 'asset_gram' : 'asset_search'
  const hits = isTrash ? 'asset' : 'asset INDEXED BY asset_hit'
  const all = [...conditions, matching(index, terms.words ?? terms.grams ?? '')]
  if (terms.words !== null && terms.grams !== null) {
    // The plus keeps SQLite from asking the trigram index anew for each number.
    const sql = '+asset_search.rowid IN (SELECT rowid FROM asset_gram WHERE asset_gram MATCH ?)'
    all.push({ sql, values: [terms.grams] })
  }
  return {
    from: `${index} CROSS JOIN ${hits} ON asset.number = ${index}.rowid`,
    key: `${index}.rowid`,
    conditions: all,
  }
}

function hitTable({ drive, isTrash }: CompiledFilter): string {
  if (isTrash) return 'asset'
  switch (drive) {
    case 'time':
      return 'asset'
    case 'rated':
    case 'marked':
      return DRIVEN[drive].from
    case 'members':
    case 'measures':
      return 'asset INDEXED BY asset_hit'
    default:
      return assertNever(drive)
  }
}

function searchSource(filter: CompiledFilter, terms: SearchTerms): AssetSource {
  const index = terms.grams === null ? 'asset_search' : 'asset_gram'
  const conditions = [...filter.conditions, matching(index, terms.grams ?? terms.words ?? '')]
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

const matching = (index: string, expression: string): Condition => ({ sql: `${index} MATCH ?`, values: [expression] })
