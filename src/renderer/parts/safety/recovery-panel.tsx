import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { formatDateTime } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { Backup, SafetyState } from '@shared/domain/safety'
import type { Failure } from '@shared/domain/app-error'
import { FileSearch, FolderSync, History } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { BackupList } from './backup-list'
import { RestoreDialog } from './restore-dialog'

/** The ways out of a damaged database. None of them deletes anything. */
export function RecoveryPanel({ state }: { readonly state: SafetyState }) {
  const [chosen, setChosen] = useState<Backup | null>(null)
  const [failure, setFailure] = useState<Failure | null>(state.failure)
  const restore = useStudioMutation('safety.restore-backup', { onFailure: setFailure })
  const rebuild = useStudioMutation('safety.rebuild', { onFailure: setFailure })
  const restoreFile = useStudioMutation('safety.restore-file', { onFailure: setFailure })
  const offered = state.backups.find(({ health }) => health !== 'damaged')
  const others = state.backups.filter((backup) => backup !== offered)
  const isBusy = restore.isPending || restoreFile.isPending || rebuild.isPending
  const busyReasons = isBusy ? ['The studio is at it.'] : []
  const checkReasons = offered?.health === 'unchecked' ? ['The backup is being checked.'] : []
  return (
    <div className="flex flex-col gap-4">
      {failure ? <FailureNotice failure={failure} /> : null}
      <Way
        icon={<History />}
        title={offered ? `Go back to the backup of ${formatDateTime(offered.createdAtMs)}` : 'Go back to a backup'}
        text={offerWords(state.backups, offered)}
      >
        {offered ? (
          <Button
            variant="primary"
            disabledReasons={[...busyReasons, ...checkReasons]}
            onClick={() => restore.mutate({ name: offered.name })}
          >
            Restore
          </Button>
        ) : null}
      </Way>
      {others.length > 0 ? <BackupList backups={others} onRestore={setChosen} /> : null}
      <Way
        icon={<FileSearch />}
        title="Take a backup from another place"
        text="A copy from the second place, from another disk or from another machine. It is checked first."
      >
        <Button disabledReasons={busyReasons} onClick={() => restoreFile.mutate(undefined)}>
          Choose a file…
        </Button>
      </Way>
      <Way
        icon={<FolderSync />}
        title="Begin a new database from the media files"
        text="Every picture, clip and song is taken in again, with the recipes, ratings, tags and notes that its file or sidecar holds. Chats, storyboards and collections are not in the files and would be empty."
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

function offerWords(backups: readonly Backup[], offered: Backup | undefined): string {
  const damaged = backups.filter(({ health }) => health === 'damaged').length
  const passedOver =
    damaged === 0 ? '' : ` ${damaged === 1 ? 'One backup is' : `${damaged} backups are`} damaged and not offered.`
  if (!offered) return `There is no sound backup in the library’s folder.${passedOver}`
  return `Everything as it was then. Media files that came later are found again by themselves.${passedOver}`
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
