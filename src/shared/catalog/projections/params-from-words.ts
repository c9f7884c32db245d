import type { Params } from '../../domain/generation'
import type { OperationSpec } from '../types'
import { defaultParams } from './form'

/**
 * The form for a wish in plain words: the prompt, the pictures that go with it, and defaults for the rest.
 * Null where the operation takes no words, or not that many pictures.
 */
export function paramsFromWords(spec: OperationSpec, prompt: string, assetIds: readonly string[]): Params | null {
  const promptField = spec.fields.find(({ kind }) => kind.type === 'prompt')
  if (!promptField) return null
  const params = { ...defaultParams(spec), [promptField.key]: prompt }
  const assetField = spec.fields.find(({ kind }) => kind.type === 'asset' && kind.media.includes('image'))
  const needed = assetField?.kind.type === 'asset' && assetField.isRequired ? Math.max(1, assetField.kind.min) : 0
  if (assetIds.length === 0) return needed === 0 ? params : null
  if (assetField?.kind.type !== 'asset' || assetIds.length < needed || assetIds.length > assetField.kind.max)
    return null
  return { ...params, [assetField.key]: assetField.kind.max > 1 ? [...assetIds] : assetIds[0] }
}
