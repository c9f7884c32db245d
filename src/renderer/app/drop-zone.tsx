import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { classNames } from '@renderer/ui/class-names'
import { Ban, ImageDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { showImportOutcome } from './import-outcome'

type Offer = 'none' | 'welcome' | 'wrong-type'

const TAKEN = /^(image|video|audio)\//

/**
 * Where no view takes a drop itself, files go to the library. A view's own zone prevents the default of
 * `dragover` and `drop`, and this one then stays out of the way.
 */
export function DropZone() {
  const [offer, setOffer] = useState<Offer>('none')
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      const next = event.defaultPrevented ? 'none' : offerOf(event.dataTransfer)
      setOffer(next)
      if (next === 'none' || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = next === 'welcome' ? 'copy' : 'none'
    }
    const onDrop = (event: DragEvent): void => {
      setOffer('none')
      if (event.defaultPrevented || !event.dataTransfer || offerOf(event.dataTransfer) === 'none') return
      event.preventDefault()
      detach(takeDrop(event.dataTransfer), 'import dropped files')
    }
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOffer('none')
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    window.addEventListener('dragleave', onDragLeave)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('dragleave', onDragLeave)
    }
  }, [])
  if (offer === 'none') return null
  const isWelcome = offer === 'welcome'
  const Icon = isWelcome ? ImageDown : Ban
  return (
    <div className="pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-scrim">
      <div
        className={classNames(
          'flex items-center gap-3 rounded-panel border-2 border-dashed bg-raised px-6 py-4 text-15 font-medium',
          isWelcome ? 'border-accent-ink' : 'border-danger',
        )}
      >
        <Icon className="size-6" />
        {isWelcome ? 'Drop to add to the library' : 'The library takes pictures, clips and audio only'}
      </div>
    </div>
  )
}

function offerOf(transfer: DataTransfer | null): Offer {
  if (!transfer) return 'none'
  const files = [...transfer.items].filter((item) => item.kind === 'file')
  if (files.length === 0) return transfer.types.includes('text/uri-list') ? 'welcome' : 'none'
  const isAllWrong = files.every((file) => file.type !== '' && !TAKEN.test(file.type))
  return isAllWrong ? 'wrong-type' : 'welcome'
}

async function takeDrop(transfer: DataTransfer): Promise<void> {
  const files = [...transfer.files]
  const url = transfer.getData('text/uri-list').split('\n')[0]?.trim() ?? ''
  if (files.length > 0) showImportOutcome(await importFiles(files))
  else if (url !== '') showImportOutcome(await request('library.import-url', { url }))
}
