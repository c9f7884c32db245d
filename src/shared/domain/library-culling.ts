import type { AssetMarks } from './library-order'

/** More than anybody goes through in one sitting. */
export const MAX_CULLED = 2_000

/** One item of a session with what was decided of it so far; nothing of it touches the item before the end. */
export interface CullingItem {
  readonly assetId: string
  readonly marks: AssetMarks
}

export interface CullingSession {
  readonly title: string
  readonly position: number
  readonly items: readonly CullingItem[]
  readonly createdAtMs: number
}

export interface CullingSummary {
  readonly decided: number
  readonly picked: number
  readonly rejected: number
  readonly rated: number
  readonly labelled: number
  readonly undecided: number
}

export function isDecided({ rating, label, pick }: AssetMarks): boolean {
  return rating !== undefined || label !== undefined || pick !== undefined
}

/** A decision joins those before; the same again takes it back. */
export function decide(former: AssetMarks, next: AssetMarks): AssetMarks {
  const joined = { ...former, ...next }
  const isRepeated = (Object.keys(next) as (keyof AssetMarks)[]).every((key) => former[key] === next[key])
  if (!isRepeated) return joined
  return Object.fromEntries(Object.entries(former).filter(([key]) => !(key in next)))
}

/** Counts for the end of a session. */
export function summarise(items: readonly CullingItem[]): CullingSummary {
  const count = (is: (marks: AssetMarks) => boolean): number => items.filter(({ marks }) => is(marks)).length
  return {
    decided: count(isDecided),
    picked: count(({ pick }) => pick === 1),
    rejected: count(({ pick }) => pick === -1),
    rated: count(({ rating }) => rating !== undefined),
    labelled: count(({ label }) => label !== undefined && label !== null),
    undecided: count((marks) => !isDecided(marks)),
  }
}
