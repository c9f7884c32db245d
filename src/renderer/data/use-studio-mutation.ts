import type { Failure } from '@shared/domain/app-error'
import type { RouteAnswer, RouteName } from '@shared/contracts/routes'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { raiseNotice } from './notices'
import { failureOf, type RequestArguments, type RequestPayload, request, type StudioFailure } from './studio'

export interface StudioMutationOptions<Name extends RouteName> {
  readonly onSuccess?: (answer: RouteAnswer<Name>, payload: RequestPayload<Name>) => void
  /** Shows the failure at its own place; absent: it becomes a notice. */
  readonly onFailure?: (failure: Failure, payload: RequestPayload<Name>) => void
}

/** Changes something by a route; the caches follow by the events that the change causes. */
export function useStudioMutation<Name extends RouteName>(
  route: Name,
  options: StudioMutationOptions<Name> = {},
): UseMutationResult<RouteAnswer<Name>, StudioFailure, RequestPayload<Name>> {
  return useMutation<RouteAnswer<Name>, StudioFailure, RequestPayload<Name>>({
    mutationFn: (payload) => request(route, ...([payload] as unknown as RequestArguments<Name>)),
    onSuccess: (answer, payload) => options.onSuccess?.(answer, payload),
    onError: (error, payload) => (options.onFailure ?? raiseNotice)(failureOf(error), payload),
  })
}
