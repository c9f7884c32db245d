import type { Writable } from '@shared/contracts/answer-text'
import type { AnswerOf, Contract, ParsedRequestOf } from '@shared/contracts/contract'

/** Who asked; known from the sender, never from the payload. */
export interface Caller {
  readonly windowId: number
}

/**
 * One function a route; it calls exactly one service method. What it throws as AppError reaches the page as data.
 */
export type Handlers<Routes extends Contract> = {
  readonly [Name in keyof Routes]: (
    request: ParsedRequestOf<Routes[Name]>,
    caller: Caller,
  ) => Promise<Writable<AnswerOf<Routes[Name]>>>
}
