import {
  Brush,
  Eraser,
  Hand,
  Maximize,
  Minus,
  PanelLeft,
  PanelRight,
  Plus,
  Redo2,
  RectangleHorizontal,
  SquareDashed,
  Trash2,
  Undo2,
  Eye,
  EyeOff,
} from 'lucide-react'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import type { SidePane } from '@renderer/parts/use-pane'
import { type CanvasTool, MAX_RADIUS_PX, MIN_RADIUS_PX } from './tools'
import type { useMask } from './use-mask'

const TOOLS = [
  { tool: 'brush', label: 'Brush: paint what may change', keys: 'B', icon: <Brush /> },
  { tool: 'eraser', label: 'Eraser: take away from the mask', keys: 'E', icon: <Eraser /> },
  { tool: 'rectangle', label: 'Rectangle', keys: 'R', icon: <RectangleHorizontal /> },
  { tool: 'hand', label: 'Hand: move the picture', keys: 'H', icon: <Hand /> },
] as const

export interface CanvasToolbarProps {
  readonly tool: CanvasTool
  readonly onToolChange: (tool: CanvasTool) => void
  readonly radiusPx: number
  readonly onRadiusChange: (radiusPx: number) => void
  readonly mask: ReturnType<typeof useMask>
  readonly isMaskShown: boolean
  readonly onMaskShownChange: (isShown: boolean) => void
  readonly left: SidePane
  readonly right: SidePane
  readonly zoom: {
    readonly zoomIn: () => void
    readonly zoomOut: () => void
    readonly fit: () => void
    readonly percent: number
  }
}

export function CanvasToolbar(props: CanvasToolbarProps) {
  const { mask, zoom, left, right } = props
  return (
    <div
      role="toolbar"
      aria-label="Canvas tools"
      className="flex h-10 shrink-0 items-center gap-1 overflow-hidden border-b border-line bg-surface px-2"
    >
      <IconButton
        label="List of open pictures"
        icon={<PanelLeft />}
        isPressed={left.state.isOpen}
        onClick={left.toggle}
      />
      <Divider />
      {TOOLS.map(({ tool, label, keys, icon }) => (
        <IconButton
          key={tool}
          label={label}
          keys={keys}
          icon={icon}
          isPressed={props.tool === tool}
          onClick={() => props.onToolChange(tool)}
        />
      ))}
      <div className="mx-2 flex w-36 items-center gap-2 max-lg:w-24">
        <Slider
          aria-label="Brush size in pixels"
          value={props.radiusPx}
          onValueChange={props.onRadiusChange}
          min={MIN_RADIUS_PX}
          max={MAX_RADIUS_PX}
          className="min-w-0!"
        />
        <span className="w-8 text-right text-11 text-muted tabular-nums">{props.radiusPx}</span>
      </div>
      <Divider />
      <IconButton
        label="Undo"
        keys="mod+Z"
        icon={<Undo2 />}
        onClick={mask.undo}
        disabledReasons={mask.canUndo ? [] : ['Nothing to undo.']}
      />
      <IconButton
        label="Redo"
        keys="mod+shift+Z"
        icon={<Redo2 />}
        onClick={mask.redo}
        disabledReasons={mask.canRedo ? [] : ['Nothing to redo.']}
      />
      <IconButton
        label="Invert the mask"
        keys="mod+I"
        icon={<SquareDashed />}
        onClick={() => mask.commit({ kind: 'invert' })}
      />
      <IconButton
        label="Clear the mask"
        keys="mod+D"
        icon={<Trash2 />}
        onClick={() => mask.commit({ kind: 'clear' })}
        disabledReasons={mask.isEmpty ? ['The mask is empty.'] : []}
      />
      <IconButton
        label={props.isMaskShown ? 'Hide the mask' : 'Show the mask'}
        keys="Q"
        icon={props.isMaskShown ? <Eye /> : <EyeOff />}
        onClick={() => props.onMaskShownChange(!props.isMaskShown)}
      />
      <div className="ml-auto flex items-center gap-1">
        <IconButton label="Zoom out" keys="-" icon={<Minus />} onClick={zoom.zoomOut} />
        <span className="w-11 text-center text-11 text-muted tabular-nums">{zoom.percent}%</span>
        <IconButton label="Zoom in" keys="+" icon={<Plus />} onClick={zoom.zoomIn} />
        <IconButton label="Fit the picture" keys="0" icon={<Maximize />} onClick={zoom.fit} />
        <Divider />
        <IconButton
          label="Words and model of the edit"
          icon={<PanelRight />}
          isPressed={right.state.isOpen}
          onClick={right.toggle}
        />
      </div>
    </div>
  )
}

const Divider = () => <div aria-hidden className="mx-1 h-5 w-px bg-line" />
