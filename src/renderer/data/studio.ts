import { readAnswer } from '@shared/contracts/answer-text'
import type { StudioBridge } from '@shared/contracts/bridge'
import type { RouteAnswer, RouteName, RouteRequest } from '@shared/contracts/routes'
import type { Failure } from '@shared/domain/app-error'

declare global {
  interface Window {
    readonly studio: StudioBridge<File>
  }
}

type Immutable<Value> = Value extends (infer Item)[]
  ? readonly Immutable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Immutable<Value[Key]> }
    : Value

/** What a route takes; the page's own values are readonly, so readonly arrays are welcome. */
export type RequestPayload<Name extends RouteName> = Immutable<RouteRequest<Name>>

/** The payload, which may be left out where a route can do without. */
export type RequestArguments<Name extends RouteName> =
  undefined extends RouteRequest<Name> ? [payload?: RequestPayload<Name>] : [payload: RequestPayload<Name>]

/** A refused request; `failure` holds the words for the person, the code and the next step. */
export class StudioFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'StudioFailure'
    this.failure = failure
  }
}

/**
 * Asks the main process.
 * @throws StudioFailure when it refuses
 */
export async function request<Name extends RouteName>(
  route: Name,
  ...[payload]: RequestArguments<Name>
): Promise<RouteAnswer<Name>> {
  const result = readAnswer(await window.studio.request(route, payload))
  if (!result.ok) throw new StudioFailure(result.error)
  return result.data as RouteAnswer<Name>
}

/** Any error of the page as a failure that can be shown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof StudioFailure) return error.failure
  return {
    code: 'internal',
    message: 'Something went wrong inside the studio.',
    nextStep: 'retry',
    ...(error instanceof Error ? { raw: error.message } : {}),
  }
}
