import { toFailure } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import type { ChatFileAnswer, ChatFileOrder } from './chat-import-process'
import { readChatFile } from './chat-import-source'

/** What Electron's utility process offers and plain Node does not. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void
}

/** One file, one chat for each question. */
let chats: AsyncGenerator<PortableChat> | null = null

async function answer(order: ChatFileOrder): Promise<ChatFileAnswer> {
  try {
    if (order.kind === 'open') chats = readChatFile(order.file)
    const next = await chats?.next()
    return next === undefined || next.done === true ? { kind: 'end' } : { kind: 'chat', chat: next.value }
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error), reason: error instanceof Error ? error.message : String(error) }
  }
}

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort | null }
const post = (said: ChatFileAnswer): void => {
  if (parentPort) parentPort.postMessage(said)
  else process.send?.(said)
}
const hear = (order: unknown): void => void answer(order as ChatFileOrder).then(post)

parentPort?.on('message', ({ data }) => hear(data))
process.on('message', hear)
process.on('disconnect', () => process.exit(0))
