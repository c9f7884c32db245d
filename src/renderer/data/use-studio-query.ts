import type { RouteAnswer, RouteName, RouteRequest } from '@shared/contracts/routes'
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { type RequestArguments, type RequestPayload, request, type StudioFailure } from './studio'

export interface StudioQueryOptions {
  readonly isEnabled?: boolean
  /** Shows the former answer while the next one loads, for filters and searches. */
  readonly keepsPrevious?: boolean
}

type QueryArguments<Name extends RouteName> =
  undefined extends RouteRequest<Name>
    ? [payload?: undefined, options?: StudioQueryOptions]
    : [payload: RequestPayload<Name>, options?: StudioQueryOptions]

/** Key of a route's answer in the query cache; without a payload the prefix of all its answers. */
export function studioKey(route: RouteName, payload?: unknown): readonly unknown[] {
  return payload === undefined ? [route] : [route, payload]
}

/** Reads a route and keeps the answer true by the events of the main process. */
export function useStudioQuery<Name extends RouteName>(
  route: Name,
  ...[payload, options]: QueryArguments<Name>
): UseQueryResult<RouteAnswer<Name>, StudioFailure> {
  return useQuery<RouteAnswer<Name>, StudioFailure>({
    queryKey: studioKey(route, payload),
    queryFn: () => request(route, ...([payload] as unknown as RequestArguments<Name>)),
    enabled: options?.isEnabled ?? true,
    ...(options?.keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
