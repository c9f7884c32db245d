import { request } from '@renderer/data/studio'
import { detach } from '@renderer/data/detach'
import { useNavigation } from '@renderer/lib/navigation'
import { bringsFiles } from '@renderer/lib/pasted-files'
import { isTextField } from '@renderer/lib/platform'
import { useEffect, useEffectEvent } from 'react'

/** A pasted picture becomes a reference, also while the prompt has the focus; pasted words stay words. */
export function usePasteReference(onPaste: (assetIds: readonly string[]) => void): void {
  const hear = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData } = event
    if (useNavigation.getState().view !== 'create' || event.defaultPrevented || !clipboardData) return
    if (!bringsFiles(clipboardData)) return
    if (isTextField(event.target) && clipboardData.types.includes('text/plain')) return
    event.preventDefault()
    detach(importClipboard().then(onPaste), 'paste a reference')
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => hear(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}

async function importClipboard(): Promise<readonly string[]> {
  const { imported, duplicates } = await request('library.import-clipboard')
  return [...imported, ...duplicates].map(({ id }) => id)
}
