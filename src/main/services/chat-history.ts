import { readFile } from 'node:fs/promises'
import { chatModelFacts, type ChatInputs } from '@shared/catalog/chat/chat-models'
import { AppError } from '@shared/domain/app-error'
import type { ChatMessage, MessagePart } from '@shared/domain/chat'
import { toWellFormedText } from '@shared/domain/chat-text'
import type { OutgoingMessage, OutgoingPart } from '../gateway/chat/outgoing'

/** Base64 makes a third more of it, and gateways refuse bodies of some tens of megabytes. */
const MAX_FILE_BYTES = 20 * 1024 * 1024
const PICTURE_MIMES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const SOUND_MIMES: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/wav'])
const PDF_MIME = 'application/pdf'

/** Where an asset's file lies and what it is; the library knows. */
export interface AssetFile {
  readonly path: string
  readonly mime: string
  readonly byteSize: number
  /** What a person calls it. */
  readonly fileName: string
}

export type AssetFileOf = (assetId: string) => Promise<AssetFile | null>

/**
 * What is told to a model: the branch from the root, with files inside the messages as the model takes them.
 * @throws AppError when an attached file is gone, too large, or of a kind that this model does not read
 */
export async function outgoingMessages(
  branch: readonly ChatMessage[],
  modelId: string,
  assetFile: AssetFileOf,
): Promise<readonly OutgoingMessage[]> {
  const { inputs } = chatModelFacts(modelId)
  const outgoing: OutgoingMessage[] = []
  for (const message of branch) {
    const parts: OutgoingPart[] = []
    for (const part of message.parts) {
      if (part.kind === 'asset') parts.push(...(await filePart(message, part.assetId, inputs, assetFile)))
      else parts.push(...wordParts(part, message))
    }
    outgoing.push({ role: message.role, parts: withAnswers(parts) })
  }
  return outgoing
}

function wordParts(
  part: Exclude<MessagePart, { readonly kind: 'asset' }>,
  message: ChatMessage,
): readonly OutgoingPart[] {
  switch (part.kind) {
    case 'text':
      return [{ kind: 'text', text: toWellFormedText(part.text) }]
    case 'generation':
      // Named, so that "make it darker" means something to the model.
      return [{ kind: 'text', text: toWellFormedText(`[A picture was made: ${part.prompt}]`) }]
    case 'reasoning':
      return part.signature === undefined ? [] : [{ ...part, signature: part.signature }]
    case 'tool-call':
      // Half a call of an answer that was cut is nothing that a model may be held to.
      return message.state === 'complete' ? [{ ...part, argumentsText: part.argumentsText || '{}' }] : []
    case 'tool-result':
      return message.state === 'complete' ? [{ ...part, name: nameOfCall(message, part.callId) }] : []
    default:
      return []
  }
}

function nameOfCall(message: ChatMessage, callId: string): string {
  for (const part of message.parts) if (part.kind === 'tool-call' && part.callId === callId) return part.name
  return ''
}

/** Every call has its answer: vendors refuse a talk in which one is missing. */
function withAnswers(parts: readonly OutgoingPart[]): readonly OutgoingPart[] {
  const answered = new Set(parts.flatMap((part) => (part.kind === 'tool-result' ? [part.callId] : [])))
  const missing = parts.flatMap((part): readonly OutgoingPart[] => {
    if (part.kind !== 'tool-call' || answered.has(part.callId)) return []
    const { callId, name } = part
    return [{ kind: 'tool-result', callId, name, text: 'The person did not let this call run.', isError: true }]
  })
  return [...parts, ...missing]
}

/** Attached files of the person; pictures of an answer, where the model can look at them. */
async function filePart(
  message: ChatMessage,
  assetId: string,
  inputs: ChatInputs,
  assetFile: AssetFileOf,
): Promise<readonly OutgoingPart[]> {
  const file = await assetFile(assetId)
  if (message.role !== 'user') {
    const isShown = file !== null && inputs.pictures && PICTURE_MIMES.has(file.mime) && file.byteSize <= MAX_FILE_BYTES
    return isShown ? [await readFilePart(file)] : []
  }
  if (!file) throw refusal('not-found', 'An attached file is no longer in the library.')
  if (file.byteSize > MAX_FILE_BYTES) {
    throw refusal('too-large', `“${file.fileName}” is larger than 20 MB, which gateways refuse.`)
  }
  if (file.mime.startsWith('text/') || file.mime === 'application/json') return [await textPart(file)]
  assertReadable(file, inputs)
  return [await readFilePart(file)]
}

function assertReadable(file: AssetFile, inputs: ChatInputs): void {
  if (PICTURE_MIMES.has(file.mime) && inputs.pictures) return
  if (SOUND_MIMES.has(file.mime) && inputs.audio) return
  if (file.mime === PDF_MIME && inputs.pdf) return
  const taken = [
    ...(inputs.pictures ? ['PNG, JPEG, WebP and GIF pictures'] : []),
    ...(inputs.pdf ? ['PDF'] : []),
    ...(inputs.audio ? ['MP3 and WAV sound'] : []),
    'text',
  ]
  throw refusal('unsupported-file', `This model reads ${taken.join(', ')}; “${file.fileName}” is ${file.mime}.`)
}

/** Words in a file are words: every model reads them. */
async function textPart(file: AssetFile): Promise<OutgoingPart> {
  const text = toWellFormedText(await readFile(file.path, 'utf8'))
  return { kind: 'text', text: `[File: ${file.fileName}]\n\n${text}\n\n[End of the file]` }
}

async function readFilePart(file: AssetFile): Promise<OutgoingPart> {
  const base64 = (await readFile(file.path)).toString('base64')
  return { kind: 'file', mime: file.mime, base64, name: file.fileName }
}

const refusal = (code: 'not-found' | 'unsupported-file' | 'too-large', message: string): AppError =>
  new AppError({ code, message, nextStep: 'edit-input', charge: 'not-charged' })
