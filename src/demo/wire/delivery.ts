import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultEffect } from '../store/faults'
import { bytesReply, type FullReply, jsonReply, type Reply } from './reply'

type Send = (bytes: Buffer) => Promise<boolean>

/** Sends a reply, spoiled on its way by the fault where one strikes. Resolves when nothing more will be sent. */
export async function deliver(response: ServerResponse, reply: Reply, effect: FaultEffect | null): Promise<void> {
  switch (effect?.kind) {
    case 'status':
      return send(response, statusReply(effect))
    case 'body':
      return send(response, bytesReply(200, effect.contentType, effect.body))
    case 'reset':
      if (effect.afterBytes !== undefined) await sendFirst(response, reply, effect.afterBytes)
      // The bytes need a moment to leave before the connection is torn down.
      await sleep(effect.afterBytes === undefined ? 0 : 20)
      response.socket?.resetAndDestroy()
      return
    case 'cut':
      await sendFirst(response, reply, effect.afterBytes)
      if (effect.clean === true) response.end()
      else response.socket?.end()
      return
    case 'stall':
      // The connection stays open, and silent, until either side closes it.
      return sendFirst(response, reply, effect.afterBytes)
    default:
      return send(response, reply)
  }
}

function statusReply(effect: Extract<FaultEffect, { kind: 'status' }>): FullReply {
  const { status, headers = {}, body } = effect
  if (typeof body === 'string') return bytesReply(status, headers['content-type'] ?? 'text/plain', body, headers)
  const worded = body ?? {
    error: { message: `Demo fault ${status}`, type: 'new_api_error', param: '', code: `demo_${status}` },
  }
  return jsonReply(worded, status, headers)
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  if (response.destroyed) return
  if (reply.kind === 'stream') {
    response.writeHead(reply.status, reply.headers)
    await sendChunks(reply.chunks, sender(response))
    response.end()
    return
  }
  const length = reply.declaredLength ?? reply.body.length
  response.strictContentLength = false
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(length) })
  // A finished response lets go of its socket, so it is kept hold of here.
  const { socket } = response
  response.end(reply.body)
  if (length > reply.body.length && response.req.method !== 'HEAD') socket?.end()
}

async function sendFirst(response: ServerResponse, reply: Reply, byteCount: number): Promise<void> {
  let left = byteCount
  const write = sender(response)
  const sendLimited: Send = async (bytes) => {
    const part = bytes.subarray(0, left)
    left -= part.length
    if (part.length > 0 && !(await write(part))) return false
    return left > 0
  }
  if (reply.kind === 'stream') {
    response.writeHead(reply.status, reply.headers)
    response.flushHeaders()
    if (left > 0) await sendChunks(reply.chunks, sendLimited)
    return
  }
  response.strictContentLength = false
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) })
  response.flushHeaders()
  await sendLimited(reply.body)
}

async function sendChunks(chunks: AsyncIterable<string>, write: Send): Promise<void> {
  for await (const chunk of chunks) {
    if (!(await write(Buffer.from(chunk)))) return
  }
}

/** Writes and waits until the bytes are handed to the system; false once the caller has gone. */
function sender(response: ServerResponse): Send {
  return (bytes) =>
    new Promise((resolve) => {
      if (response.destroyed) {
        resolve(false)
        return
      }
      const closed = (): void => resolve(false)
      response.once('close', closed)
      response.write(bytes, (error) => {
        response.off('close', closed)
        resolve(error === null || error === undefined)
      })
    })
}
