import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { formatDateTime } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { Backup, SafetyState } from '@shared/domain/safety'
import type { Failure } from '@shared/domain/app-error'
import { FolderSync, History } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { BackupList } from './backup-list'
import { RestoreDialog } from './restore-dialog'

/** The ways out of a database that cannot be opened. None of them deletes anything. */
export function RecoveryPanel({ state }: { readonly state: SafetyState }) {
  const [chosen, setChosen] = useState<Backup | null>(null)
  const [failure, setFailure] = useState<Failure | null>(state.failure)
  const restore = useStudioMutation('safety.restore-backup', { onFailure: setFailure })
  const rebuild = useStudioMutation('safety.rebuild', { onFailure: setFailure })
  const [newest, ...older] = state.backups
  const busyReasons = restore.isPending || rebuild.isPending ? ['The studio is at it.'] : []
  return (
    <div className="flex flex-col gap-4">
      {failure ? <FailureNotice failure={failure} /> : null}
      <Way
        icon={<History />}
        title={newest ? `Go back to the backup of ${formatDateTime(newest.createdAtMs)}` : 'Go back to a backup'}
        text={
          newest
            ? 'Everything as it was then. Media files that came later are found again by themselves.'
            : 'There is no backup in the library’s folder.'
        }
      >
        {newest ? (
          <Button variant="primary" disabledReasons={busyReasons} onClick={() => restore.mutate({ name: newest.name })}>
            Restore
          </Button>
        ) : null}
      </Way>
      {older.length > 0 ? <BackupList backups={older} onRestore={setChosen} /> : null}
      <Way
        icon={<FolderSync />}
        title="Begin a new database from the media files"
        text="Every picture, clip and song is taken in again, with the recipes, ratings and tags that its file or sidecar holds. Chats, storyboards and collections are not in the files and would be empty."
      >
        <Button disabledReasons={busyReasons} onClick={() => rebuild.mutate(undefined)}>
          Rebuild
        </Button>
      </Way>
      <p className="text-12 text-muted" data-selectable>
        Nothing is deleted: the damaged database stays in {state.libraryFolder} under another name.
      </p>
      {chosen ? <RestoreDialog backup={chosen} onClose={() => setChosen(null)} /> : null}
    </div>
  )
}

interface WayProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Way({ icon, title, text, children }: WayProps) {
  return (
    <section className="flex items-center gap-3 rounded-panel border border-line bg-raised p-4 [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-muted">
      {icon}
      <div className="min-w-0 flex-1">
        <h2 className="text-13 font-medium">{title}</h2>
        <p className="mt-0.5 text-12 text-muted">{text}</p>
      </div>
      {children}
    </section>
  )
}
