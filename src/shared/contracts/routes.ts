import { accountContract } from './account'
import { callbackContract } from './callback'
import { canvasContract } from './canvas'
import { chatContract } from './chat'
import { chatFoldersContract } from './chat-folders'
import { chatOrderContract } from './chat-order'
import { chatSearchContract } from './chat-search'
import { chatTransferContract } from './chat-transfer'
import type { AnswerOf, ParsedRequestOf, RequestOf } from './contract'
import { generationContract } from './generation'
import { libraryContract } from './library'
import { libraryFilesContract } from './library-files'
import { libraryMeaningContract } from './library-meaning'
import { safetyContract } from './safety'
import { libraryCullingContract } from './library-culling'
import { libraryLineageContract } from './library-lineage'
import { libraryOrderContract } from './library-order'
import { libraryProgramsContract } from './library-programs'
import { quickContract } from './quick'
import { savedPromptContract } from './saved-prompt'
import { storyboardContract } from './storyboard'
import { studioContract } from './studio'
import { taskContract } from './task'
import { trayContract } from './tray'
import { vendorItemContract } from './vendor-item'
import { voiceContract } from './voice'

/** Every route of the program, by name `domain.verb`. */
export const studioRoutes = {
  ...accountContract,
  ...callbackContract,
  ...canvasContract,
  ...chatContract,
  ...chatFoldersContract,
  ...chatOrderContract,
  ...chatSearchContract,
  ...chatTransferContract,
  ...generationContract,
  ...libraryContract,
  ...libraryFilesContract,
  ...libraryMeaningContract,
  ...safetyContract,
  ...libraryCullingContract,
  ...libraryLineageContract,
  ...libraryOrderContract,
  ...libraryProgramsContract,
  ...quickContract,
  ...savedPromptContract,
  ...storyboardContract,
  ...studioContract,
  ...taskContract,
  ...trayContract,
  ...vendorItemContract,
  ...voiceContract,
} as const

export type StudioRoutes = typeof studioRoutes
export type RouteName = keyof StudioRoutes
export type RouteRequest<Name extends RouteName> = RequestOf<StudioRoutes[Name]>
export type RouteParsedRequest<Name extends RouteName> = ParsedRequestOf<StudioRoutes[Name]>
export type RouteAnswer<Name extends RouteName> = AnswerOf<StudioRoutes[Name]>
