import { noteOpened } from '@renderer/parts/asset-files/file-actions'
import type { StageHandle } from '@renderer/parts/viewer/picture-stage'
import { Stage } from '@renderer/parts/viewer/stage'
import { detach } from '@renderer/data/detach'
import { failureOf } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { ContextMenu, Menu, type MenuEntry } from '@renderer/ui/menu'
import type { MediaKind } from '@shared/domain/media'
import { ArrowLeft, ChevronLeft, ChevronRight, Ellipsis, GripVertical, PanelRight } from 'lucide-react'
import { type Ref, useEffect, useRef } from 'react'

export interface ViewerProps {
  readonly assetId: string
  /** For example "12 of 300"; null for an item that is not in the grid, such as a mask. */
  readonly place: string | null
  readonly canGoBack: boolean
  readonly canGoOn: boolean
  readonly isInspectorOpen: boolean
  readonly stage: Ref<StageHandle>
  readonly onClose: () => void
  readonly onStep: (by: number) => void
  readonly onToggleInspector: () => void
  /** What can be done with an item of that kind. */
  readonly menuOf: (media: MediaKind) => readonly MenuEntry[]
  readonly onDragOut: () => void
  readonly onCopyFile: () => void
}

/** So long an item is looked at before it counts as opened; those that are only passed by do not. */
const OPENED_AFTER_MS = 700

/** One item, large, on a neutral stage. */
export function Viewer(props: ViewerProps) {
  const detail = useStudioQuery('library.detail', { assetId: props.assetId }, { keepsPrevious: true })
  const shown = detail.data
  const box = useRef<HTMLDivElement>(null)
  const menu = shown ? props.menuOf(shown.media) : []
  useEffect(() => box.current?.focus(), [])
  useEffect(() => {
    const timer = setTimeout(() => detach(noteOpened(props.assetId), 'note what was opened'), OPENED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [props.assetId])
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label="Viewer"
      className="absolute inset-0 flex flex-col bg-surface outline-none"
    >
      <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <IconButton label="Back to the grid" keys="esc" icon={<ArrowLeft />} onClick={props.onClose} side="bottom" />
        <h2 className="min-w-0 flex-1 truncate text-13 font-medium">{shown ? shown.title || shown.displayName : ''}</h2>
        {props.place ? <span className="text-12 text-muted tabular-nums">{props.place}</span> : null}
        <IconButton
          label="Previous"
          keys="left"
          icon={<ChevronLeft />}
          side="bottom"
          disabledReasons={props.canGoBack ? [] : ['This is the first one.']}
          onClick={() => props.canGoBack && props.onStep(-1)}
        />
        <IconButton
          label="Next"
          keys="right"
          icon={<ChevronRight />}
          side="bottom"
          disabledReasons={props.canGoOn ? [] : ['This is the last one.']}
          onClick={() => props.canGoOn && props.onStep(1)}
        />
        <IconButton
          label="The file: drag it to another program, or press to copy it"
          icon={<GripVertical />}
          side="bottom"
          draggable
          onDragStart={(event) => {
            // The system's own drag carries the real file; the page's would carry a picture of the button.
            event.preventDefault()
            props.onDragOut()
          }}
          onClick={props.onCopyFile}
        />
        <Menu align="end" trigger={<IconButton label="Actions" icon={<Ellipsis />} side="bottom" />} entries={menu} />
        <IconButton
          label="Details"
          keys="I"
          icon={<PanelRight />}
          side="bottom"
          isPressed={props.isInspectorOpen}
          onClick={props.onToggleInspector}
        />
      </div>
      <ContextMenu entries={menu}>
        <div className="relative min-h-0 flex-1 bg-stage">
          {shown ? <Stage key={shown.id} detail={shown} handle={props.stage} /> : null}
          {detail.error ? (
            <FailureNotice
              failure={failureOf(detail.error)}
              onNextStep={() => void detail.refetch()}
              className="absolute inset-x-6 top-6 mx-auto max-w-140 bg-surface!"
            />
          ) : null}
        </div>
      </ContextMenu>
    </div>
  )
}
