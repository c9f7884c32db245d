import { loadAssetDetail } from '../db/queries/asset'
import { exportName } from '../library/file-names'
import { electronDialogs, electronShell } from '../platform/electron-adapters'
import { createChatFileProcess } from '../services/chat-import-process'
import { type ChatTransfer, createChatTransfer } from '../services/chat-transfer'
import { startChatFileProcess } from './chat-file-process'
import type { Core } from './compose-core'
import { printPage } from './page-printer'

/** The way of chats out of the studio and into it. */
export function composeChatTransfer(
  { db, clock, events, nextId, library, settings }: Core,
  outFolder: string,
): ChatTransfer {
  return createChatTransfer({
    db,
    clock,
    events,
    nextId,
    dialogs: electronDialogs,
    shell: electronShell,
    printPage,
    readChatFile: createChatFileProcess(() => startChatFileProcess(outFolder)),
    importPaths: library.importing.importPaths,
    defaultModelId: async () => (await settings.settings()).defaultChatModelId,
    fileOfAsset: async (assetId) => {
      const [file, asset] = await Promise.all([library.files.assetFile(assetId), loadAssetDetail(db, assetId)])
      return file && asset ? { path: file.path, name: exportName(asset), title: asset.title } : null
    },
  })
}
