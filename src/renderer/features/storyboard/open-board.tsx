import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { PaneLayout } from '@renderer/ui/pane-layout'
import type { StoryboardDetail, StoryboardProject } from '@shared/domain/storyboard'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { AnimaticPlayer } from './animatic/player'
import { scheduleOf } from './animatic/schedule'
import { createBoardActions } from './board-actions'
import { BoardToolbar } from './board-toolbar'
import { Board } from './board/board'
import { dismissExport, useExportFailure } from './export/exports'
import { ShotInspector } from './inspector/shot-inspector'
import { ProjectsPane } from './projects/projects-pane'
import { saveAllShots } from './shot-drafts'
import { usePanes } from './use-panes'
import { useSelection } from './use-selection'
import { useStoryboardCommands } from './use-storyboard-commands'

export interface OpenBoardProps {
  readonly board: StoryboardDetail
  readonly projects: readonly StoryboardProject[]
  /** A shot that somebody asked for from elsewhere. */
  readonly arrivalShotId: string | null
  readonly onOpen: (projectId: string) => void
  readonly onCreate: () => void
}

/** One storyboard with its panes. */
export function OpenBoard({ board, projects, arrivalShotId, onOpen, onCreate }: OpenBoardProps) {
  const { selected, select, reach } = useSelection(board)
  const [playFrom, setPlayFrom] = useState<{ readonly shotId: string | null } | null>(null)
  const panes = usePanes()
  const actions = useMemo(() => createBoardActions(board, reach), [board, reach])
  const segments = useMemo(() => scheduleOf(board), [board])
  const selectedId = selected?.shot.id ?? null
  const play = (shotId: string | null): void => {
    if (segments.length > 0) void saveAllShots().then(() => setPlayFrom({ shotId }))
  }
  const inspect = (): void => panes.right.setIsOpen(true)
  useEffect(() => {
    if (arrivalShotId !== null) reach(arrivalShotId)
  }, [arrivalShotId, reach])
  useStoryboardCommands({
    actions,
    selectedId,
    isPlaying: playFrom !== null,
    panes,
    onCreate,
    onPlay: () => play(selectedId),
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !panes.isNarrow) return
    if (panes.right.state.isOpen) panes.right.setIsOpen(false)
    else if (panes.left.state.isOpen) panes.left.setIsOpen(false)
  }
  return (
    <div className="h-full" onKeyDown={onKeyDown}>
      <PaneLayout
        isNarrow={panes.isNarrow}
        left={{
          label: 'Storyboards and scenes',
          ...panes.left,
          onStateChange: panes.left.setState,
          content: <ProjectsPane {...{ projects, board, actions, onOpen, onCreate }} openId={board.id} />,
        }}
        right={{
          label: 'Shot',
          ...panes.right,
          onStateChange: panes.right.setState,
          minPx: 280,
          content: selected ? (
            <ShotInspector key={selected.shot.id} board={board} entry={selected} actions={actions} />
          ) : (
            <p className="p-4 text-12 text-muted">Takes and settings of a shot stand here once there is one.</p>
          ),
        }}
      >
        <div className="flex h-full min-w-0 flex-col" inert={playFrom !== null}>
          <BoardToolbar board={board} segments={segments} panes={panes} onPlay={() => play(selectedId)} />
          <ExportFailure projectId={board.id} />
          <Board
            {...{ board, selectedId, actions }}
            onReach={reach}
            onSelect={select}
            onInspect={inspect}
            onPlay={play}
          />
        </div>
        {playFrom ? (
          <AnimaticPlayer
            board={board}
            fromShotId={playFrom.shotId}
            onClose={(shotId) => {
              setPlayFrom(null)
              reach(shotId)
            }}
          />
        ) : null}
      </PaneLayout>
    </div>
  )
}

function ExportFailure({ projectId }: { readonly projectId: string }) {
  const failure = useExportFailure(projectId)
  if (!failure) return null
  return (
    <div className="flex items-start gap-1 px-4 pt-3">
      <FailureNotice failure={failure} className="flex-1" />
      <IconButton label="Dismiss" size="small" icon={<X />} onClick={() => dismissExport(projectId)} />
    </div>
  )
}
