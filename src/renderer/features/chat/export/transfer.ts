import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { showToast } from '@renderer/ui/toast'
import type { ExportFormat } from '@shared/domain/portable-chat'
import { arrange } from '../conversations/use-arrange'

/** Writes chats to a place that the person chooses; the toast shows it. */
export async function exportChats(conversationIds: readonly string[], format: ExportFormat): Promise<void> {
  try {
    const written = await request('chat.export', { conversationIds: [...conversationIds], format })
    if (!written) return
    const chats = written.chatCount === 1 ? 'One chat' : `${written.chatCount} chats`
    const files =
      written.fileCount === 0 ? '' : ` with ${written.fileCount} ${written.fileCount === 1 ? 'file' : 'files'}`
    showToast({
      title: `${chats}${files} exported`,
      description: written.folder,
      tone: 'success',
      action: {
        label: 'Show',
        onPress: () => {
          request('chat.show-export', { folder: written.folder }).catch((error: unknown) =>
            raiseNotice(failureOf(error)),
          )
        },
      },
    })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}

/** Reads an export of another program; Undo takes its chats out again. */
export async function importChats(): Promise<void> {
  try {
    const read = await request('chat.import')
    if (!read) return
    const { conversationIds, messageCount } = read
    const chats = conversationIds.length === 1 ? 'one chat' : `${conversationIds.length} chats`
    showToast({
      title: `Imported ${chats} with ${messageCount === 1 ? 'one message' : `${messageCount.toLocaleString()} messages`}`,
      tone: 'success',
      action: {
        label: 'Undo',
        onPress: () =>
          void arrange(
            conversationIds.map((conversationId) => ({ conversationId, isDeleted: true })),
            `Took ${chats} out again`,
          ),
      },
    })
  } catch (error) {
    raiseNotice(failureOf(error))
  }
}
