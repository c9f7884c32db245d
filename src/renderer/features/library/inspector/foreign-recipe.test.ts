import { findOperation } from '@shared/catalog/operations'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import { expect, test } from 'vitest'
import { carryRecipe } from './foreign-recipe'

const RECIPE: ImportedRecipe = {
  tool: 'a1111',
  prompt: 'a red fox in the snow',
  negativePrompt: 'blurry',
  modelId: 'dreamshaper_8',
  settings: { Steps: '20', Sampler: 'Euler a', Seed: '1234', Size: '1024x1024' },
  rating: null,
  tags: [],
}

test('what a form has a place for is carried, and the model of another machine is not', () => {
  const { recipe, carried } = carryRecipe(RECIPE, 'image')!
  const spec = findOperation(recipe.operationId)!
  expect(Object.values(recipe.params)).toEqual(expect.arrayContaining(['a red fox in the snow', 'blurry', 1234]))
  expect(spec.fields.map(({ label }) => label)).toEqual(expect.arrayContaining([...carried]))
  expect(spec.models).toContain(recipe.modelId)
  expect(JSON.stringify(recipe)).not.toMatch(/dreamshaper|Euler/)
})

test.each([
  ['a1111', { Size: '1024x1024' }],
  ['comfyui', { width: '1024', height: '1024' }],
  ['invokeai', { width: '1024', height: '1024' }],
  ['swarmui', { aspectratio: '1:1' }],
] as const)('the shape of a picture by %s is carried', (tool, settings) => {
  const { recipe } = carryRecipe({ ...RECIPE, tool, negativePrompt: '', settings }, 'image')!
  expect(Object.values(recipe.params)).toEqual(expect.arrayContaining([expect.stringMatching(/^(1024x1024|1:1)$/)]))
})

test('a recipe of Midjourney goes to Midjourney', () => {
  const { recipe } = carryRecipe({ ...RECIPE, tool: 'midjourney', settings: { ar: '3:2', v: '6' } }, 'image')!
  expect(findOperation(recipe.operationId)?.family).toBe('midjourney')
  expect(Object.values(recipe.params)).toContain('a red fox in the snow')
})

test('seeds that no model takes stay behind, and without words there is nothing to make', () => {
  const odd = carryRecipe({ ...RECIPE, negativePrompt: '', settings: { Seed: '-1' } }, 'image')!
  expect(Object.values(odd.recipe.params)).toEqual(['a red fox in the snow'])
  expect(carryRecipe({ ...RECIPE, prompt: '' }, 'image')).toBe(null)
  expect(findOperation(carryRecipe(RECIPE, 'video')!.recipe.operationId)?.output).toBe('video')
})
