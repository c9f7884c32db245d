import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { showToast } from '@renderer/ui/toast'
import type { Failure } from '@shared/domain/app-error'
import type { IndexedFolder } from '@shared/domain/indexed-folder'
import { FolderPlus, FolderTree, RefreshCw, Square, X } from 'lucide-react'
import { useState } from 'react'
import { newStep, undoAction } from '../actions/undo'
import { folderWords } from './folder-words'

/** Folders whose files are shown where they lie. */
export function FoldersDialog({ onClose }: { readonly onClose: () => void }) {
  const folders = useStudioQuery('library.folders')
  const [failure, setFailure] = useState<Failure | null>(null)
  const add = useStudioMutation('library.index-folder', { onFailure: setFailure })
  const pick = (): void => {
    setFailure(null)
    add.mutate(undefined)
  }
  const list = folders.data ?? []
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Indexed folders"
      description="Their files are shown in the library where they lie; nothing is copied. What is moved or renamed there keeps its ratings and tags."
      footer={
        <Button variant="primary" icon={<FolderPlus />} onClick={pick}>
          Index a folder…
        </Button>
      }
    >
      {failure ? <FailureNotice failure={failure} className="mb-3" /> : null}
      {list.length === 0 ? (
        <EmptyState
          icon={<FolderTree />}
          title="No folder is indexed"
          text="Choose one with pictures, clips or music."
        />
      ) : (
        <ul className="flex flex-col">
          {list.map((folder) => (
            <FolderRow key={folder.id} folder={folder} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** Its items stay as missing, so that an undo, or adding it again, has them whole. */
async function letGo(folder: IndexedFolder): Promise<void> {
  const stepId = newStep()
  await request('library.forget-folder', { folderId: folder.id, stepId })
  showToast({
    title: 'The folder is no longer shown',
    description: folder.path,
    action: undoAction(stepId),
  })
}

function FolderRow({ folder }: { readonly folder: IndexedFolder }) {
  const read = useStudioMutation('library.read-folder')
  const stop = useStudioMutation('library.stop-reading')
  const { scan, failure } = folder
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <div className="truncate text-13" title={folder.path} data-selectable>
            {folder.path}
          </div>
          <div className="text-12 text-muted">{folderWords(folder)}</div>
        </div>
        {scan ? (
          <IconButton
            size="small"
            label="Stop reading it"
            icon={<Square />}
            onClick={() => stop.mutate({ folderId: folder.id })}
          />
        ) : (
          <IconButton
            size="small"
            label="Read it again"
            icon={<RefreshCw />}
            onClick={() => read.mutate({ folderId: folder.id })}
          />
        )}
        <IconButton
          size="small"
          label="Stop showing it; its files stay"
          icon={<X />}
          onClick={() => detach(letGo(folder), 'let go of a folder')}
        />
      </div>
      {scan ? (
        <ProgressBar
          value={scan.total > 0 ? scan.done / scan.total : null}
          label={`Reading ${folder.path}`}
          className="mt-1.5"
        />
      ) : null}
      {failure ? (
        <FailureNotice failure={failure} onNextStep={() => read.mutate({ folderId: folder.id })} className="mt-2" />
      ) : null}
      {folder.passedOver > 0 ? <PassedOver folder={folder} /> : null}
    </li>
  )
}

function PassedOver({ folder: { passedOver, passedOverExamples } }: { readonly folder: IndexedFolder }) {
  const rest = passedOver - passedOverExamples.length
  return (
    <details className="mt-1.5 text-12 text-muted">
      <summary className="cursor-default">
        {passedOver === 1 ? '1 file is not shown' : `${passedOver.toLocaleString()} files are not shown`}
      </summary>
      <ul className="mt-1 flex flex-col gap-1 pl-4">
        {passedOverExamples.map(({ name, reason }) => (
          <li key={name} className="wrap-anywhere">
            <bdi className="text-ink">{name}</bdi>: {reason}
          </li>
        ))}
        {rest > 0 ? <li>and {rest.toLocaleString()} more</li> : null}
      </ul>
    </details>
  )
}
