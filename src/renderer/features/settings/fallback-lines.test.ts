import { expect, it } from 'vitest'
import { readFallbacks, writeFallbacks } from './fallback-lines'

it('reads chains of models and leaves out lines that say nothing', () => {
  const text = 'gpt-image-1.5 > gpt-image-1 >flux-kontext-pro\n\n  sora-2 \n> \nkling-v2>kling-v1 >'
  const chains = { 'gpt-image-1.5': ['gpt-image-1', 'flux-kontext-pro'], 'kling-v2': ['kling-v1'] }
  expect(readFallbacks(text)).toEqual(chains)
  expect(readFallbacks(writeFallbacks(chains))).toEqual(chains)
})
