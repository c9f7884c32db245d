import { loadAssetDetail } from '../db/queries/asset'
import { exportName } from '../library/file-names'
import { electronDialogs, electronShell } from '../platform/electron-adapters'
import { type ChatTransfer, createChatTransfer } from '../services/chat-transfer'
import type { Core } from './compose-core'
import { printPage } from './page-printer'

/** The way of chats out of the studio and into it. */
export function composeChatTransfer({ db, clock, events, nextId, library, settings }: Core): ChatTransfer {
  return createChatTransfer({
    db,
    clock,
    events,
    nextId,
    dialogs: electronDialogs,
    shell: electronShell,
    printPage,
    importPaths: library.importing.importPaths,
    defaultModelId: async () => (await settings.settings()).defaultChatModelId,
    fileOfAsset: async (assetId) => {
      const [file, asset] = await Promise.all([library.files.assetFile(assetId), loadAssetDetail(db, assetId)])
      return file && asset ? { path: file.path, name: exportName(asset), title: asset.title } : null
    },
  })
}
