import type { Point } from './raster'

export type SubjectName =
  | 'cat'
  | 'dog'
  | 'bird'
  | 'boat'
  | 'balloon'
  | 'house'
  | 'lighthouse'
  | 'tree'
  | 'flower'
  | 'fish'
  | 'rocket'
  | 'person'

export interface Shape {
  /** `base` takes the subject's colour, `dark` a shade of it, `light` a tint. */
  readonly tone: 'base' | 'dark' | 'light' | 'glow'
  readonly isSmooth: boolean
  readonly points: readonly Point[]
}

export interface Subject {
  readonly name: SubjectName
  readonly shapes: readonly Shape[]
  /** Where it stands: on the ground, on water or in the air. */
  readonly place: 'ground' | 'water' | 'air'
  /** Height as a share of the picture's shorter side. */
  readonly size: number
}

/** Points from numbers: x from -0.5 to 0.5, y from 0 (foot) to 1 (top). */
function outline(...numbers: readonly number[]): Point[] {
  const points: Point[] = []
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    points.push({ x: numbers[index] ?? 0, y: numbers[index + 1] ?? 0 })
  }
  return points
}

function smooth(tone: Shape['tone'], ...numbers: readonly number[]): Shape {
  return { tone, isSmooth: true, points: outline(...numbers) }
}

function sharp(tone: Shape['tone'], ...numbers: readonly number[]): Shape {
  return { tone, isSmooth: false, points: outline(...numbers) }
}

function oval(tone: Shape['tone'], x: number, y: number, radiusX: number, radiusY: number): Shape {
  const points: Point[] = []
  for (let step = 0; step < 12; step += 1) {
    const angle = (step / 12) * Math.PI * 2
    points.push({ x: x + Math.cos(angle) * radiusX, y: y + Math.sin(angle) * radiusY })
  }
  return { tone, isSmooth: true, points }
}

function petals(): Shape[] {
  const shapes: Shape[] = []
  for (let step = 0; step < 8; step += 1) {
    const angle = (step / 8) * Math.PI * 2
    shapes.push(
      oval(step % 2 === 0 ? 'base' : 'light', Math.cos(angle) * 0.15, 0.76 + Math.sin(angle) * 0.15, 0.085, 0.085),
    )
  }
  return shapes
}

export const SUBJECTS: Readonly<Record<SubjectName, Subject>> = {
  cat: {
    name: 'cat',
    place: 'ground',
    size: 0.34,
    shapes: [
      smooth('base', 0.2, 0.04, 0.42, 0.1, 0.47, 0.32, 0.38, 0.52, 0.34, 0.48, 0.4, 0.3, 0.34, 0.16, 0.18, 0.14),
      smooth('base', -0.2, 0, 0.22, 0, 0.27, 0.16, 0.2, 0.42, 0.08, 0.6, -0.12, 0.6, -0.2, 0.42, -0.24, 0.16),
      oval('base', -0.03, 0.72, 0.2, 0.165),
      sharp('base', -0.22, 0.74, -0.2, 1, -0.04, 0.87),
      sharp('base', 0.16, 0.74, 0.14, 1, -0.02, 0.87),
      sharp('light', -0.18, 0.82, -0.175, 0.93, -0.09, 0.86),
      sharp('light', 0.12, 0.82, 0.115, 0.93, 0.03, 0.86),
      oval('glow', -0.1, 0.735, 0.03, 0.028),
      oval('glow', 0.05, 0.735, 0.03, 0.028),
      oval('light', -0.02, 0.24, 0.08, 0.2),
    ],
  },
  dog: {
    name: 'dog',
    place: 'ground',
    size: 0.32,
    shapes: [
      smooth('base', 0.3, 0.46, 0.46, 0.6, 0.49, 0.78, 0.44, 0.8, 0.42, 0.66, 0.28, 0.58),
      smooth('base', -0.28, 0.36, 0.28, 0.32, 0.34, 0.46, 0.28, 0.62, -0.1, 0.62, -0.28, 0.6),
      sharp('base', -0.26, 0, -0.17, 0, -0.14, 0.44, -0.27, 0.44),
      sharp('dark', -0.12, 0, -0.04, 0, -0.03, 0.42, -0.13, 0.42),
      sharp('base', 0.22, 0, 0.31, 0, 0.33, 0.46, 0.2, 0.46),
      sharp('dark', 0.1, 0, 0.18, 0, 0.19, 0.42, 0.09, 0.42),
      smooth(
        'base',
        -0.3,
        0.5,
        -0.12,
        0.56,
        -0.12,
        0.86,
        -0.24,
        0.94,
        -0.36,
        0.86,
        -0.49,
        0.74,
        -0.48,
        0.66,
        -0.34,
        0.64,
      ),
      sharp('dark', -0.26, 0.88, -0.2, 1, -0.13, 0.84),
      oval('glow', -0.33, 0.81, 0.018, 0.018),
    ],
  },
  bird: {
    name: 'bird',
    place: 'air',
    size: 0.16,
    shapes: [
      smooth(
        'base',
        -0.5,
        0.62,
        -0.26,
        0.76,
        -0.06,
        0.5,
        0,
        0.4,
        0.06,
        0.5,
        0.26,
        0.78,
        0.5,
        0.66,
        0.24,
        0.6,
        0.08,
        0.34,
        0,
        0.26,
        -0.1,
        0.36,
        -0.24,
        0.58,
      ),
    ],
  },
  boat: {
    name: 'boat',
    place: 'water',
    size: 0.3,
    shapes: [
      sharp('dark', -0.01, 0.16, 0.015, 0.16, 0.015, 1, -0.01, 1),
      smooth('light', 0.03, 0.22, 0.36, 0.22, 0.24, 0.55, 0.03, 0.96),
      smooth('base', -0.03, 0.24, -0.28, 0.24, -0.18, 0.5, -0.03, 0.84),
      smooth('dark', -0.44, 0.17, 0.46, 0.17, 0.34, 0.02, 0, -0.01, -0.32, 0.02),
    ],
  },
  balloon: {
    name: 'balloon',
    place: 'air',
    size: 0.3,
    shapes: [
      sharp('dark', -0.09, 0.24, -0.08, 0.24, -0.05, 0.11, -0.06, 0.11),
      sharp('dark', 0.09, 0.24, 0.08, 0.24, 0.05, 0.11, 0.06, 0.11),
      sharp('dark', -0.075, 0.12, 0.075, 0.12, 0.06, 0, -0.06, 0),
      smooth(
        'base',
        -0.09,
        0.23,
        0.09,
        0.23,
        0.3,
        0.52,
        0.34,
        0.74,
        0.2,
        0.95,
        0,
        1,
        -0.2,
        0.95,
        -0.34,
        0.74,
        -0.3,
        0.52,
      ),
      smooth(
        'light',
        -0.03,
        0.23,
        0.03,
        0.23,
        0.12,
        0.55,
        0.13,
        0.78,
        0.07,
        0.96,
        -0.07,
        0.96,
        -0.13,
        0.78,
        -0.12,
        0.55,
      ),
      smooth('dark', 0.08, 0.23, 0.09, 0.23, 0.3, 0.52, 0.34, 0.74, 0.21, 0.94, 0.24, 0.74, 0.2, 0.5),
    ],
  },
  house: {
    name: 'house',
    place: 'ground',
    size: 0.26,
    shapes: [
      sharp('dark', 0.18, 0.7, 0.28, 0.7, 0.28, 0.98, 0.18, 0.98),
      sharp('base', -0.38, 0, 0.38, 0, 0.38, 0.52, -0.38, 0.52),
      sharp('dark', -0.48, 0.5, 0.48, 0.5, 0, 0.96),
      sharp('glow', -0.28, 0.2, -0.12, 0.2, -0.12, 0.4, -0.28, 0.4),
      sharp('glow', 0.12, 0.2, 0.28, 0.2, 0.28, 0.4, 0.12, 0.4),
      sharp('dark', -0.07, 0, 0.07, 0, 0.07, 0.3, -0.07, 0.3),
    ],
  },
  lighthouse: {
    name: 'lighthouse',
    place: 'ground',
    size: 0.5,
    shapes: [
      smooth('dark', -0.34, 0, 0.34, 0, 0.28, 0.05, 0.1, 0.09, -0.1, 0.09, -0.26, 0.05),
      sharp('light', -0.12, 0.06, 0.12, 0.06, 0.07, 0.78, -0.07, 0.78),
      sharp('base', -0.112, 0.18, 0.112, 0.18, 0.1, 0.33, -0.1, 0.33),
      sharp('base', -0.094, 0.46, 0.094, 0.46, 0.083, 0.61, -0.083, 0.61),
      sharp('dark', -0.1, 0.77, 0.1, 0.77, 0.1, 0.8, -0.1, 0.8),
      sharp('glow', -0.05, 0.8, 0.05, 0.8, 0.05, 0.89, -0.05, 0.89),
      sharp('base', -0.075, 0.89, 0.075, 0.89, 0, 0.99),
    ],
  },
  tree: {
    name: 'tree',
    place: 'ground',
    size: 0.46,
    shapes: [
      smooth('dark', -0.05, 0, 0.06, 0, 0.035, 0.3, 0.03, 0.5, -0.03, 0.5, -0.035, 0.3),
      oval('base', -0.16, 0.58, 0.19, 0.15),
      oval('base', 0.17, 0.58, 0.19, 0.15),
      oval('base', 0, 0.73, 0.26, 0.22),
      oval('light', -0.09, 0.79, 0.13, 0.1),
    ],
  },
  flower: {
    name: 'flower',
    place: 'ground',
    size: 0.44,
    shapes: [
      smooth('dark', -0.012, 0, 0.014, 0, 0.02, 0.3, 0.012, 0.62, -0.012, 0.62, -0.004, 0.3),
      smooth('dark', 0, 0.18, 0.12, 0.2, 0.25, 0.34, 0.14, 0.34, 0.02, 0.24),
      smooth('dark', 0, 0.1, -0.14, 0.12, -0.26, 0.25, -0.13, 0.26, -0.02, 0.17),
      ...petals(),
      oval('glow', 0, 0.76, 0.085, 0.085),
    ],
  },
  fish: {
    name: 'fish',
    place: 'air',
    size: 0.2,
    shapes: [
      smooth('base', -0.46, 0.5, -0.24, 0.74, 0.06, 0.74, 0.28, 0.54, 0.28, 0.46, 0.06, 0.26, -0.24, 0.26),
      sharp('base', 0.22, 0.5, 0.48, 0.78, 0.4, 0.5, 0.48, 0.22),
      smooth('dark', -0.14, 0.7, 0.04, 0.9, 0.14, 0.7),
      oval('glow', -0.32, 0.55, 0.03, 0.035),
    ],
  },
  rocket: {
    name: 'rocket',
    place: 'air',
    size: 0.38,
    shapes: [
      smooth('glow', -0.07, 0.2, 0.07, 0.2, 0.04, 0.08, 0, -0.06, -0.04, 0.08),
      sharp('dark', -0.11, 0.42, -0.24, 0.2, -0.08, 0.22),
      sharp('dark', 0.11, 0.42, 0.24, 0.2, 0.08, 0.22),
      smooth('light', -0.1, 0.2, 0.1, 0.2, 0.14, 0.5, 0.09, 0.8, 0, 1, -0.09, 0.8, -0.14, 0.5),
      smooth('base', -0.085, 0.8, 0.085, 0.8, 0.05, 0.92, 0, 1, -0.05, 0.92),
      oval('dark', 0, 0.62, 0.055, 0.055),
      oval('glow', 0, 0.62, 0.038, 0.038),
    ],
  },
  person: {
    name: 'person',
    place: 'ground',
    size: 0.3,
    shapes: [
      sharp('dark', -0.1, 0, -0.02, 0, 0.0, 0.44, -0.09, 0.44),
      sharp('dark', 0.02, 0, 0.1, 0, 0.09, 0.44, 0.0, 0.44),
      smooth('base', -0.11, 0.36, 0.11, 0.36, 0.14, 0.66, 0.1, 0.78, 0, 0.81, -0.1, 0.78, -0.14, 0.66),
      oval('light', 0, 0.89, 0.075, 0.09),
      smooth('dark', -0.085, 0.9, -0.05, 0.99, 0.05, 0.995, 0.085, 0.9, 0.04, 0.94, -0.04, 0.94),
    ],
  },
}
