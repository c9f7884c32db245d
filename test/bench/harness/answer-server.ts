import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** How an answer is to come; asked for as JSON in the question itself. */
export interface WantedAnswer {
  readonly kind: 'reply' | 'list'
  /** Pieces of the answer: four letters of a reply, or a line of a list. */
  readonly pieces: number
  readonly perSecond: number
}

/** A gateway on loopback that streams answers as chat completions, at an even pace. */
export interface AnswerServer {
  readonly origin: string
  readonly close: () => void
}

const TICK_MS = 5

export async function serveAnswers(textOf: (wanted: WantedAnswer) => readonly string[]): Promise<AnswerServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wanted = request.url?.endsWith('/chat/completions') ? wantedOf(await bodyOf(request)) : null
    if (!wanted) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    await stream(response, textOf(wanted), wanted.perSecond)
    response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
  }
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close().closeAllConnections() }
}

async function stream(response: ServerResponse, pieces: readonly string[], perSecond: number): Promise<void> {
  const startMs = performance.now()
  let sent = 0
  while (sent < pieces.length && !response.destroyed) {
    const due = Math.min(pieces.length, Math.ceil(((performance.now() - startMs) / 1_000) * perSecond))
    const events = pieces.slice(sent, due).map((content) => `data: ${chunkOf(content)}\n\n`)
    sent = Math.max(sent, due)
    if (events.length > 0) response.write(events.join(''))
    await sleep(TICK_MS)
  }
}

const chunkOf = (content: string): string =>
  JSON.stringify({ id: 'bench', model: 'bench', choices: [{ index: 0, delta: { content }, finish_reason: null }] })

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

/** The last question says what is wanted. */
function wantedOf(body: string): WantedAnswer | null {
  const question = JSON.stringify(JSON.parse(body).messages?.at(-1) ?? null)
  const json = /\{\\"kind\\".*?\}/.exec(question)?.[0]
  return json === undefined ? null : (JSON.parse(json.replaceAll('\\"', '"')) as WantedAnswer)
}
