import type { Socket } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { readInBeats } from '@main/gateway/beats'
import { createGatewayClient } from '@main/gateway/client'
import { afterEach, describe, expect, it } from 'vitest'
import { credentialsFor, onRequest, startRawServer, testClock } from '../fakes/raw-server'

const NEVER_MS = 60 * 60_000
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

describe('reading in beats', () => {
  it('takes the first piece of a silent body at once', async () => {
    const body = new PassThrough({ highWaterMark: 1 })
    const beats = readInBeats(body, NEVER_MS)
    const first = beats.next()
    body.write('word')
    expect(String((await first).value)).toBe('word')
    body.destroy()
  })

  it('takes what came during a rest together', async () => {
    const body = new PassThrough({ highWaterMark: 1_000 })
    const beats = readInBeats(body, 50)
    const first = beats.next()
    body.write('a')
    await first
    const second = beats.next()
    // The rest has begun; what is written now is not read before it ends.
    await nextTurn()
    for (const letter of 'bcdef') body.write(letter)
    body.end()
    expect(String((await second).value)).toBe('bcdef')
    expect((await beats.next()).done).toBe(true)
  })

  it('does not rest where much comes at once', async () => {
    const big = Array.from({ length: 40 }, (_, index) => Buffer.alloc(64 * 1024, index))
    const body = Readable.from(big, { objectMode: false })
    const sizes: number[] = []
    for await (const chunk of readInBeats(body, 1)) sizes.push(chunk.byteLength)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(40 * 64 * 1024)
  })

  it('gives what a body held before it tells what broke it', async () => {
    const body = new PassThrough()
    const beats = readInBeats(body, 20)
    const first = beats.next()
    body.write('one')
    expect(String((await first).value)).toBe('one')
    body.write(' two')
    body.destroy(new Error('reset'))
    const rest: string[] = []
    await expect(
      (async () => {
        for await (const chunk of beats) rest.push(String(chunk))
      })(),
    ).rejects.toThrow('reset')
    expect(rest.join('')).toBe(' two')
  })

  it('ends the body when its reader leaves', async () => {
    const body = new PassThrough()
    const beats = readInBeats(body, 1)
    const first = beats.next()
    body.write('word')
    await first
    await beats.return(undefined)
    expect(body.destroyed).toBe(true)
  })
})

describe('a stream of words over a socket', () => {
  const PIECES = 60
  const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
  const httpChunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

  it('is read whole, far fewer times than it was written', async () => {
    const answer = async (socket: Socket): Promise<void> => {
      socket.write(HEAD)
      for (let piece = 0; piece < PIECES; piece += 1) {
        socket.write(httpChunk(`data: ${piece}\n\n`))
        await sleep(2)
      }
      socket.end('0\r\n\r\n')
    }
    const server = await startRawServer((socket) => onRequest(socket, () => void answer(socket)))
    cleanUps.push(server.close)
    const outcome = await createGatewayClient({ clock: testClock }).stream(
      { method: 'POST', path: '/v1/chat/completions', body: { kind: 'json', value: {} }, timeoutMs: 10_000 },
      credentialsFor(server.origin),
      { idleTimeoutMs: 10_000 },
    )
    if (outcome.kind !== 'streaming') throw new Error(`Not a stream: ${outcome.kind}`)
    const data: string[] = []
    let readings = 0
    let isSameReading = false
    for await (const event of outcome.events) {
      if (event.kind === 'end') break
      data.push(event.data)
      if (!isSameReading) {
        readings += 1
        isSameReading = true
        setImmediate(() => {
          isSameReading = false
        })
      }
    }
    expect(data).toEqual(Array.from({ length: PIECES }, (_, piece) => String(piece)))
    expect(readings).toBeLessThan(PIECES * 0.75)
  })
})
