import type { OperationSpec } from '../../types'
import { klingEffectOperations } from './effects'
import { klingFromClipOperations } from './from-clip'
import { klingImageOperations } from './image'
import { klingKeepOperations } from './keep'
import { klingReferenceVideoOperations } from './reference-video'
import { klingSelectionOperations } from './selection'
import { klingSoundOperations } from './sound'
import { klingVideoOperations } from './video'

/** Everything of Kling, in the order in which a person meets it. */
export const klingOperations: readonly OperationSpec[] = [
  ...klingVideoOperations,
  ...klingReferenceVideoOperations,
  ...klingFromClipOperations,
  ...klingSelectionOperations,
  ...klingEffectOperations,
  ...klingImageOperations,
  ...klingSoundOperations,
  ...klingKeepOperations,
]
