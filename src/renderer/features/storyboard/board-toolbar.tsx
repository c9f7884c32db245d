import { formatClock } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { PanelLeft, PanelRight, Play } from 'lucide-react'
import { type Segment, totalSeconds } from './animatic/schedule'
import { ExportControl } from './export/export-control'
import type { Panes } from './use-panes'

export interface BoardToolbarProps {
  readonly board: StoryboardDetail
  readonly segments: readonly Segment[]
  readonly panes: Panes
  readonly onPlay: () => void
}

/** What is open, how long it is, and what can be done with the whole of it. */
export function BoardToolbar({ board, segments, panes, onPlay }: BoardToolbarProps) {
  const { left, right } = panes
  const count = segments.length
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      <IconButton
        label={left.state.isOpen ? 'Hide the list' : 'Show the list'}
        keys="mod+B"
        side="bottom"
        icon={<PanelLeft />}
        aria-expanded={left.state.isOpen}
        onClick={() => left.setIsOpen(!left.state.isOpen)}
      />
      <h2 className="min-w-0 truncate text-15 font-semibold">{board.title}</h2>
      <span className="shrink-0 text-12 text-muted tabular-nums">
        {count === 0
          ? ''
          : `${count === 1 ? '1 shot' : `${count} shots`} · ${formatClock(totalSeconds(segments) * 1_000)}`}
      </span>
      <div className="flex-1" />
      <Button
        icon={<Play />}
        tooltip="Play from the selected shot (Space)"
        disabledReasons={count === 0 ? ['There is no shot to play yet.'] : []}
        onClick={onPlay}
      >
        Play
      </Button>
      <ExportControl projectId={board.id} segments={segments} />
      <IconButton
        label={right.state.isOpen ? 'Hide the shot’s details' : 'Show the shot’s details'}
        keys="mod+alt+B"
        side="bottom"
        icon={<PanelRight />}
        aria-expanded={right.state.isOpen}
        onClick={() => right.setIsOpen(!right.state.isOpen)}
      />
    </div>
  )
}
