import type { LookUpOutcome, PollOutcome, RemoteTask, SubmitOutcome, TaskCall, TaskGateway } from '@main/tasks/ports'

export interface ScriptedGateway extends TaskGateway {
  /** Tasks whose request was sent, in order: each one is a charge. */
  readonly sent: string[]
  /** Monotonic times of poll requests. */
  readonly polledAtMs: number[]
  readonly canceled: string[]
  inFlight: number
  peakInFlight: number
}

export interface GatewayScript {
  readonly submit?: (call: TaskCall, attempt: number) => SubmitOutcome | Promise<SubmitOutcome>
  readonly prepare?: (call: TaskCall) => void
  /** `count` is 1 for the first poll of that remote task. */
  readonly poll?: (remote: RemoteTask, count: number) => PollOutcome
  readonly batchSize?: number
  readonly cancel?: 'asked' | 'impossible' | 'failed'
  readonly lookUp?: () => LookUpOutcome
  readonly monotonicMs?: () => number
}

export const pending = (status = 'working', progress: number | null = null): PollOutcome => ({
  kind: 'pending',
  status,
  progress,
  isStatusKnown: true,
})

export const completed = (...urls: readonly string[]): PollOutcome => ({
  kind: 'completed',
  status: 'done',
  outputs: urls.map((url) => ({ media: 'image', source: { kind: 'url', url } })),
})

export const brokenPoll = (message = 'HTTP 502', isKeyWide = false): PollOutcome => ({
  kind: 'transient',
  failure: { code: 'gateway-fault', message, nextStep: 'wait' },
  isKeyWide,
})

/** A gateway that says what a test tells it, and counts what it was asked. */
export function createScriptedGateway(script: GatewayScript): ScriptedGateway {
  const attempts = new Map<string, number>()
  const polls = new Map<string, number>()
  const askOne = (remote: RemoteTask): PollOutcome => {
    const count = (polls.get(remote.id) ?? 0) + 1
    polls.set(remote.id, count)
    return script.poll?.(remote, count) ?? completed(`https://results.example/${remote.id}`)
  }
  const gateway: ScriptedGateway = {
    sent: [],
    polledAtMs: [],
    canceled: [],
    inFlight: 0,
    peakInFlight: 0,
    prepare: async (call) => {
      script.prepare?.(call)
      return {
        bodySha256: `sha-${call.taskId}`,
        send: async () => {
          gateway.sent.push(call.taskId)
          const attempt = (attempts.get(call.taskId) ?? 0) + 1
          attempts.set(call.taskId, attempt)
          gateway.inFlight += 1
          gateway.peakInFlight = Math.max(gateway.peakInFlight, gateway.inFlight)
          const outcome = await (script.submit?.(call, attempt) ?? {
            kind: 'accepted',
            remote: { id: `remote-${call.taskId}` },
          })
          gateway.inFlight -= 1
          return outcome
        },
      }
    },
    poll: async (_call, remote) => {
      gateway.polledAtMs.push(script.monotonicMs?.() ?? 0)
      return askOne(remote)
    },
    batchSizeOf: () => script.batchSize ?? null,
    batchKeyOf: (call) => call.keyProfileId,
    pollBatch: async (calls) => {
      gateway.polledAtMs.push(script.monotonicMs?.() ?? 0)
      return new Map(calls.map(({ remote }) => [remote.id, askOne(remote)]))
    },
    cancel: async (call) => {
      gateway.canceled.push(call.taskId)
      return script.cancel ?? 'impossible'
    },
    lookUp: async () => script.lookUp?.() ?? { kind: 'nothing', finding: 'Nobody knows.' },
  }
  return gateway
}
