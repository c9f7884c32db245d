import type { Plan } from './plan'
import type { Raster } from './raster'

/** One moment of a planned picture on its way into a raster. */
export interface View {
  readonly raster: Raster
  readonly plan: Plan
  /** 0 to 1 over a clip; 0 for a still. */
  readonly time: number
  /** The shorter side in pixels: the measure of everything that has a size. */
  readonly unit: number
}

/** Sideways shift in pixels of a layer; near layers (depth 1) move more than far ones (depth 0). */
export function shiftOf(view: View, depth: number): number {
  return view.time * view.unit * 0.22 * (0.12 + depth)
}

/** Runs through the picture's rows in slices, so that other work gets its turn. */
export async function inSlices(
  total: number,
  sliceSize: number,
  run: (from: number, to: number) => void,
): Promise<void> {
  for (let from = 0; from < total; from += sliceSize) {
    run(from, Math.min(total, from + sliceSize))
    await breathe()
  }
}

export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
