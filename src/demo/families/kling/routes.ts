import type { Route } from '../../wire/router'
import { imageCalls } from './images'
import { keptCalls, keptRoutes } from './kept'
import { routesOf } from './protocol'
import { selectionCalls } from './selection'
import { speakingCalls } from './speaking'
import { videoCalls } from './videos'

/** Kling's platform as the gateway passes it through: calls, queries, lists, and what it keeps. */
export const klingRoutes: readonly Route[] = [
  ...keptRoutes,
  ...[...videoCalls, ...imageCalls, ...speakingCalls, ...selectionCalls, ...keptCalls].flatMap(routesOf),
]
