import { detach } from '@renderer/data/detach'
import { onStudioEvent } from '@renderer/data/events'
import { request } from '@renderer/data/studio'
import { useCommands } from '@renderer/lib/commands'
import { showToast } from '@renderer/ui/toast'
import type { StudioEvents } from '@shared/contracts/events'
import { useEffect } from 'react'
import { DuplicatesDialog } from '../duplicates/duplicates-dialog'
import { ExportDialog } from '../export/export-dialog'
import { FoldersDialog } from '../import/folders-dialog'
import { ColourDialog } from '../similar/colour-dialog'
import { MeaningDialog } from '../similar/meaning-dialog'
import { RecentDialog } from '../similar/recent-dialog'
import { SimilarDialog } from '../similar/similar-dialog'
import { closeTool, openTool, useOpenTool } from './tool-store'

/** The tools of the library, each in a window of its own above the view. */
export function LibraryTools({ onShow }: { readonly onShow: (assetIds: readonly string[]) => void }) {
  const tool = useOpenTool((store) => store.tool)
  useCommands([
    {
      id: 'library.find-duplicates',
      title: 'Find duplicates',
      group: 'Library',
      view: 'library',
      run: () => openTool({ kind: 'duplicates' }),
    },
    {
      id: 'library.find-by-colour',
      title: 'Find by colour',
      group: 'Library',
      view: 'library',
      run: () => openTool({ kind: 'colour' }),
    },
    {
      id: 'library.find-by-meaning',
      title: 'Find by meaning',
      group: 'Library',
      view: 'library',
      run: () => openTool({ kind: 'meaning' }),
    },
    {
      id: 'library.folders',
      title: 'Index a folder in place',
      group: 'Library',
      view: 'library',
      run: () => openTool({ kind: 'folders' }),
    },
    {
      id: 'library.recent',
      title: 'Recently opened items',
      group: 'Library',
      view: 'library',
      run: () => openTool({ kind: 'recent' }),
    },
  ])
  useEffect(() => onStudioEvent('library.importing', tellProgress), [])
  const show = (assetId: string): void => {
    closeTool()
    onShow([assetId])
  }
  if (tool?.kind === 'export') return <ExportDialog assetIds={tool.assetIds} onClose={closeTool} />
  if (tool?.kind === 'similar') return <SimilarDialog assetId={tool.assetId} onShow={show} onClose={closeTool} />
  if (tool?.kind === 'colour') return <ColourDialog onShow={show} onClose={closeTool} />
  if (tool?.kind === 'meaning') return <MeaningDialog onShow={show} onClose={closeTool} />
  if (tool?.kind === 'duplicates') return <DuplicatesDialog onClose={closeTool} />
  if (tool?.kind === 'recent') return <RecentDialog onShow={show} onClose={closeTool} />
  if (tool?.kind === 'folders') return <FoldersDialog onClose={closeTool} />
  return null
}

const TOAST_ID = 'library-work'

/** Long work on many files says how far it is; its end is told by whoever began it. */
function tellProgress({ done, total, canStop }: StudioEvents['library.importing']): void {
  const close = showToast({
    id: TOAST_ID,
    title: `Working on files: ${done.toLocaleString()} of ${total.toLocaleString()}`,
    timeoutMs: 0,
    ...(canStop ? { action: { label: 'Stop', onPress: stopImport } } : {}),
  })
  if (done === total) close()
}

const stopImport = (): void => detach(request('library.stop-import'), 'stop taking files in')
