import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { GatewayContext } from './context'
import { chatRoutes } from './families/chat'
import { claudeRoutes } from './families/claude'
import { consoleRoutes } from './families/console'
import { seedanceRoutes } from './families/doubao-seedance'
import { embeddingRoutes } from './families/embeddings'
import { fileRoutes } from './families/files'
import { geminiRoutes } from './families/gemini'
import { audioRoutes } from './families/audio'
import { falRoutes } from './families/fal'
import { ideogramRoutes } from './families/ideogram'
import { imageRoutes } from './families/images'
import { klingRoutes } from './families/kling/routes'
import { lumaRoutes } from './families/luma'
import { hailuoRoutes } from './families/minimax-hailuo'
import { midjourneyRoutes } from './families/midjourney'
import { responsesRoutes } from './families/responses'
import { replicateRoutes } from './families/replicate'
import { rerankRoutes } from './families/rerank'
import { runwayRoutes } from './families/runway'
import { soraRoutes } from './families/sora-official'
import { sunoRoutes } from './families/suno'
import { tencentRoutes } from './families/tencent'
import { videoRoutes } from './families/video-unified'
import { wanRoutes } from './families/wan'
import { MediaKitchen } from './media/kitchen'
import { createGatewayServer } from './server'
import { Accounts } from './store/accounts'
import { BlobStore } from './store/blobs'
import { Faults } from './store/faults'
import { Journal } from './store/journal'
import { Ledger } from './store/ledger'
import { Links } from './store/links'
import { RequestLog } from './store/request-log'
import { Tasks } from './store/tasks'
import { adminRoutes } from './wire/admin'
import type { ReceivedRequest } from './wire/gateway-request'
import { HeldReplies } from './wire/held-replies'
import { createRouter } from './wire/router'

export interface DemoGatewayOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Where accounts, tasks, charges and uploads are kept; without it they live as long as the gateway. */
  readonly dataDir?: string
  /** 1, the default, gives realistic times; 0.01 makes a minute of work 0.6 seconds. */
  readonly timeScale?: number
  /** How long a result link works; one hour unless told. */
  readonly linkLifetimeMs?: number
  /** Changes every picture, clip and answer at once. */
  readonly seed?: number
  /** Makes pictures small and clips and songs short, for tests that only ask whether they arrive. */
  readonly isSketching?: boolean
  /** Told of each call that reaches the gateway, with its whole body, before it is answered. */
  readonly onRequest?: (request: ReceivedRequest) => void
}

export interface DemoGateway {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** A key that works; any other of the form `sk-demo-…` does too. */
  readonly demoKey: string
  close(): Promise<void>
}

const DEMO_KEY = 'sk-demo-studio0000000000000000000000000000000000'
const GATEWAY_ROUTES = [
  ...consoleRoutes,
  ...chatRoutes,
  ...responsesRoutes,
  ...claudeRoutes,
  ...geminiRoutes,
  ...embeddingRoutes,
  ...imageRoutes,
  ...ideogramRoutes,
  ...falRoutes,
  ...replicateRoutes,
  ...tencentRoutes,
  ...rerankRoutes,
  ...audioRoutes,
  ...videoRoutes,
  ...midjourneyRoutes,
  ...lumaRoutes,
  ...runwayRoutes,
  ...hailuoRoutes,
  ...wanRoutes,
  ...seedanceRoutes,
  ...klingRoutes,
  ...sunoRoutes,
  ...soraRoutes,
  ...fileRoutes,
]
const HOUR_MS = 3_600_000

/** Starts a gateway on 127.0.0.1. Rejects when the port is taken or the data folder cannot be used. */
export async function startDemoGateway(options: DemoGatewayOptions): Promise<DemoGateway> {
  const context = createContext(options)
  const held = new HeldReplies()
  const server = createGatewayServer({
    context,
    held,
    gatewayRoutes: createRouter(GATEWAY_ROUTES),
    adminRoutes: createRouter(adminRoutes(held)),
  })
  // The server itself forgets a connection once it is a WebSocket, and would wait for it for ever when it closes.
  const sockets = new Set<Duplex>()
  server.on('upgrade', (_request, stream: Duplex) => {
    sockets.add(stream)
    stream.on('close', () => sockets.delete(stream))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  context.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: context.origin,
    demoKey: DEMO_KEY,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function createContext(options: DemoGatewayOptions): GatewayContext {
  const { dataDir, timeScale = 1, linkLifetimeMs = HOUR_MS } = options
  const journal = new Journal(dataDir)
  const accounts = new Accounts(journal)
  const ledger = new Ledger(journal, accounts)
  const blobs = new BlobStore(dataDir)
  return {
    timeScale,
    seed: options.seed ?? 1,
    startedAtMs: Date.now(),
    journal,
    accounts,
    ledger,
    tasks: new Tasks(journal, ledger),
    links: new Links(journal, linkLifetimeMs),
    blobs,
    faults: new Faults(),
    log: new RequestLog(),
    kitchen: new MediaKitchen((id) => blobs.get(id), options.isSketching ?? false),
    onRequest: options.onRequest ?? (() => {}),
    origin: '',
  }
}
