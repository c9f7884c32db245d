import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatAge } from '@renderer/lib/format-time'
import { useNow } from '@renderer/lib/use-now'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Skeleton } from '@renderer/ui/skeleton'
import { Switch } from '@renderer/ui/switch'
import type { Backup, SafetyState } from '@shared/domain/safety'
import { DatabaseBackup, FolderOpen, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { BackupList } from './backup-list'
import { Card, Line } from './card'
import { CheckReport } from './check-report'
import { ReadableFolderCard } from './readable-folder-card'
import { RestoreDialog } from './restore-dialog'

/** Backups, the check of all files, and the library's place: everything that keeps work from being lost. */
export function SafetyPanel() {
  const state = useStudioQuery('safety.state')
  const [chosen, setChosen] = useState<Backup | null>(null)
  if (!state.data) return <Skeleton className="h-48" />
  return (
    <div className="flex flex-col gap-4">
      {state.data.failure ? <FailureNotice failure={state.data.failure} /> : null}
      <Backups state={state.data} onRestore={setChosen} />
      <Sidecars state={state.data} />
      <ReadableFolderCard />
      <FileCheck state={state.data} />
      <Place state={state.data} />
      {chosen ? <RestoreDialog backup={chosen} onClose={() => setChosen(null)} /> : null}
    </div>
  )
}

function Backups({ state, onRestore }: { readonly state: SafetyState; readonly onRestore: (backup: Backup) => void }) {
  const backUp = useStudioMutation('safety.back-up')
  const choose = useStudioMutation('safety.choose-second-folder')
  const forget = useStudioMutation('safety.forget-second-folder')
  const show = useStudioMutation('safety.show-backups')
  const restoreFile = useStudioMutation('safety.restore-file')
  const now = useNow(true, 60_000)
  const newest = state.backups.find(({ kind }) => kind === 'regular')
  return (
    <Card
      title="Backups of the database"
      text={`Made each day and checked; seven days and four weeks are kept. ${newest ? `The last one: ${formatAge(newest.createdAtMs, now)}.` : ''} Media files are not in them: they never change once they are stored.`}
      action={
        <Button
          icon={<DatabaseBackup />}
          disabledReasons={state.isBackingUp ? ['A backup is being made.'] : []}
          onClick={() => backUp.mutate(undefined)}
        >
          Back up now
        </Button>
      }
    >
      {state.isBackingUp ? (
        <ProgressBar value={null} label="Backing up and checking the copy" className="my-2" />
      ) : null}
      <BackupList backups={state.backups} onRestore={onRestore} />
      <Line
        label="A second place"
        text={state.secondFolder ?? 'For example another disk; each backup is copied there too.'}
      >
        {state.secondFolder ? <Button onClick={() => forget.mutate(undefined)}>Stop</Button> : null}
        <Button onClick={() => choose.mutate(undefined)}>{state.secondFolder ? 'Change…' : 'Choose…'}</Button>
        <Button icon={<FolderOpen />} onClick={() => show.mutate(undefined)}>
          Show
        </Button>
      </Line>
      <Line label="A backup from elsewhere" text="It is checked first; the database of now is kept beside it.">
        <Button onClick={() => restoreFile.mutate(undefined)}>Restore a file…</Button>
      </Line>
    </Card>
  )
}

function Sidecars({ state }: { readonly state: SafetyState }) {
  const change = useStudioMutation('safety.switch-sidecars')
  return (
    <Card
      title="Sidecars"
      text="Recipe, rating, colour, tags and note of each item also lie beside its file, as XMP. Other programs read them, and they come back when the database must be begun anew. Sidecars of other programs are never written over."
      action={
        <Switch aria-label="Write sidecars" isOn={state.hasSidecars} onChange={(isOn) => change.mutate({ isOn })} />
      }
    >
      {null}
    </Card>
  )
}

function FileCheck({ state }: { readonly state: SafetyState }) {
  const check = useStudioMutation('safety.check-files')
  const stop = useStudioMutation('safety.stop-check')
  const { check: progress, recovery } = state
  return (
    <Card
      title="Check of all files"
      text="Reads every file and compares it with what was stored: missing, changed, or belonging to nothing."
      action={
        progress ? (
          <Button onClick={() => stop.mutate(undefined)}>Stop</Button>
        ) : (
          <Button icon={<ShieldCheck />} onClick={() => check.mutate(undefined)}>
            Check the files
          </Button>
        )
      }
    >
      {progress ? (
        <Running label="Checking the files" done={progress.done} total={progress.total} />
      ) : (
        <CheckReport report={state.report} />
      )}
      {recovery ? <Running label="Taking files in" done={recovery.done} total={0} /> : null}
    </Card>
  )
}

function Place({ state }: { readonly state: SafetyState }) {
  const move = useStudioMutation('safety.move-library')
  const discard = useStudioMutation('safety.discard-old-library')
  return (
    <Card
      title="Place of the library"
      text={<span data-selectable>{state.libraryFolder}</span>}
      action={
        <Button
          disabledReasons={state.move ? ['The library is being moved.'] : []}
          onClick={() => move.mutate(undefined)}
        >
          Move…
        </Button>
      }
    >
      {state.move ? (
        <Running label={`Copying to ${state.move.target}`} done={state.move.done} total={state.move.total} />
      ) : null}
      {state.oldFolder ? (
        <Line
          label="The library’s former place"
          text={`${state.oldFolder} is still complete. Let go of it when all is well here.`}
        >
          <Button variant="danger" onClick={() => discard.mutate(undefined)}>
            Move it to the trash
          </Button>
        </Line>
      ) : null}
    </Card>
  )
}

function Running({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }) {
  return (
    <div className="py-2">
      <p className="mb-1 flex justify-between text-12 text-muted">
        <span className="min-w-0 truncate">{label}</span>
        <span className="tabular-nums">
          {done.toLocaleString()}
          {total > 0 ? ` of ${total.toLocaleString()}` : ''}
        </span>
      </p>
      <ProgressBar value={total > 0 ? done / total : null} label={label} />
    </div>
  )
}
