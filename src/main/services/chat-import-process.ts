import { AppError, type Failure } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import { createLogger } from '../log/logger'
import type { ChatFile, ReadChatFile } from './chat-import-source'

const log = createLogger('chat.import')

/** `open` and each `next` are answered once, by the next chat or by the end. */
export type ChatFileOrder = { readonly kind: 'open'; readonly file: ChatFile } | { readonly kind: 'next' }

export type ChatFileAnswer =
  | { readonly kind: 'chat'; readonly chat: PortableChat }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly reason: string }

/** A process that runs `chat-import-child`. */
export interface ChatFileChild {
  readonly post: (order: ChatFileOrder) => void
  readonly onAnswer: (listener: (answer: ChatFileAnswer) => void) => void
  readonly onExit: (listener: (code: number) => void) => void
  readonly kill: () => void
}

/**
 * Reads exports in a process of their own: neither windows nor answers wait for them, and one that needs more memory
 * than there is takes nothing along. One chat is under way at a time, so that main holds no more than it writes.
 */
export function createChatFileProcess(start: () => ChatFileChild): ReadChatFile {
  return async function* (file) {
    const child = start()
    const ask = createAsking(child)
    try {
      for (let order: ChatFileOrder = { kind: 'open', file }; ; order = { kind: 'next' }) {
        const answer = await ask(order)
        if (answer.kind === 'end') return
        if (answer.kind === 'failed') {
          if (answer.failure.code === 'internal') log.error('an export could not be read', new Error(answer.reason))
          throw new AppError(answer.failure)
        }
        yield answer.chat
      }
    } finally {
      child.kill()
    }
  }
}

interface Waiting {
  readonly resolve: (answer: ChatFileAnswer) => void
  readonly reject: (error: Error) => void
}

function createAsking(child: ChatFileChild): (order: ChatFileOrder) => Promise<ChatFileAnswer> {
  let waiting: Waiting | null = null
  let ended: AppError | null = null
  child.onAnswer((answer) => waiting?.resolve(answer))
  child.onExit((code) => {
    ended = died(code)
    waiting?.reject(ended)
  })
  return (order) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      waiting = { resolve, reject }
      child.post(order)
      return undefined
    })
}

function died(code: number): AppError {
  log.warn('the process that read an export ended', { code })
  return new AppError({
    code: 'too-large',
    message: 'This export could not be read: it most likely needs more memory than there is. Export fewer chats.',
    nextStep: 'none',
  })
}
