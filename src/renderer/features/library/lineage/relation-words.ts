import type { AssetRelation } from '@shared/domain/asset'

/** What the child is to its parent, on the line between them. */
export const RELATION_WORDS: Readonly<Record<AssetRelation, string>> = {
  edit: 'edit',
  upscale: 'upscale',
  reference: 'reference',
  mask: 'mask',
  raw: 'raw answer',
  frame: 'frame',
  cover: 'cover',
  variation: 'variation',
  export: 'export',
}
