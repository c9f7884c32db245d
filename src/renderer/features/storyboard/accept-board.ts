import { queryClient } from '@renderer/data/query-client'
import { studioKey } from '@renderer/data/use-studio-query'
import type { StoryboardDetail } from '@shared/domain/storyboard'

/** Shows an answer of the main process at once, without waiting for the event that follows it. */
export function acceptBoard(board: StoryboardDetail): StoryboardDetail {
  queryClient.setQueryData(studioKey('storyboard.open', { projectId: board.id }), board)
  return board
}
