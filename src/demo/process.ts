import { type DemoGatewayOptions, startDemoGateway } from './gateway'

/** What Electron's utility process offers and plain Node does not. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
}

type Post = (message: unknown) => void

function parentPort(): ParentPort | null {
  const { parentPort: port } = process as typeof process & { readonly parentPort?: ParentPort | null }
  return port ?? null
}

function readOptions(): DemoGatewayOptions {
  const text = process.env.CHAINHUB_DEMO_OPTIONS
  return text === undefined || text === '' ? {} : (JSON.parse(text) as DemoGatewayOptions)
}

function isCloseMessage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'close'
}

/** Runs the gateway until the parent asks it to close or goes away. */
async function run(): Promise<void> {
  const port = parentPort()
  const post: Post = (message) => {
    if (port !== null) port.postMessage(message)
    else if (process.send !== undefined) process.send(message)
    else process.stdout.write(`${JSON.stringify(message)}\n`)
  }
  const gateway = await startDemoGateway(readOptions())
  const close = async (): Promise<void> => {
    await gateway.close()
    process.exit(0)
  }
  const onMessage = (value: unknown): void => {
    if (isCloseMessage(value)) void close()
  }
  port?.on('message', ({ data }) => onMessage(data))
  process.on('message', onMessage)
  process.on('disconnect', () => void close())
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close())
  post({ type: 'ready', origin: gateway.origin, demoKey: gateway.demoKey })
}

run().catch((error: unknown) => {
  process.stderr.write(`demo gateway: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
