import type { z } from 'zod'

/**
 * One request of the typed IPC: what the renderer may send (parsed in main, because the renderer is
 * untrusted) and what it gets back (typed only, because main built it).
 */
export interface RouteSpec<Request extends z.ZodType = z.ZodType, Answer = unknown> {
  readonly request: Request
  /** Never read; carries the answer's type. */
  readonly answer?: Answer
}

export type Contract = Readonly<Record<string, RouteSpec>>

/** `route<Answer>()(schema)`: two calls, so that the answer is named and the request inferred. */
export const route =
  <Answer>() =>
  <Request extends z.ZodType>(request: Request): RouteSpec<Request, Answer> => ({ request })

export type RequestOf<Spec> = Spec extends RouteSpec<infer Request, unknown> ? z.input<Request> : never
export type ParsedRequestOf<Spec> = Spec extends RouteSpec<infer Request, unknown> ? z.output<Request> : never
export type AnswerOf<Spec> = Spec extends RouteSpec<z.ZodType, infer Answer> ? Answer : never
