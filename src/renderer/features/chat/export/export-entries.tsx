import { Download } from 'lucide-react'
import type { MenuEntry } from '@renderer/ui/menu'
import { EXPORT_FORMATS, type ExportFormat } from '@shared/domain/portable-chat'
import { exportChats } from './transfer'

const LABELS: Readonly<Record<ExportFormat, string>> = {
  markdown: 'Markdown',
  html: 'Web page (HTML)',
  pdf: 'PDF',
  json: 'JSON with all branches',
}

/** Entries of a menu that write chats to files. */
export function exportEntries(conversationIds: readonly string[]): readonly MenuEntry[] {
  return [
    { kind: 'separator', id: 'before-export' },
    { kind: 'heading', id: 'export', label: 'Export as' },
    ...EXPORT_FORMATS.map((format): MenuEntry => ({
      id: `export-${format}`,
      label: LABELS[format],
      icon: <Download />,
      onSelect: () => void exportChats(conversationIds, format),
    })),
  ]
}
