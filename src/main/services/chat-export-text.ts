import type { PortableChat, PortableMessage, PortablePart } from '@shared/domain/portable-chat'
import { pathTo } from '@shared/domain/chat-tree'

/** The shown branch of a chat as Markdown; other versions are counted, JSON holds them all. */
export function toMarkdown(chat: PortableChat): string {
  const branch = pathTo(chat.messages, chat.activeLeafId)
  const others = chat.messages.length - branch.length
  const blocks = [
    `# ${lineOf(chat.title) || 'Chat'}`,
    `*${dateOf(chat.createdAtMs)}${chat.modelId === null ? '' : `, ${chat.modelId}`}${others > 0 ? `, ${others} messages on other branches` : ''}*`,
    ...(chat.systemPrompt.trim() === '' ? [] : ['## Instructions', chat.systemPrompt]),
    ...branch.flatMap((message) => [`## ${speakerOf(message)}`, ...message.parts.flatMap(blockOf), ...endOf(message)]),
  ]
  return `${blocks.join('\n\n')}\n`
}

export const speakerOf = ({ role, modelId }: PortableMessage): string =>
  role === 'user' ? 'You' : role === 'system' ? 'Instructions' : (modelId ?? 'Answer')

export const dateOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')

function endOf({ state }: PortableMessage): readonly string[] {
  return state === 'complete' ? [] : [`*(${state})*`]
}

function blockOf(part: PortablePart): readonly string[] {
  switch (part.kind) {
    case 'text':
      return [part.text]
    case 'reasoning':
      return [
        part.text
          .split('\n')
          .map((line) => `> ${line}`)
          .join('\n'),
      ]
    case 'file':
      return [`${isPicture(part.path) ? '!' : ''}[${lineOf(part.title)}](<${part.path}>)`]
  }
}

export const isPicture = (path: string): boolean => /\.(png|jpe?g|webp|gif|avif)$/i.test(path)

const lineOf = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[[\]]/g, '').trim()
