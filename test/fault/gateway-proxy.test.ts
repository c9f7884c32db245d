import { connect, type Socket } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGatewayClient } from '@main/gateway/client'
import { createDownloader } from '@main/gateway/download'
import type { WireRequest } from '@main/gateway/types'
import { startDemoGateway } from '@demo/gateway'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { credentialsFor, httpAnswer, onRequest, type RawServer, startRawServer, testClock } from '../fakes/raw-server'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

const PAID: WireRequest = {
  method: 'POST',
  path: '/v1/x',
  body: { kind: 'json', value: { prompt: 'Fox made of paper' } },
  timeoutMs: 3_000,
}

async function start(script: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRawServer(script)
  cleanUps.push(server.close)
  return server
}

/** A CONNECT proxy that leads every name to one server. */
const tunnelTo = (port: number) => (socket: Socket) =>
  socket.once('data', () => {
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
  })

function clientThrough(proxy: RawServer) {
  const client = createGatewayClient({ clock: testClock, proxy: () => Promise.resolve(proxy.origin) })
  cleanUps.push(client.close)
  return client
}

const GATEWAY = credentialsFor('http://gateway.example', { isLoopbackAllowed: false })

describe('a network proxy', () => {
  it('carries calls to the gateway, and is left out for this computer', async () => {
    const gateway = await start((socket) => onRequest(socket, () => socket.end(httpAnswer(200, {}, '{}'))))
    const proxy = await start(tunnelTo(gateway.port))
    const client = clientThrough(proxy)
    expect((await client.send(PAID, GATEWAY)).kind).toBe('answered')
    expect(proxy.received[0]).toMatch(/^CONNECT gateway\.example:80 /)
    expect((await client.send(PAID, credentialsFor(gateway.origin))).kind).toBe('answered')
    expect(proxy.received).toHaveLength(1)
  })

  it('carries talks by voice', async () => {
    const gateway = await startDemoGateway({ timeScale: 0.01 })
    cleanUps.push(() => gateway.close())
    const proxy = await start(tunnelTo(Number(new URL(gateway.origin).port)))
    const heard: string[] = []
    const session = { modelId: 'gpt-4o-realtime-preview', instructions: '', voice: 'alloy' }
    const socket = clientThrough(proxy).openRealtime({ ...GATEWAY, key: gateway.demoKey }, session, {
      onEvent: ({ kind }) => void heard.push(kind),
      onEnd: (failure) => void heard.push(failure?.message ?? 'closed'),
    })
    await vi.waitFor(() => expect(heard).toEqual(['ready']), 10_000)
    expect(proxy.received[0]).toMatch(/^CONNECT gateway\.example:80 /)
    socket.close()
    expect(heard).toEqual(['ready', 'closed'])
  })

  it('that wants a password or is not there means not-sent', async () => {
    const proxy = await start((socket) =>
      onRequest(socket, () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')),
    )
    const outcome = await clientThrough(proxy).send(PAID, GATEWAY)
    expect(outcome).toMatchObject({ kind: 'not-sent', failure: { charge: 'not-charged', nextStep: 'open-settings' } })
    const gone = await startRawServer(() => undefined)
    await gone.close()
    expect((await clientThrough(gone).send(PAID, GATEWAY)).kind).toBe('not-sent')
  })

  it('that loses the tunnel after the request went through means unknown', async () => {
    const gateway = await start((socket) => onRequest(socket, () => socket.resetAndDestroy()))
    const proxy = await start(tunnelTo(gateway.port))
    expect((await clientThrough(proxy).send(PAID, GATEWAY)).kind).toBe('unknown')
  })

  it('does not open a way into the private network for results', async () => {
    const secret = await start((socket) => onRequest(socket, () => socket.end(httpAnswer(200, {}, 'secret'))))
    const proxy = await start(tunnelTo(secret.port))
    const folder = await mkdtemp(join(tmpdir(), 'gateway-proxy-'))
    cleanUps.push(() => rm(folder, { recursive: true }))
    const downloader = createDownloader({
      clock: testClock,
      proxy: () => Promise.resolve(proxy.origin),
      resolve: (hostname) =>
        Promise.resolve([{ address: hostname.startsWith('inside') ? '10.0.0.1' : '93.184.216.34', family: 4 }]),
    })
    cleanUps.push(downloader.close)
    const get = (url: string) =>
      downloader.downloadTo({ url, filePath: join(folder, 'result'), credentials: GATEWAY, maxBytes: 1_000 })
    expect(await get('http://inside.example/x')).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect(await get('http://192.168.0.1/x')).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect(proxy.received).toEqual([])
    expect(await get('http://outside.example/x')).toMatchObject({ kind: 'done', byteSize: 6 })
  })
})
