import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DemoGatewayOptions, startDemoGateway } from '@demo/gateway'

export interface TestGateway {
  readonly origin: string
  readonly demoKey: string
  readonly close: () => Promise<void>
  /** The control routes of the demo gateway: faults, ledger, held replies. */
  readonly control: <Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Answer>
  readonly charges: () => Promise<readonly Charge[]>
  readonly countOf: (operation: string) => Promise<number>
}

export interface Charge {
  readonly operation: string
  readonly model: string
  readonly amountUsd: number
  readonly refunded?: boolean
}

/**
 * A demo gateway of the test's own, which outlives every kill of the studio. Tests that make many clips have them small
 * and short.
 */
export async function startTestGateway(options: Pick<DemoGatewayOptions, 'isSketching'> = {}): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'studio-gateway-'))
  const gateway = await startDemoGateway({ timeScale: 0.02, dataDir, ...options })
  const control: TestGateway['control'] = async (method, path, body) => {
    const answer = await fetch(`${gateway.origin}/__demo/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return answer.json() as Promise<never>
  }
  return {
    origin: gateway.origin,
    demoKey: gateway.demoKey,
    close: () => gateway.close(),
    control,
    charges: async () => (await control<{ charges: readonly Charge[] }>('GET', 'ledger')).charges,
    countOf: async (operation) =>
      (await control<{ counts: Record<string, number> }>('GET', 'requests')).counts[operation] ?? 0,
  }
}
