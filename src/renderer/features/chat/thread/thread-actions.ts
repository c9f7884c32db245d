import type { ChatActions } from '../use-chat-actions'

/** What messages can do, plus what belongs to the view around them. */
export interface ThreadActions extends ChatActions {
  readonly copy: (text: string) => void
  readonly chooseModel: () => void
}
