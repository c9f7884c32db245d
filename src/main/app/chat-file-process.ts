import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { ChatFileAnswer, ChatFileChild } from '../services/chat-import-process'

/** Starts the process that reads exports of chats. */
export function startChatFileProcess(outFolder: string): ChatFileChild {
  const child = utilityProcess.fork(join(outFolder, 'main', 'chat-import-child.js'), [], {
    serviceName: 'ChainHub chat import',
  })
  return {
    post: (order) => child.postMessage(order),
    onAnswer: (listener) => void child.on('message', (answer: ChatFileAnswer) => listener(answer)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}
