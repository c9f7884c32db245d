import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportSummary } from '@shared/contracts/chat-transfer'
import type { ExportFormat } from '@shared/domain/portable-chat'
import type { ConversationDetail } from '@shared/domain/chat'
import { CHATS_FORMAT, type ChatsDocument, type PortableChat } from '@shared/domain/portable-chat'
import { assertNever } from '@shared/lib/assert-never'
import type { Database } from '../db/database'
import { loadConversation } from '../db/queries/chat'
import { loadChatFolder } from '../db/queries/chat-folder'
import { loadConversationCreatedAt, loadTaskAssetIds } from '../db/queries/chat-transfer'
import { safeFileName } from '../library/file-names'
import { onDisk } from '../library/disk'
import type { Clock, Dialogs } from '../platform/ports'
import { noSuchChat } from './chat-conversations'
import { createMarkdownRenderer, toHtml } from './chat-export-html'
import { assetIdsIn, type ExportedFile, toPortable } from './chat-export-portable'
import { toMarkdown } from './chat-export-text'

export interface ChatExportDeps {
  readonly db: Database
  readonly clock: Clock
  readonly dialogs: Pick<Dialogs, 'pickFolder'>
  /** Where the file of a library item lies, and its name for people; null where it is missing. */
  readonly fileOfAsset: (assetId: string) => Promise<AssetToExport | null>
  /** Prints the page that lies at `page` in `folder`, which may show files of the folder and nothing else. */
  readonly printPage: (folder: string, page: string) => Promise<Uint8Array>
}

export interface AssetToExport {
  readonly path: string
  readonly name: string
  readonly title: string
}

const EXTENSIONS = { markdown: 'md', html: 'html', pdf: 'pdf', json: 'json' } as const
const MEDIA_FOLDER = 'media'
const TEMPORARY_PAGE = 'page-to-print.html'

/** Asks where to, and writes chats with their files into a new folder there. Null: the person chose no place. */
export async function exportChats(
  deps: ChatExportDeps,
  conversationIds: readonly string[],
  format: ExportFormat,
): Promise<ExportSummary | null> {
  const place = await deps.dialogs.pickFolder('Export chats to')
  if (place === null) return null
  const [first, ...others] = await Promise.all(
    conversationIds.map(async (id) => (await loadConversation(deps.db, id)) ?? noSuchChat()),
  )
  if (!first) return null
  const conversations = [first, ...others]
  return onDisk(async () => {
    const name = others.length === 0 ? first.title || 'Chat' : `${conversations.length} chats`
    const folder = await newFolder(place, name)
    const { chats, fileCount } = await gather(deps, conversations, folder)
    await writeDocuments(deps, chats, folder, format)
    return { folder, chatCount: chats.length, fileCount }
  })
}

/** Nothing that is there already is touched. */
async function newFolder(place: string, name: string): Promise<string> {
  const stem = safeFileName(name, 'x').slice(0, -'.x'.length).slice(0, 80)
  for (let number = 1; ; number += 1) {
    const folder = join(place, number === 1 ? stem : `${stem} (${number})`)
    try {
      await mkdir(folder)
      return folder
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || number > 1_000) throw error
    }
  }
}

async function gather(deps: ChatExportDeps, conversations: readonly ConversationDetail[], folder: string) {
  const taskIds = conversations.flatMap(({ messages }) =>
    messages.flatMap(({ parts }) =>
      parts.flatMap((part) => ('taskId' in part && part.taskId !== null ? [part.taskId] : [])),
    ),
  )
  const results = await loadTaskAssetIds(deps.db, taskIds)
  const resultsOf = (taskId: string): readonly string[] => results.get(taskId) ?? []
  const wanted = new Set(conversations.flatMap((conversation) => assetIdsIn(conversation, resultsOf)))
  const files = await copyFiles(deps, [...wanted], folder)
  const chats: PortableChat[] = []
  for (const conversation of conversations) {
    const { folderId } = conversation
    chats.push(
      toPortable(conversation, {
        fileOf: (assetId) => files.get(assetId),
        resultsOf,
        folderTitle: folderId === null ? null : ((await loadChatFolder(deps.db, folderId))?.title ?? null),
        createdAtMs: await loadConversationCreatedAt(deps.db, conversation.id),
      }),
    )
  }
  return { chats, fileCount: files.size }
}

async function copyFiles(
  deps: ChatExportDeps,
  assetIds: readonly string[],
  folder: string,
): Promise<ReadonlyMap<string, ExportedFile>> {
  const files = new Map<string, ExportedFile>()
  for (const assetId of assetIds) {
    // A missing file leaves a gap in the export; it does not stop it.
    const file = await deps.fileOfAsset(assetId)
    if (!file) continue
    if (files.size === 0) await mkdir(join(folder, MEDIA_FOLDER))
    await copyFile(file.path, join(folder, MEDIA_FOLDER, file.name))
    files.set(assetId, { assetId, path: `${MEDIA_FOLDER}/${file.name}`, title: file.title })
  }
  return files
}

async function writeDocuments(
  deps: ChatExportDeps,
  chats: readonly PortableChat[],
  folder: string,
  format: ExportFormat,
): Promise<void> {
  if (format === 'json') {
    const written: ChatsDocument = { format: CHATS_FORMAT, version: 1, exportedAtMs: deps.clock.nowMs(), chats }
    await writeFile(join(folder, 'chats.json'), `${JSON.stringify(written, null, 2)}\n`)
    return
  }
  const render = format === 'markdown' ? null : await createMarkdownRenderer()
  const taken = new Set<string>()
  for (const chat of chats) {
    const path = join(folder, freeName(chat.title || 'Chat', EXTENSIONS[format], taken))
    await writeFile(path, await documentOf(deps, chat, folder, format, render))
  }
}

async function documentOf(
  deps: ChatExportDeps,
  chat: PortableChat,
  folder: string,
  format: Exclude<ExportFormat, 'json'>,
  render: ((text: string) => string) | null,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'markdown':
      return toMarkdown(chat)
    case 'html':
      return toHtml(chat, render ?? String)
    case 'pdf': {
      const page = join(folder, TEMPORARY_PAGE)
      await writeFile(page, toHtml(chat, render ?? String))
      try {
        return await deps.printPage(folder, TEMPORARY_PAGE)
      } finally {
        await rm(page, { force: true })
      }
    }
    default:
      return assertNever(format)
  }
}

function freeName(title: string, extension: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const name = safeFileName(number === 1 ? title : `${title.slice(0, 200)} (${number})`, extension)
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
