import { expect, it } from 'vitest'
import { foreignText } from './recipe-text'

it('is the prompt and a line for each setting that is known', () => {
  const recipe = {
    tool: 'a1111' as const,
    prompt: 'a red fox\nin the snow',
    negativePrompt: '',
    modelId: 'sdxl',
    settings: { Steps: '30', 'CFG scale': '7' },
    rating: null,
    tags: [],
  }
  expect(foreignText(recipe)).toBe('a red fox\nin the snow\n\nModel: sdxl\nSteps: 30\nCFG scale: 7')
})
