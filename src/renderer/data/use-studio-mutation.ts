import type { Failure } from '@shared/domain/app-error'
import type { RouteAnswer, RouteName, RouteRequest } from '@shared/contracts/routes'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { raiseNotice } from './notices'
import { failureOf, type RequestArguments, request, type StudioFailure } from './studio'

export interface StudioMutationOptions<Name extends RouteName> {
  readonly onSuccess?: (answer: RouteAnswer<Name>, payload: RouteRequest<Name>) => void
  /** Shows the failure at its own place; absent: it becomes a notice. */
  readonly onFailure?: (failure: Failure, payload: RouteRequest<Name>) => void
}

/** Changes something by a route; the caches follow by the events that the change causes. */
export function useStudioMutation<Name extends RouteName>(
  route: Name,
  options: StudioMutationOptions<Name> = {},
): UseMutationResult<RouteAnswer<Name>, StudioFailure, RouteRequest<Name>> {
  return useMutation<RouteAnswer<Name>, StudioFailure, RouteRequest<Name>>({
    mutationFn: (payload) => request(route, ...([payload] as unknown as RequestArguments<Name>)),
    onSuccess: (answer, payload) => options.onSuccess?.(answer, payload),
    onError: (error, payload) => (options.onFailure ?? raiseNotice)(failureOf(error), payload),
  })
}
