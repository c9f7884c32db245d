import type { AssetCard } from '@shared/domain/asset'
import type { SharedZoom } from './shared-zoom'

export const MOST_COMPARED = 9

/** What both ways to compare get. */
export interface CompareStageProps {
  readonly cards: readonly AssetCard[]
  readonly active: number
  readonly zoom: SharedZoom
  readonly onZoom: (factor: number, point: { readonly x: number; readonly y: number }) => void
  readonly onPan: (by: { readonly x: number; readonly y: number }) => void
  readonly onActivate: (index: number) => void
  readonly register: (id: string, element: HTMLVideoElement | null) => void
}
