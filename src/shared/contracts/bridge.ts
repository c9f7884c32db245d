import type { StudioEventMessage } from './events'

export const REQUEST_CHANNEL = 'studio:request'
export const EVENT_CHANNEL = 'studio:event'
export const FILE_CHANNEL = 'studio:files'

/** The whole surface the page gets from the preload: values only, no Electron object. */
export interface StudioBridge<DroppedFile = unknown> {
  /**
   * The answer is a `Result<unknown, Failure>` as text, see `answer-text`: one text crosses both borders many times faster than two
   * hundred objects, which would be cloned from main and then copied once more between the worlds of the page.
   */
  readonly request: (route: string, payload: unknown) => Promise<string>
  readonly subscribe: (listener: (message: StudioEventMessage) => void) => () => void
  /**
   * Turns files of a drop or paste into tokens that `library.import-files` takes. The page never sees a
   * path and cannot make a token for a file nobody handed it. Files without a path give no token.
   */
  readonly fileTokens: (files: readonly DroppedFile[]) => Promise<readonly string[]>
}
