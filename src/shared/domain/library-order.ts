import type { AssetRelation, ColourLabel, PickState } from './asset'

/** Marks that a person gives; what is absent stays as it is, a null label takes it away. */
export interface AssetMarks {
  readonly rating?: number | undefined
  readonly label?: ColourLabel | null | undefined
  readonly pick?: PickState | undefined
}

/** Acts of the library that can be undone. */
export const UNDOABLE_ACTIONS = [
  'mark',
  'note',
  'trash',
  'restore',
  'tag',
  'edit-tags',
  'collect',
  'edit-collections',
  'stack',
  'relate',
  'cull',
  'merge',
  'distinct',
  'import',
  'forget-folder',
] as const
export type UndoableAction = (typeof UNDOABLE_ACTIONS)[number]

/** A tag with how many visible items have it or one beneath it. */
export interface LibraryTag {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly aliases: readonly string[]
  readonly count: number
}

export interface LibraryCollection {
  readonly id: string
  readonly kind: 'manual' | 'smart'
  readonly name: string
  readonly parentId: string | null
  /** What a smart one asks for, as it stands in the search box. */
  readonly search: string
  /** Of a manual one with those within it; a smart one is counted when it is opened. */
  readonly count: number | null
}

/** Counts beside the places of the left pane. */
export interface PlaceCounts {
  readonly all: number
  readonly picked: number
  readonly rejected: number
  readonly trash: number
}

/** Relations that a person may set between two items. */
export const SETTABLE_RELATIONS = [
  'edit',
  'upscale',
  'frame',
  'cover',
  'reference',
  'variation',
] as const satisfies readonly AssetRelation[]
export type SettableRelation = (typeof SETTABLE_RELATIONS)[number]
