import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { bringsFiles } from '@renderer/lib/pasted-files'
import { isTextField } from '@renderer/lib/platform'
import { useEffect } from 'react'
import { showImportOutcome } from './import-outcome'

/** A picture or files pasted where no text is written and no view takes them go to the library. */
export function usePasteImport(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isTextField(event.target)) return
      if (!bringsFiles(event.clipboardData)) return
      event.preventDefault()
      detach(
        request('library.import-clipboard', { stepId: crypto.randomUUID() }).then(showImportOutcome),
        'import the clipboard',
      )
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
}
