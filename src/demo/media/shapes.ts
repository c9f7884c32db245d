import type { Point } from './raster'

export interface Shape {
  /** `base` takes the subject's colour, `dark` a shade of it, `light` a tint. */
  readonly tone: 'base' | 'dark' | 'light' | 'glow'
  readonly isSmooth: boolean
  readonly points: readonly Point[]
}

/** Points from numbers: x from -0.5 to 0.5, y from 0 (foot) to 1 (top). */
function outline(...numbers: readonly number[]): Point[] {
  const points: Point[] = []
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 })
  }
  return points
}

/** A curve through the points. */
export function smooth(tone: Shape['tone'], ...numbers: readonly number[]): Shape {
  return { tone, isSmooth: true, points: outline(...numbers) }
}

/** A curve through many points, written as a text of numbers. */
export function curve(tone: Shape['tone'], numbers: string): Shape {
  return smooth(tone, ...numbers.split(' ').map(Number))
}

/** Straight lines between the points. */
export function sharp(tone: Shape['tone'], ...numbers: readonly number[]): Shape {
  return { tone, isSmooth: false, points: outline(...numbers) }
}

export function oval(tone: Shape['tone'], x: number, y: number, radiusX: number, radiusY: number): Shape {
  const points: Point[] = []
  for (let step = 0; step < 12; step += 1) {
    const angle = (step / 12) * Math.PI * 2
    points.push({ x: x + Math.cos(angle) * radiusX, y: y + Math.sin(angle) * radiusY })
  }
  return { tone, isSmooth: true, points }
}

/** A ring of eight round petals. */
export function petals(): Shape[] {
  const shapes: Shape[] = []
  for (let step = 0; step < 8; step += 1) {
    const angle = (step / 8) * Math.PI * 2
    shapes.push(
      oval(step % 2 === 0 ? 'base' : 'light', Math.cos(angle) * 0.15, 0.76 + Math.sin(angle) * 0.15, 0.085, 0.085),
    )
  }
  return shapes
}
