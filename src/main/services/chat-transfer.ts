import type { chatTransferContract, ExportSummary, ImportSummary } from '@shared/contracts/chat-transfer'
import type { ParsedRequestOf } from '@shared/contracts/contract'
import { AppError } from '@shared/domain/app-error'
import type { SystemShell } from '../platform/ports'
import { type ChatExportDeps, exportChats } from './chat-export'
import { type ChatImportDeps, importChats } from './chat-import'

type TransferRequest<Name extends keyof typeof chatTransferContract> = ParsedRequestOf<
  (typeof chatTransferContract)[Name]
>

export interface ChatTransfer {
  readonly exportChats: (request: TransferRequest<'chat.export'>) => Promise<ExportSummary | null>
  readonly importChats: () => Promise<ImportSummary | null>
  readonly showExport: (request: TransferRequest<'chat.show-export'>) => Promise<null>
}

/** Chats that leave the studio and come into it. */
export function createChatTransfer(
  deps: ChatExportDeps & ChatImportDeps & { readonly shell: Pick<SystemShell, 'showInFolder'> },
): ChatTransfer {
  /** Only what was just written may be shown: a page must not open any folder of the machine. */
  const written = new Set<string>()
  return {
    exportChats: async ({ conversationIds, format }) => {
      const summary = await exportChats(deps, conversationIds, format)
      if (summary) written.add(summary.folder)
      return summary
    },
    importChats: () => importChats(deps),
    showExport: async ({ folder }) => {
      if (!written.has(folder)) {
        throw new AppError({ code: 'not-found', message: 'This export is no longer at hand.', nextStep: 'none' })
      }
      deps.shell.showInFolder(folder)
      return null
    },
  }
}
