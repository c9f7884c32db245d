import { formatBytes } from '@renderer/lib/format-size'
import { formatDateTime } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import type { Backup } from '@shared/domain/safety'
import { FileWarning, History } from 'lucide-react'

export interface BackupListProps {
  readonly backups: readonly Backup[]
  readonly onRestore: (backup: Backup) => void
}

/** Backups, newest first, each with the way back to it. */
export function BackupList({ backups, onRestore }: BackupListProps) {
  if (backups.length === 0) {
    return <p className="py-2 text-12 text-muted">There is no backup yet. The first one is made within a day.</p>
  }
  return (
    <ul aria-label="Backups" className="-mx-1 mt-1 max-h-64 overflow-y-auto px-1">
      {backups.map((backup) => (
        <li key={backup.name} className="flex min-h-9 items-center gap-3 border-b border-line py-1 last:border-b-0">
          {backup.health === 'damaged' ? (
            <FileWarning aria-hidden className="size-4 shrink-0 text-danger" />
          ) : (
            <History aria-hidden className="size-4 shrink-0 text-muted" />
          )}
          <span className="min-w-0 flex-1 truncate text-13">{formatDateTime(backup.createdAtMs)}</span>
          {backup.kind === 'migration' ? <span className="text-12 text-muted">before an update</span> : null}
          <span className="w-18 text-right text-12 text-muted tabular-nums">{formatBytes(backup.byteSize)}</span>
          {backup.health === 'damaged' ? (
            <span className="text-12 text-danger">damaged itself</span>
          ) : (
            <Button
              size="small"
              onClick={() => onRestore(backup)}
              aria-label={`Restore the backup of ${formatDateTime(backup.createdAtMs)}`}
            >
              Restore…
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
