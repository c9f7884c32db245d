import { z } from 'zod'

const linkTroubles = [
  'expired',
  'missing',
  'html-as-png',
  'zero-bytes',
  'truncated',
  'wrong-length',
  'range-ignored',
  'huge-png',
] as const

const effectSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  }),
  z.object({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.object({ kind: z.literal('hold') }),
  /** `clean` ends the HTTP message in order, as a proxy does; otherwise the connection just closes. */
  z.object({ kind: z.literal('cut'), afterBytes: z.number().int().min(0), clean: z.boolean().optional() }),
  z.object({ kind: z.literal('reset'), afterBytes: z.number().int().min(0).optional() }),
  z.object({ kind: z.literal('stall'), afterBytes: z.number().int().min(0) }),
  z.object({ kind: z.literal('body'), contentType: z.string(), body: z.string() }),
  z.object({ kind: z.literal('link'), trouble: z.enum(linkTroubles) }),
  z.object({
    kind: z.literal('task'),
    outcome: z.enum(['fail', 'never', 'status-word']),
    word: z.string().optional(),
    reason: z.string().optional(),
  }),
])

const faultSchema = z.object({
  match: z.object({
    method: z.string().optional(),
    pathPrefix: z.string().optional(),
    pathRegex: z.string().optional(),
    /** Only the n-th matching request (1 = first), counted from when the fault was added. */
    nth: z.number().int().min(1).optional(),
    model: z.string().optional(),
  }),
  /** How often it strikes; 1 unless told, 0 = always. */
  times: z.number().int().min(0).optional(),
  effect: effectSchema,
  /** Strike before the work is done and charged. */
  before: z.boolean().optional(),
})

export type Fault = z.infer<typeof faultSchema>
export type FaultEffect = Fault['effect']
export type LinkTrouble = (typeof linkTroubles)[number]

export interface Strike {
  readonly effect: FaultEffect
  readonly isBefore: boolean
}

export interface MatchedRequest {
  readonly method: string
  readonly path: string
  readonly model: string
}

interface ActiveFault {
  readonly id: number
  readonly fault: Fault
  seen: number
  struck: number
}

/** Scripted troubles; the first fault that matches a request strikes, the others wait. */
export class Faults {
  private active: ActiveFault[] = []
  private nextId = 1

  /** Adds a fault given as JSON; throws a ZodError for a wrong shape. Returns its id. */
  add(value: unknown): number {
    const fault = faultSchema.parse(value)
    const id = this.nextId
    this.nextId += 1
    this.active.push({ id, fault, seen: 0, struck: 0 })
    return id
  }

  clear(): void {
    this.active = []
  }

  list(): readonly ActiveFault[] {
    return this.active
  }

  strike(request: MatchedRequest): Strike | null {
    for (const entry of this.active) {
      if (!matches(entry.fault, request)) continue
      entry.seen += 1
      const times = entry.fault.times ?? 1
      if (times !== 0 && entry.struck >= times) continue
      if (entry.fault.match.nth !== undefined && entry.seen !== entry.fault.match.nth) continue
      entry.struck += 1
      return { effect: entry.fault.effect, isBefore: entry.fault.before ?? strikesBefore(entry.fault.effect) }
    }
    return null
  }
}

function strikesBefore(effect: FaultEffect): boolean {
  return effect.kind === 'status' || effect.kind === 'delay'
}

function matches(fault: Fault, request: MatchedRequest): boolean {
  const { method, pathPrefix, pathRegex, model } = fault.match
  if (method !== undefined && method.toUpperCase() !== request.method) return false
  if (pathPrefix !== undefined && !request.path.startsWith(pathPrefix)) return false
  if (pathRegex !== undefined && !new RegExp(pathRegex).test(request.path)) return false
  return model === undefined || model === request.model
}
