import type { Recipe } from '@shared/domain/generation'
import { expect, test } from 'vitest'
import { diffRecipes } from './diff-recipes'

const recipe = (change: Partial<Recipe>): Recipe => ({
  generationId: 'g',
  operationId: 'x.generate',
  specVersion: 1,
  modelId: 'flux',
  params: { seed: 1, size: '1024x1024' },
  prompt: 'a fox',
  inputAssetIds: [],
  origin: { kind: 'create' },
  estimate: { kind: 'unknown', why: '' },
  chargedMicroUsd: null,
  keyProfileLabel: null,
  createdAtMs: 1,
  ...change,
})

test('what differs comes first, and what only one of them has is told', () => {
  const rows = diffRecipes(
    recipe({}),
    recipe({ modelId: 'sora', params: { seed: 2, size: '1024x1024', steps: 30 } }),
    () => undefined,
  )
  expect(rows.filter(({ isSame }) => !isSame)).toEqual([
    { name: 'Model', first: 'flux', second: 'sora', isSame: false },
    { name: 'Seed', first: '1', second: '2', isSame: false },
    { name: 'Steps', first: null, second: '30', isSame: false },
  ])
  expect(rows.find(({ name }) => name === 'Prompt')).toMatchObject({ isSame: true })
  expect(rows.findIndex(({ isSame }) => isSame)).toBe(3)
})
