import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { ChevronLeft, ChevronRight, Images, X } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { StageHandle } from './picture-stage'
import { closeQuickLook, quickLookAt, stepQuickLook, useQuickLook } from './quick-look-store'
import { Stage } from './stage'

/** Space on any picture, clip, song or text of the studio: a large look, and Space again closes it. */
export function QuickLook() {
  const { assetIds, index } = useQuickLook()
  const stage = useRef<StageHandle>(null)
  const assetId = assetIds[index]
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (assetId !== undefined) {
      if (pressInLook(event, stage.current)) stop(event)
      return
    }
    if (
      event.key !== ' ' ||
      !(event.target instanceof Element) ||
      event.target.closest('input, textarea, [contenteditable]')
    )
      return
    if (quickLookAt(event.target)) stop(event)
  })
  useEffect(() => {
    // Before the button that has the focus takes Space for a press.
    const onKeyDown = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
  return (
    <BaseDialog.Root open={assetId !== undefined} onOpenChange={(isOpen) => !isOpen && closeQuickLook()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-50 bg-scrim" />
        <BaseDialog.Popup className="fixed inset-6 z-50 flex flex-col overflow-hidden rounded-panel bg-surface text-ink shadow-popup outline-none">
          {assetId === undefined ? null : (
            <Look key={assetId} assetId={assetId} index={index} count={assetIds.length} stage={stage} />
          )}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

function stop(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}

function pressInLook(event: KeyboardEvent, stage: StageHandle | null): boolean {
  if (event.key === ' ' || event.key === 'Escape') closeQuickLook()
  else if (stage?.pressKey(event)) return true
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') stepQuickLook(-1)
  else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') stepQuickLook(1)
  else return false
  return true
}

interface LookProps {
  readonly assetId: string
  readonly index: number
  readonly count: number
  readonly stage: RefObject<StageHandle | null>
}

function Look({ assetId, index, count, stage }: LookProps) {
  const detail = useStudioQuery('library.detail', { assetId }).data
  const show = (): void => {
    closeQuickLook()
    navigate({ view: 'library', assetId })
  }
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3">
        <BaseDialog.Title className="min-w-0 flex-1 truncate text-13 font-medium">
          {detail ? detail.title || detail.displayName : 'Quick look'}
        </BaseDialog.Title>
        {count > 1 ? (
          <>
            <span className="text-12 text-muted tabular-nums">
              {index + 1} of {count}
            </span>
            <IconButton
              size="small"
              label="Previous"
              keys="left"
              icon={<ChevronLeft />}
              onClick={() => stepQuickLook(-1)}
            />
            <IconButton
              size="small"
              label="Next"
              keys="right"
              icon={<ChevronRight />}
              onClick={() => stepQuickLook(1)}
            />
          </>
        ) : null}
        <Button size="small" icon={<Images />} onClick={show}>
          Show in the library
        </Button>
        <IconButton size="small" label="Close" keys="space" icon={<X />} onClick={closeQuickLook} />
      </div>
      <div className="relative min-h-0 flex-1 bg-stage">
        {detail ? <Stage key={detail.id} detail={detail} handle={stage} /> : null}
      </div>
    </>
  )
}
