import { detach } from '@renderer/data/detach'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { emptyTrash } from '../actions/asset-actions'

/** Says where one is, and holds the one act of the library that cannot be undone. */
export function TrashBar({ total }: { readonly total: number }) {
  const [isAsking, setIsAsking] = useState(false)
  const confirm = (): void => {
    setIsAsking(false)
    detach(emptyTrash(), 'empty the trash')
  }
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-line bg-hover px-4 py-1.5 text-12">
      <Trash2 aria-hidden className="size-4 text-muted" />
      <span className="min-w-0 flex-1 truncate">The studio’s trash. Items can be put back until it is emptied.</span>
      <Button
        size="small"
        variant="danger"
        onClick={() => total > 0 && setIsAsking(true)}
        disabledReasons={total > 0 ? [] : ['The trash is empty.']}
      >
        Empty the trash…
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        width="small"
        title="Empty the trash?"
        description="The files move to the system’s trash, from where they can be taken back as files. Their ratings, notes and recipes go for good. On a disk without a trash the files go for good too."
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>Keep them</Button>
            <Button variant="danger" onClick={confirm}>
              Empty the trash
            </Button>
          </>
        }
      />
    </div>
  )
}
