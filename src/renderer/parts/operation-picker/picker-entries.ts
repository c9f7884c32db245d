import { takesModel } from '@shared/catalog/projections/values'
import type { FieldSpec, OperationSpec } from '@shared/catalog/types'

/** An operation with one of the models that do it. */
export interface Choice {
  readonly operationId: string
  readonly modelId: string
}

export interface PickerEntry {
  readonly operation: OperationSpec
  readonly modelId: string
}

export interface PickerGroup {
  readonly heading: string
  readonly entries: readonly PickerEntry[]
}

export const MAKES = ['picture', 'video', 'music', 'speech', 'text'] as const
/** What comes out, as a person would ask for it. */
export type Makes = (typeof MAKES)[number]

const HEADINGS: Readonly<Record<Makes, string>> = {
  picture: 'Pictures',
  video: 'Video',
  music: 'Music',
  speech: 'Speech',
  text: 'Text',
}

export function makesOf(operation: OperationSpec): Makes {
  if (operation.output === 'image') return 'picture'
  if (operation.output === 'audio') return operation.intent === 'speak' ? 'speech' : 'music'
  return operation.output
}

export function headingOf(makes: Makes): string {
  return HEADINGS[makes]
}

/** True when a picture can or must go in. */
export function takesPicture(operation: OperationSpec): boolean {
  return operation.fields.some(isForPictures)
}

function isForPictures({ kind }: FieldSpec): boolean {
  if (kind.type === 'list') return kind.fields.some(isForPictures)
  return kind.type === 'asset' && kind.media.includes('image')
}

export interface Favourites {
  readonly favouriteOperationIds: readonly string[]
  readonly favouriteModelIds: readonly string[]
}

export function isFavourite(favourites: Favourites, { operation, modelId }: PickerEntry): boolean {
  return favourites.favouriteOperationIds.includes(operation.id) && favourites.favouriteModelIds.includes(modelId)
}

/** Adds or removes an entry; what other favourites still need stays in the lists. */
export function toggleFavourite(
  favourites: Favourites,
  entry: PickerEntry,
  operations: readonly OperationSpec[],
): Favourites {
  const { operation, modelId } = entry
  const { favouriteOperationIds, favouriteModelIds } = favourites
  if (!isFavourite(favourites, entry)) {
    return {
      favouriteOperationIds: [...favouriteOperationIds.filter((id) => id !== operation.id), operation.id],
      favouriteModelIds: [...favouriteModelIds.filter((id) => id !== modelId), modelId],
    }
  }
  const others = favouriteEntries(favourites, operations).filter(
    (other) => other.operation.id !== operation.id || other.modelId !== modelId,
  )
  return {
    favouriteOperationIds: favouriteOperationIds.filter(
      (id) => id !== operation.id || others.some((other) => other.operation.id === id),
    ),
    favouriteModelIds: favouriteModelIds.filter((id) => id !== modelId || others.some((other) => other.modelId === id)),
  }
}

export interface PickerQuery {
  readonly operations: readonly OperationSpec[]
  readonly search: string
  readonly makes: Makes | null
  readonly onlyWithPicture: boolean
  readonly favourites: Favourites
  readonly recents: readonly Choice[]
}

/** What the list shows: favourites and recent choices first, then everything by what it makes. */
export function pickerGroups(query: PickerQuery): readonly PickerGroup[] {
  const { operations, favourites, recents } = query
  const all = operations.flatMap(entriesOf)
  const fits = (entry: PickerEntry): boolean => isMeant(entry, query)
  const recentEntries = recents.flatMap(({ operationId, modelId }) => {
    const operation = operations.find(({ id }) => id === operationId)
    return operation ? [{ operation, modelId }] : []
  })
  const groups = [
    { heading: 'Favourites', entries: favouriteEntries(favourites, operations).filter(fits) },
    { heading: 'Recent', entries: recentEntries.filter(fits) },
    ...MAKES.map((makes) => ({
      heading: HEADINGS[makes],
      entries: all.filter((entry) => makesOf(entry.operation) === makes && fits(entry)),
    })),
  ]
  return groups.filter(({ entries }) => entries.length > 0)
}

/**
 * For a model id that is typed in: which operations could send it, the current one first. Empty while the text is
 * a known id or cannot be one.
 */
export function freeEntries(
  search: string,
  operations: readonly OperationSpec[],
  current: OperationSpec,
): readonly PickerEntry[] {
  const modelId = search.trim()
  if (!/^[\w.:/@-]{3,200}$/.test(modelId)) return []
  if (operations.some(({ models }) => models.includes(modelId))) return []
  const firstOfItsKind = operations.filter(
    (operation, index) =>
      operations.findIndex(({ family, output }) => family === operation.family && output === operation.output) ===
      index,
  )
  return [current, ...firstOfItsKind.filter(({ id }) => id !== current.id)]
    .filter(takesModel)
    .map((operation) => ({ operation, modelId }))
}

function entriesOf(operation: OperationSpec): readonly PickerEntry[] {
  return operation.models.map((modelId) => ({ operation, modelId }))
}

function favouriteEntries(favourites: Favourites, operations: readonly OperationSpec[]): readonly PickerEntry[] {
  return operations.flatMap(entriesOf).filter((entry) => isFavourite(favourites, entry))
}

function isMeant({ operation, modelId }: PickerEntry, { search, makes, onlyWithPicture }: PickerQuery): boolean {
  if (makes !== null && makesOf(operation) !== makes) return false
  if (onlyWithPicture && !takesPicture(operation)) return false
  const text = `${operation.title} ${modelId} ${operation.summary} ${HEADINGS[makesOf(operation)]} ${operation.family}`
  const lower = text.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}
