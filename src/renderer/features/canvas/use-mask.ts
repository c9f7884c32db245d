import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { importBlob } from '@renderer/data/uploads'
import { assetUrl } from '@renderer/lib/media-url'
import type { CanvasDocument } from '@shared/domain/canvas'
import { addStep, EMPTY_HISTORY, type MaskHistory, type MaskStep, redo, undo } from './mask/history'
import { createMaskSurface, type MaskSurface } from './mask/surface'
import type { Size } from './stage/viewport'

const SAVE_DELAY_MS = 900

/** The mask of one document: painted at once, saved as a hidden asset a moment after the last stroke. */
export function useMask(document: CanvasDocument, picture: Size | null, canvas: RefObject<HTMLCanvasElement | null>) {
  const [history, setHistory] = useState<MaskHistory>(EMPTY_HISTORY)
  const [isEmpty, setIsEmpty] = useState(document.maskAssetId === null)
  const surface = useRef<MaskSurface | null>(null)
  const saving = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; isDue: boolean; running: Promise<void> }>({
    timer: undefined,
    isDue: false,
    running: Promise.resolve(),
  })
  const openedMaskId = useRef(document.maskAssetId)

  useEffect(() => {
    const element = canvas.current
    if (!picture || !element) return undefined
    let isCurrent = true
    const open = async (): Promise<void> => {
      const base = await loadMask(openedMaskId.current)
      if (!isCurrent) return
      surface.current = createMaskSurface({ canvas: element, widthPx: picture.width, heightPx: picture.height, base })
      setIsEmpty(surface.current.isEmpty())
    }
    detach(open(), 'open the mask')
    return () => {
      isCurrent = false
    }
  }, [picture, canvas])

  const write = async (painted: MaskSurface): Promise<void> => {
    try {
      const maskAssetId = painted.isEmpty() ? null : await storeMask(painted, document)
      await request('canvas.update', { documentId: document.id, maskAssetId })
    } catch (error) {
      saving.current.isDue = true
      raiseNotice(failureOf(error))
      throw error
    }
  }
  /** One after the other, so that whoever waits for a save also waits for the one that is under way. */
  const save = useEffectEvent((): Promise<void> => {
    const state = saving.current
    const painted = surface.current
    clearTimeout(state.timer)
    if (state.isDue && painted) {
      state.isDue = false
      state.running = state.running.catch(() => undefined).then(() => write(painted))
    }
    return state.running
  })
  useEffect(() => () => detach(save(), 'save the mask on leaving'), [])

  const change = (next: MaskHistory): void => {
    if (next === history || !surface.current) return
    surface.current.redraw(next.done)
    setHistory(next)
    setIsEmpty(surface.current.isEmpty())
    saving.current.isDue = true
    clearTimeout(saving.current.timer)
    saving.current.timer = setTimeout(() => detach(save(), 'save the mask'), SAVE_DELAY_MS)
  }
  return {
    isEmpty,
    canUndo: history.done.length > 0,
    canRedo: history.undone.length > 0,
    preview: (step: MaskStep) => surface.current?.draw(step),
    commit: (step: MaskStep) => change(addStep(history, step)),
    undo: () => change(undo(history)),
    redo: () => change(redo(history)),
    /** Must be awaited before a run, which reads the saved mask. */
    saveNow: () => save(),
  }
}

async function loadMask(maskAssetId: string | null): Promise<ImageBitmap | null> {
  if (!maskAssetId) return null
  const answer = await fetch(assetUrl(maskAssetId))
  return answer.ok ? createImageBitmap(await answer.blob()) : null
}

async function storeMask(surface: MaskSurface, document: CanvasDocument): Promise<string> {
  const card = await importBlob(await surface.toPng(), {
    displayName: `Mask of ${document.title}.png`,
    purpose: 'mask',
    parentAssetId: document.sourceAssetId,
  })
  return card.id
}
