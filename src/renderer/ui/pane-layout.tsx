import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'
import { PaneResizer } from './pane-resizer'

export interface PaneState {
  readonly isOpen: boolean
  readonly widthPx: number
}

export interface PaneProps {
  readonly label: string
  readonly state: PaneState
  readonly onStateChange: (state: PaneState) => void
  readonly minPx?: number
  readonly maxPx?: number
  readonly content: ReactNode
  /** The content has a heading with a way to close it. */
  readonly bringsHeader?: boolean
  /** A left pane without a right one beside it overlays the stage too when it is narrow. */
  readonly overlaysWhenNarrow?: boolean
}

export interface PaneLayoutProps {
  readonly left?: PaneProps | undefined
  readonly right?: PaneProps | undefined
  /** True below the width where panes would squeeze the stage: they then lie over it. */
  readonly isNarrow: boolean
  readonly children: ReactNode
}

/** Left pane, stage and right inspector of a view. Panes resize, collapse, and overlay the stage when it is narrow. */
export function PaneLayout({ left, right, isNarrow, children }: PaneLayoutProps) {
  return (
    <div className="relative flex h-full min-h-0 min-w-0 overflow-hidden">
      {left?.state.isOpen ? (
        <Pane
          side="left"
          isOverlay={isNarrow && (right !== undefined || left.overlaysWhenNarrow === true)}
          pane={left}
        />
      ) : null}
      <div className="relative min-h-0 min-w-0 flex-1">{children}</div>
      {right?.state.isOpen ? <Pane side="right" isOverlay={isNarrow} pane={right} /> : null}
    </div>
  )
}

interface SidedPaneProps {
  readonly side: 'left' | 'right'
  readonly isOverlay: boolean
  readonly pane: PaneProps
}

function Pane({ side, isOverlay, pane }: SidedPaneProps) {
  const { label, state, onStateChange, minPx = 180, maxPx = 480, bringsHeader = false, content } = pane
  const [dragWidthPx, setDragWidthPx] = useState<number | null>(null)
  const close = (): void => onStateChange({ ...state, isOpen: false })
  return (
    <aside
      aria-label={label}
      onKeyDown={(event) => {
        if (!isOverlay || event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
      style={{ width: dragWidthPx ?? state.widthPx }}
      className={classNames(
        'flex min-h-0 max-w-[80%] shrink-0 flex-col bg-surface',
        side === 'left' ? 'border-r border-line' : 'border-l border-line',
        isOverlay ? 'absolute inset-y-0 z-20 shadow-popup' : 'relative',
        isOverlay && (side === 'left' ? 'left-0' : 'right-0'),
      )}
    >
      {isOverlay && !bringsHeader ? (
        // It may lie over the control that opened it.
        <div className="flex h-9 shrink-0 items-center justify-between border-b border-line pr-1.5 pl-4">
          <span className="text-12 font-semibold">{label}</span>
          <IconButton label={`Close ${label}`} size="small" icon={<X />} onClick={close} />
        </div>
      ) : null}
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden">{content}</div>
      <PaneResizer
        label={`Width of ${label}`}
        side={side}
        widthPx={dragWidthPx ?? state.widthPx}
        minPx={minPx}
        maxPx={maxPx}
        onDrag={setDragWidthPx}
        onCommit={(widthPx) => {
          setDragWidthPx(null)
          onStateChange({ ...state, widthPx })
        }}
      />
    </aside>
  )
}
