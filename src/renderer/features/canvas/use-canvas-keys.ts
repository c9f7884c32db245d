import { useEffect, useEffectEvent } from 'react'
import { isMac } from '@renderer/lib/platform'
import { matchesShortcut, parseShortcut } from '@renderer/lib/shortcuts'
import { type CanvasTool, stepRadius } from './tools'
import type { useMask } from './use-mask'

export interface CanvasKeysOptions {
  readonly isActive: boolean
  readonly setTool: (tool: CanvasTool) => void
  readonly radiusPx: number
  readonly setRadiusPx: (radiusPx: number) => void
  readonly mask: ReturnType<typeof useMask>
  readonly view: { readonly zoomIn: () => void; readonly zoomOut: () => void; readonly fit: () => void }
  readonly run: () => void
  readonly toggleMask: () => void
  readonly toggleCompare: () => void
}

/** Photoshop's keys, while the canvas is shown and nobody is typing. */
export function useCanvasKeys(options: CanvasKeysOptions): void {
  const { mask, view } = options
  const actions: readonly (readonly [string, () => void])[] = [
    ['b', () => options.setTool('brush')],
    ['e', () => options.setTool('eraser')],
    ['r', () => options.setTool('rectangle')],
    ['h', () => options.setTool('hand')],
    ['v', () => options.setTool('hand')],
    ['[', () => options.setRadiusPx(stepRadius(options.radiusPx, -1))],
    [']', () => options.setRadiusPx(stepRadius(options.radiusPx, 1))],
    ['mod+z', mask.undo],
    ['mod+shift+z', mask.redo],
    ['mod+y', mask.redo],
    ['mod+i', () => mask.commit({ kind: 'invert' })],
    ['mod+d', () => mask.commit({ kind: 'clear' })],
    ['q', options.toggleMask],
    ['m', options.toggleCompare],
    ['=', view.zoomIn],
    ['+', view.zoomIn],
    ['mod+=', view.zoomIn],
    ['-', view.zoomOut],
    ['mod+-', view.zoomOut],
    ['0', view.fit],
    ['mod+0', view.fit],
  ]
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!options.isActive || event.isComposing) return
    if (matchesShortcut(event, parseShortcut('mod+enter'), isMac)) return options.run()
    if (isTyping(event.target)) return
    const action = actions.find(([keys]) => matchesShortcut(event, parseShortcut(keys), isMac))
    if (!action) return
    event.preventDefault()
    action[1]()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null
}
