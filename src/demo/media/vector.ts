import { createRandom, hashText } from '../store/random'
import type { Media, VectorRecipe } from './recipe'

const COLOURS = ['#1f3a5f', '#e07a5f', '#81b29a', '#f2cc8f', '#3d405b', '#b56576', '#577590', '#f4f1de'] as const

/** An emblem as SVG: a ground, a few circles and bars in few colours. */
export function drawVector(recipe: VectorRecipe): Media {
  const { width, height, prompt, model } = recipe
  const random = createRandom(hashText(`${prompt}\n${model}`, recipe.seed))
  const unit = Math.min(width, height)
  const place = (size: number): number => Math.round(random.between(0.15, 0.85) * size)
  const shapes = Array.from({ length: random.whole(5, 9) }, (_, index) => {
    const colour = random.pick(COLOURS)
    if (index % 3 === 2) {
      const [long, thick] = [Math.round(unit * random.between(0.2, 0.6)), Math.round(unit * 0.04)]
      return `<rect x="${place(width)}" y="${place(height)}" width="${long}" height="${thick}" rx="${thick / 2}" fill="${colour}"/>`
    }
    const radius = Math.round(unit * random.between(0.05, 0.22))
    return `<circle cx="${place(width)}" cy="${place(height)}" r="${radius}" fill="${colour}"/>`
  })
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${random.pick(COLOURS)}"/>`,
    ...shapes,
    '</svg>',
  ].join('\n')
  return { bytes: Buffer.from(svg), contentType: 'image/svg+xml' }
}
