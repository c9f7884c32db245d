import { type AssetFilter, COLOUR_LABELS, type ColourLabel } from '@shared/domain/asset'
import {
  type Being,
  type Having,
  type LibraryQuery,
  type Measure,
  type NegatableCondition,
  parseLibraryQuery,
  type QueryCondition,
} from '@shared/domain/library-query'
import { assertNever } from '@shared/lib/assert-never'
import type { Database } from '../database'
import { type Condition, not, oneOf } from './condition'
import { collectionIdsNamed, collectionIdsWithin, modelIdsContaining, tagIdsBeneath, tagIdsNamed } from './filter-names'
import { leaveOut, likePattern, type SearchTerms, searchTermsOf, termExpression } from './search-terms'

/**
 * What finds the assets fastest: the order of time, an index of the few that are rated or marked, the numbers of
 * members, or a walk along the narrow index of measures.
 */
export type FilterDrive = 'time' | 'rated' | 'marked' | 'members' | 'measures'

/** A filter as conditions on the table `asset`. */
export interface CompiledFilter {
  readonly terms: SearchTerms | null
  readonly conditions: readonly Condition[]
  /** The same on `asset_day_count`; null where its columns cannot tell. */
  readonly dayConditions: readonly Condition[] | null
  readonly drive: FilterDrive
  readonly isTrash: boolean
  /**
   * Set where all that the days cannot tell is what must not be: its hits, taken from the counts of the days, leave
   * what is wanted. Without this a search for what is not there would look at everything.
   */
  readonly excluded: readonly Condition[] | null
}

interface Part {
  readonly condition: Condition
  readonly dayCondition: Condition | null
  readonly drive: FilterDrive
  /** Of a part that says what must not be: what finds just that, by number. */
  readonly excluded?: Condition
}

/** Reads the words of the search box and the rest of a filter; names of tags, models and collections are looked up. */
export function compileFilter(db: Database, filter: AssetFilter): CompiledFilter {
  const asked = parseLibraryQuery(filter.search ?? '')
  const { terms, rest } = leaveOut(searchTermsOf(asked.texts), asked.excludedTexts)
  const query = { ...asked, excludedTexts: rest }
  const isTrash = filter.trashed === true
  const visible: Condition = {
    sql: `asset.is_hidden = 0 AND asset.trashed_at IS ${isTrash ? 'NOT NULL' : 'NULL'}`,
    values: [],
  }
  const parts = [...partsOfFilter(db, filter), ...partsOfQuery(db, query, isTrash)]
  const dayConditions = parts.map(({ dayCondition }) => dayCondition)
  const isCountable = terms === null && !isTrash
  const isCounted = isCountable && dayConditions.every((condition) => condition !== null)
  const uncounted = parts.filter(({ dayCondition }) => dayCondition === null)
  const excluded = uncounted.flatMap((part) => part.excluded ?? [])
  return {
    terms,
    conditions: [visible, ...parts.map(({ condition }) => condition)],
    dayConditions: isCounted ? dayConditions : null,
    drive: DRIVES.find((drive) => parts.some((part) => part.drive === drive)) ?? 'time',
    isTrash,
    excluded: isCountable && !isCounted && excluded.length === uncounted.length ? excluded : null,
  }
}

/** The filter without what must not be. */
export function withoutExclusions(filter: CompiledFilter, db: Database, asked: AssetFilter): CompiledFilter {
  const query = parseLibraryQuery(asked.search ?? '')
  const parts = [...partsOfFilter(db, asked), ...partsOfQuery(db, query, filter.isTrash)].filter(
    (part) => !part.excluded,
  )
  const [visible] = filter.conditions
  return {
    ...filter,
    conditions: [...(visible ? [visible] : []), ...parts.map(({ condition }) => condition)],
    dayConditions: parts.flatMap(({ dayCondition }) => dayCondition ?? []),
    drive: 'members',
    excluded: null,
  }
}

/** The one that leaves least first. */
const DRIVES: readonly FilterDrive[] = ['members', 'marked', 'rated', 'measures']

function partsOfFilter(db: Database, filter: AssetFilter): readonly Part[] {
  const parts: Part[] = []
  if (filter.media && filter.media.length > 0)
    parts.push(onColumn('media', (column) => oneOf(column, filter.media ?? [])))
  if (filter.modelIds && filter.modelIds.length > 0)
    parts.push(onColumn('model_id', (column) => oneOf(column, filter.modelIds ?? [])))
  if (filter.minRating) parts.push(measurePart('rating', between(filter.minRating, null)))
  if (filter.pick !== undefined) parts.push(pickPart(filter.pick))
  if (filter.label) parts.push(labelPart(filter.label))
  if (filter.collectionId !== undefined)
    parts.push(membersPart('collection_item', 'collection_id', collectionIdsWithin(db, filter.collectionId)))
  if (filter.tagId !== undefined) parts.push(membersPart('asset_tag', 'tag_id', tagIdsBeneath(db, filter.tagId)))
  if (filter.isFolded) parts.push(onColumn('is_folded', (column) => ({ sql: `${column} = 0`, values: [] })))
  return parts
}

function partsOfQuery(db: Database, query: LibraryQuery, isTrash: boolean): readonly Part[] {
  return [
    ...query.conditions.map((negatable) => negated(negatable, partOf(db, negatable.condition, isTrash))),
    ...query.excludedTexts.map(withoutText),
  ]
}

function negated({ isNegated }: NegatableCondition, part: Part): Part {
  if (!isNegated) return part
  const isByNumber = part.drive === 'members' && part.condition.sql !== 'FALSE'
  return {
    ...(isByNumber ? { excluded: part.condition } : {}),
    condition: not(part.condition),
    dayCondition: part.dayCondition && not(part.dayCondition),
    drive: part.dayCondition ? 'time' : 'measures',
  }
}

function partOf(db: Database, condition: QueryCondition, isTrash: boolean): Part {
  switch (condition.field) {
    case 'kind':
      return onColumn('media', (column) => oneOf(column, [condition.media]))
    case 'model':
      return modelPart(db, condition.text, isTrash)
    case 'measure':
      return measurePart(condition.measure, condition)
    case 'time':
      return timePart(condition.fromMs, condition.toMs)
    case 'tag':
      return membersPart('asset_tag', 'tag_id', tagIdsNamed(db, condition.name))
    case 'label':
      return labelPart(condition.label)
    case 'pick':
      return pickPart(condition.pick)
    case 'in':
      return membersPart('collection_item', 'collection_id', collectionIdsNamed(db, condition.name))
    case 'has':
      return havingPart(condition.what)
    case 'is':
      return beingPart(condition.what)
    default:
      return assertNever(condition)
  }
}

/** A column that the counts of the days have too. */
function onColumn(column: string, make: (column: string) => Condition, drive: FilterDrive = 'time'): Part {
  return { condition: make(`asset.${column}`), dayCondition: make(`asset_day_count.${column}`), drive }
}

function modelPart(db: Database, text: string, isTrash: boolean): Part {
  if (!isTrash) return onColumn('model_id', (column) => oneOf(column, modelIdsContaining(db, text)))
  return onColumn('model_id', (column) => ({ sql: `instr(lower(${column}), ?) > 0`, values: [text] }))
}

type Range = Pick<Extract<QueryCondition, { field: 'measure' }>, 'from' | 'to' | 'isFromOut' | 'isToOut'>

const between = (from: number | null, to: number | null): Range => ({ from, to, isFromOut: false, isToOut: false })

const COLUMNS: Readonly<Record<Measure, string>> = {
  rating: 'rating',
  cost: 'cost_micro_usd',
  duration: 'duration_ms',
  width: 'width',
  height: 'height',
}

function measurePart(measure: Measure, range: Range): Part {
  const make = (column: string): Condition => inRange(column, range)
  if (measure !== 'rating')
    return { condition: make(`asset.${COLUMNS[measure]}`), dayCondition: null, drive: 'measures' }
  if ((range.from ?? 0) + (range.isFromOut ? 1 : 0) < 1) return onColumn('rating', make)
  const part = onColumn('rating', make, 'rated')
  // Spelled out, so that the index of the rated is taken.
  return { ...part, condition: { ...part.condition, sql: `asset.rating > 0 AND ${part.condition.sql}` } }
}

function inRange(column: string, { from, to, isFromOut, isToOut }: Range): Condition {
  if (from !== null && from === to) return { sql: `${column} = ?`, values: [from] }
  const parts = [
    ...(from === null ? [] : [`${column} ${isFromOut ? '>' : '>='} ?`]),
    ...(to === null ? [] : [`${column} ${isToOut ? '<' : '<='} ?`]),
  ]
  return { sql: parts.join(' AND '), values: [from, to].filter((value) => value !== null) }
}

function timePart(fromMs: number | null, toMs: number | null): Part {
  const range: Range = { from: fromMs, to: toMs, isFromOut: false, isToOut: true }
  return { condition: inRange('asset.created_at', range), dayCondition: null, drive: 'time' }
}

const IS_MARKED = '(asset.pick <> 0 OR asset.label <> 0)'

function markPart(column: 'pick' | 'label', value: number): Part {
  const part = onColumn(column, (name) => ({ sql: `${name} = ?`, values: [value] }), value === 0 ? 'time' : 'marked')
  if (value === 0) return part
  return { ...part, condition: { ...part.condition, sql: `${IS_MARKED} AND ${part.condition.sql}` } }
}

const pickPart = (pick: number): Part => markPart('pick', pick)
const labelPart = (label: ColourLabel | null): Part => markPart('label', label ? COLOUR_LABELS.indexOf(label) + 1 : 0)

function membersPart(table: string, column: string, ids: readonly (string | number)[]): Part {
  const condition: Condition =
    ids.length === 0
      ? { sql: 'FALSE', values: [] }
      : {
          sql: `asset.number IN (SELECT asset_number FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?)))`,
          values: [JSON.stringify(ids)],
        }
  return { condition, dayCondition: null, drive: 'members' }
}

function havingPart(what: Having): Part {
  if (what === 'cost') return measured('asset.cost_micro_usd IS NOT NULL')
  return byNumbers(HAVING_NUMBERS[what])
}

function byNumbers(numbers: string): Part {
  return { condition: { sql: `asset.number IN (${numbers})`, values: [] }, dayCondition: null, drive: 'members' }
}

function measured(sql: string): Part {
  return { condition: { sql, values: [] }, dayCondition: null, drive: 'measures' }
}

const HAVING_NUMBERS: Readonly<Record<Exclude<Having, 'cost'>, string>> = {
  note: "SELECT noted.number FROM asset AS noted WHERE noted.note <> ''",
  tag: 'SELECT asset_number FROM asset_tag',
  collection: `SELECT asset_number FROM collection_item
    WHERE collection_id IN (SELECT id FROM collection WHERE deleted_at IS NULL)`,
  parent: 'SELECT other.number FROM asset_relation JOIN asset AS other ON other.id = asset_relation.child_id',
  child: 'SELECT other.number FROM asset_relation JOIN asset AS other ON other.id = asset_relation.parent_id',
  stack: 'SELECT stacked.number FROM asset AS stacked WHERE stacked.stack_id IS NOT NULL',
}

function beingPart(what: Being): Part {
  switch (what) {
    case 'picked':
      return pickPart(1)
    case 'rejected':
      return pickPart(-1)
    case 'rated':
      return measurePart('rating', between(1, null))
    case 'unrated':
      return measurePart('rating', between(0, 0))
    case 'labelled': {
      const part = onColumn('label', (column) => ({ sql: `${column} <> 0`, values: [] }), 'marked')
      return { ...part, condition: { ...part.condition, sql: `${IS_MARKED} AND ${part.condition.sql}` } }
    }
    case 'generated':
      return byNumbers('SELECT made.number FROM asset AS made WHERE made.generation_id IS NOT NULL')
    case 'landscape':
      return measured('asset.width > asset.height')
    case 'portrait':
      return measured('asset.width < asset.height')
    case 'square':
      return measured('asset.width = asset.height')
    default:
      return assertNever(what)
  }
}

function withoutText(text: string): Part {
  const { index, expression } = termExpression(text)
  const excluded = {
    sql: `asset.number IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ?)`,
    values: [expression],
  }
  const pattern = likePattern(text)
  // A page looks at a few texts sooner than at all hits of a frequent word.
  const condition =
    pattern === null
      ? not(excluded)
      : {
          sql: String.raw`NOT EXISTS (SELECT 1 FROM asset_text WHERE asset_number = asset.number AND body LIKE ? ESCAPE '\')`,
          values: [pattern],
        }
  return { condition, dayCondition: null, drive: 'measures', excluded }
}
