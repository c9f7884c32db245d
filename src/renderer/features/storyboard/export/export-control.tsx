import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu } from '@renderer/ui/menu'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Download, X } from 'lucide-react'
import type { Segment } from '../animatic/schedule'
import { saveAllShots } from '../shot-drafts'
import { type FilmHeight, startExport, useRunningExport } from './exports'

const HEIGHTS: readonly { readonly height: FilmHeight; readonly label: string }[] = [
  { height: 480, label: '480p, small file' },
  { height: 720, label: '720p' },
  { height: 1080, label: '1080p, full HD' },
]

export interface ExportControlProps {
  readonly projectId: string
  readonly segments: readonly Segment[]
}

/** Makes one film of the chosen takes; says beforehand what it will leave out. */
export function ExportControl({ projectId, segments }: ExportControlProps) {
  const running = useRunningExport(projectId)
  const missingCount = segments.filter(({ take }) => take === null).length
  if (running) {
    const percent = Math.round(running.progress * 100)
    return (
      <div className="flex shrink-0 items-center gap-2 text-12 text-muted tabular-nums">
        <span className="w-26 text-right whitespace-nowrap">Exporting {percent} %</span>
        <div className="w-20">
          <ProgressBar value={running.progress} label="Progress of the export" />
        </div>
        <IconButton
          label="Cancel the export"
          size="small"
          icon={<X />}
          onClick={() =>
            detach(request('storyboard.cancel-export', { exportId: running.exportId }), 'cancel an export')
          }
        />
      </div>
    )
  }
  if (missingCount === segments.length) {
    return (
      <Button icon={<Download />} disabledReasons={['No shot has a take yet, so there is nothing to export.']}>
        Export MP4
      </Button>
    )
  }
  const start = async (height: FilmHeight): Promise<void> => {
    await saveAllShots()
    await startExport(projectId, height)
  }
  return (
    <Menu
      align="end"
      trigger={<Button icon={<Download />}>Export MP4</Button>}
      entries={[
        { kind: 'heading', id: 'what', label: contentWords(segments.length, missingCount) },
        ...HEIGHTS.map(({ height, label }) => ({
          id: String(height),
          label,
          onSelect: () => detach(start(height), 'export a storyboard'),
        })),
      ]}
    />
  )
}

function contentWords(count: number, missingCount: number): string {
  if (missingCount === 0) return count === 1 ? 'The shot with its take' : `All ${count} shots`
  const left = missingCount === 1 ? '1 shot has no take and is' : `${missingCount} shots have no take and are`
  return `${left} left out`
}
