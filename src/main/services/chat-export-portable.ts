import type { ConversationDetail, MessagePart } from '@shared/domain/chat'
import { assertNever } from '@shared/lib/assert-never'
import type { PortableChat, PortablePart } from '@shared/domain/portable-chat'

/** A library item that a chat shows, as a file beside the export. */
export interface ExportedFile {
  readonly assetId: string
  /** Relative to the document, with `/`. */
  readonly path: string
  readonly title: string
}

export interface ExportSources {
  readonly fileOf: (assetId: string) => ExportedFile | undefined
  /** What a task made. */
  readonly resultsOf: (taskId: string) => readonly string[]
  readonly folderTitle: string | null
  readonly createdAtMs: number
}

/** A chat of the studio as it is written to a file. */
export function toPortable(conversation: ConversationDetail, sources: ExportSources): PortableChat {
  const { title, modelId, systemPrompt, activeLeafId, updatedAtMs, forkNames } = conversation
  return {
    title,
    modelId,
    systemPrompt,
    folder: sources.folderTitle,
    activeLeafId,
    createdAtMs: sources.createdAtMs,
    updatedAtMs,
    messages: conversation.messages.map((message) => ({
      id: message.id,
      parentId: message.parentId,
      role: message.role,
      parts: message.parts.flatMap((part) => toPortablePart(part, sources)),
      state: message.state === 'streaming' ? 'interrupted' : message.state,
      modelId: message.modelId,
      usage: message.usage,
      cost: message.cost,
      forkName: forkNames[message.id] ?? '',
      createdAtMs: message.createdAtMs,
    })),
  }
}

function toPortablePart(part: MessagePart, sources: ExportSources): readonly PortablePart[] {
  switch (part.kind) {
    case 'text':
    case 'reasoning':
      return [{ kind: part.kind, text: part.text }]
    case 'asset':
      return filesOf([part.assetId], sources)
    case 'generation':
      return [{ kind: 'text', text: `*Made: ${part.prompt}*` }, ...filesOf(sources.resultsOf(part.taskId), sources)]
    case 'tool-call':
      return [{ kind: 'text', text: `*Called ${part.name}*\n\n\`\`\`json\n${part.argumentsText}\n\`\`\`` }]
    case 'tool-result':
      return [{ kind: 'text', text: part.text }, ...filesOf(resultsOfCall(part.taskId, sources), sources)]
    case 'web-search':
      return [{ kind: 'text', text: part.sources.map(({ title, url }) => `- ${title}: <${url}>`).join('\n') }]
    case 'answer-shape':
      // The answer itself is the data.
      return []
    case 'turn-pause':
      // How it came about is no part of what was said.
      return []
    case 'model-switch':
      return [{ kind: 'text', text: `*${part.fromModelId} could not answer, ${part.toModelId} did.*` }]
    default:
      return assertNever(part)
  }
}

const resultsOfCall = (taskId: string | null, { resultsOf }: Pick<ExportSources, 'resultsOf'>): readonly string[] =>
  taskId === null ? [] : resultsOf(taskId)

function filesOf(assetIds: readonly string[], { fileOf }: ExportSources): readonly PortablePart[] {
  return assetIds.flatMap((assetId) => {
    const file = fileOf(assetId)
    return file ? [{ kind: 'file', path: file.path, title: file.title }] : []
  })
}

/** Items of the library that a chat shows. */
export function assetIdsIn(conversation: ConversationDetail, resultsOf: ExportSources['resultsOf']): readonly string[] {
  const ids = conversation.messages.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.kind === 'asset') return [part.assetId]
      if (part.kind === 'generation') return resultsOf(part.taskId)
      return part.kind === 'tool-result' ? resultsOfCall(part.taskId, { resultsOf }) : []
    }),
  )
  return [...new Set(ids)]
}
