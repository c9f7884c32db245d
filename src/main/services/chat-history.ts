import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/domain/app-error'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf, toWellFormedText } from '@shared/domain/chat-text'
import type { OutgoingMessage } from '../gateway/chat/request'

/** Base64 makes a third more of it, and gateways refuse bodies of some tens of megabytes. */
const MAX_PICTURE_BYTES = 20 * 1024 * 1024
const PICTURE_MIMES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** Where an asset's file lies and what it is; the library knows. */
export interface AssetFile {
  readonly path: string
  readonly mime: string
  readonly byteSize: number
}

export type AssetFileOf = (assetId: string) => Promise<AssetFile | null>

/**
 * What is told to the model: the branch from the root, with pictures as data URIs.
 * @throws AppError when an attached picture is gone or of a kind that models do not read
 */
export async function outgoingMessages(
  branch: readonly ChatMessage[],
  assetFile: AssetFileOf,
): Promise<readonly OutgoingMessage[]> {
  const outgoing: OutgoingMessage[] = []
  for (const message of branch) {
    const text = toWellFormedText(spokenText(message))
    const pictures = message.role === 'user' ? await picturesOf(message, assetFile) : []
    outgoing.push({
      role: message.role,
      parts: [{ kind: 'text', text }, ...pictures.map((dataUri) => ({ kind: 'image' as const, dataUri }))],
    })
  }
  return outgoing
}

/** A picture that was made is named, so that "make it darker" means something to the model. */
function spokenText(message: ChatMessage): string {
  const made = message.parts.flatMap((part) =>
    part.kind === 'generation' ? [`[A picture was made: ${part.prompt}]`] : [],
  )
  return [textOf(message), ...made].filter((text) => text !== '').join('\n\n')
}

async function picturesOf(message: ChatMessage, assetFile: AssetFileOf): Promise<readonly string[]> {
  const pictures: string[] = []
  for (const part of message.parts) {
    if (part.kind === 'asset') pictures.push(await toDataUri(await assetFile(part.assetId)))
  }
  return pictures
}

async function toDataUri(file: AssetFile | null): Promise<string> {
  if (!file) throw refusal('not-found', 'An attached picture is no longer in the library.')
  if (!PICTURE_MIMES.has(file.mime)) {
    throw refusal(
      'unsupported-file',
      `Chat models read PNG, JPEG, WebP and GIF pictures; the attached file is ${file.mime}.`,
    )
  }
  if (file.byteSize > MAX_PICTURE_BYTES) {
    throw refusal('too-large', 'An attached picture is larger than 20 MB, which gateways refuse.')
  }
  return `data:${file.mime};base64,${(await readFile(file.path)).toString('base64')}`
}

const refusal = (code: 'not-found' | 'unsupported-file' | 'too-large', message: string): AppError =>
  new AppError({ code, message, nextStep: 'edit-input', charge: 'not-charged' })
