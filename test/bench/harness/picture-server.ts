import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A gateway on loopback that knows nothing but its pictures. */
export interface PictureServer {
  readonly origin: string
  readonly urls: readonly string[]
  /** From now on requests wait for {@link release}. */
  readonly hold: () => void
  readonly release: () => void
  /** Somebody asks for the first picture since {@link hold}. */
  readonly firstRequest: () => Promise<void>
  readonly close: () => void
}

export async function servePictures(paths: readonly string[]): Promise<PictureServer> {
  let gate = Promise.withResolvers<void>()
  let asked = Promise.withResolvers<void>()
  gate.resolve()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = paths[Number(/^\/picture\/(\d+)\.png$/.exec(request.url ?? '')?.[1] ?? Number.NaN)]
    if (path === undefined) {
      response.writeHead(404).end()
      return
    }
    asked.resolve()
    await gate.promise
    response.writeHead(200, {
      'content-type': 'image/png',
      'content-length': statSync(path).size,
      'access-control-allow-origin': '*',
    })
    createReadStream(path).pipe(response)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    urls: paths.map((_, index) => `${origin}/picture/${index}.png`),
    hold: () => {
      gate = Promise.withResolvers<void>()
      asked = Promise.withResolvers<void>()
    },
    release: () => gate.resolve(),
    firstRequest: () => asked.promise,
    close: () => server.close().closeAllConnections(),
  }
}
