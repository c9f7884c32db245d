import { afterEach } from 'vitest'
import { type DemoGateway, type DemoGatewayOptions, startDemoGateway } from '../../src/demo/gateway'

const open: DemoGateway[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()))
})

/** A gateway on a free port that is closed after the test. */
export async function startGateway(options: DemoGatewayOptions = {}): Promise<Client> {
  const gateway = await startDemoGateway({ timeScale: 0.001, ...options })
  open.push(gateway)
  return createClient(gateway)
}

export interface Charge {
  readonly operation: string
  readonly model: string
  readonly amountUsd: number
  readonly taskId?: string
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly refunded?: boolean
}

export interface Client {
  readonly gateway: DemoGateway
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  postForm(path: string, form: FormData): Promise<Response>
  admin(method: string, path: string, body?: unknown): Promise<Response>
  charges(): Promise<Charge[]>
}

function createClient(gateway: DemoGateway): Client {
  const url = (path: string): string => (path.startsWith('http') ? path : `${gateway.origin}${path}`)
  const authorization = `Bearer ${gateway.demoKey}`
  const json = { authorization, 'content-type': 'application/json' }
  const admin: Client['admin'] = (method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    return fetch(url(`/__demo/${path}`), init)
  }
  return {
    gateway,
    admin,
    get: (path, headers) => fetch(url(path), { headers: { authorization, ...headers } }),
    post: (path, body, headers) =>
      fetch(url(path), { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }),
    postForm: (path, body) => fetch(url(path), { method: 'POST', headers: { authorization }, body }),
    charges: async () => ((await (await admin('GET', 'ledger')).json()) as { charges: Charge[] }).charges,
  }
}

/** Asks again until the answer is the one wanted; fails after many attempts. */
export async function pollUntil<Value>(ask: () => Promise<Value>, isDone: (value: Value) => boolean): Promise<Value> {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    const value = await ask()
    if (isDone(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('The awaited answer never came')
}

export async function readJson<Value>(response: Response | Promise<Response>): Promise<Value> {
  return (await (await response).json()) as Value
}

/** Lets a reply go that a fault holds back, once it is held. */
export async function releaseHeld(gateway: Client): Promise<void> {
  await pollUntil(
    async () => readJson<{ readonly held: readonly unknown[] }>(gateway.admin('GET', 'held')),
    ({ held }) => held.length > 0,
  )
  await gateway.admin('POST', 'release')
}
