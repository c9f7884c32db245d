import type { GatewayContext } from '../context'
import type { GatewayRequest } from './gateway-request'
import type { ErrorStyle } from './refusal'
import type { Reply } from './reply'

export type Handler = (context: GatewayContext, request: GatewayRequest) => Reply | Promise<Reply>

export interface Route {
  readonly method: string
  /** Path with `{name}` for one segment and `{name+}` for one or more. */
  readonly path: string
  readonly errors: ErrorStyle
  readonly needsKey: boolean
  readonly handle: Handler
}

interface CompiledRoute {
  readonly route: Route
  readonly pattern: RegExp
}

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

export type Router = (method: string, path: string) => Match | null

export function createRouter(routes: readonly Route[]): Router {
  const compiled: CompiledRoute[] = routes.map((route) => ({ route, pattern: compile(route.path) }))
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method && !(method === 'HEAD' && route.method === 'GET')) continue
      const found = pattern.exec(path)
      if (found !== null) return { route, params: decodeParams(found.groups ?? {}) }
    }
    return null
  }
}

function compile(path: string): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    .replaceAll(/\{(\w+)\+\}/g, '(?<$1>.+)')
  return new RegExp(`^${source}$`)
}

function decodeParams(groups: Readonly<Record<string, string>>): Record<string, string> {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(groups)) params[name] = decodePart(value)
  return params
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
