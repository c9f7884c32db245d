import { useEffect, useMemo, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useIsViewShown } from '@renderer/lib/navigation'
import { usePane } from '@renderer/parts/use-pane'
import { PaneLayout, type PaneState } from '@renderer/ui/pane-layout'
import { Skeleton } from '@renderer/ui/skeleton'
import type { CanvasDocument } from '@shared/domain/canvas'
import { DocumentsPane } from './documents-pane'
import { CanvasInspector, useCanvasRun } from './inspector'
import { ResultsStrip } from './results-strip'
import { CanvasStage } from './stage/canvas-stage'
import { Compare } from './stage/compare'
import { useViewport } from './stage/use-viewport'
import type { Size } from './stage/viewport'
import { CanvasToolbar } from './toolbar'
import type { CanvasTool } from './tools'
import { useCanvasKeys } from './use-canvas-keys'
import { useMask } from './use-mask'

const LEFT_PANE: PaneState = { isOpen: true, widthPx: 220 }
const RIGHT_PANE: PaneState = { isOpen: true, widthPx: 300 }
const LEFT_OVER: PaneState = { ...LEFT_PANE, isOpen: false }
const PROMPT_SAVE_DELAY_MS = 500

export interface CanvasEditorProps {
  readonly document: CanvasDocument
  readonly onOpen: (documentId: string | null) => void
  readonly onOpenAsset: (assetId: string) => void
}

/** One picture with its mask, the words of the edit and its results. */
export function CanvasEditor({ document, onOpen, onOpenAsset }: CanvasEditorProps) {
  const maskRef = useRef<HTMLCanvasElement>(null)
  const [tool, setTool] = useViewState<CanvasTool>('canvas.tool', 'brush')
  const [radiusPx, setRadiusPx] = useViewState('canvas.radius', 40)
  const [isMaskShown, setIsMaskShown] = useState(true)
  const [comparedId, setComparedId] = useState<string | null>(null)
  const left = usePane({ key: 'canvas.left', beside: LEFT_PANE, over: LEFT_OVER })
  // What is to be there instead is the work: it stays in sight in a narrow window too.
  const right = usePane({ key: 'canvas.right', beside: RIGHT_PANE, over: RIGHT_PANE })
  const [prompt, setPrompt] = usePrompt(document)
  const picture = usePictureSize(document.sourceAssetId)
  const view = useViewport(picture)
  const mask = useMask(document, picture, maskRef)
  const edit = useCanvasRun({ document, mask, prompt })
  const newestResultId = document.resultAssetIds[0] ?? null
  useNewResult(newestResultId, setComparedId)
  useCanvasKeys({
    isActive: useIsViewShown('canvas'),
    setTool,
    radiusPx,
    setRadiusPx,
    mask,
    view,
    run: () => void edit.run(),
    toggleMask: () => setIsMaskShown(!isMaskShown),
    toggleCompare: () => setComparedId(comparedId === null ? newestResultId : null),
  })
  const zoom = { ...view, percent: Math.round((view.viewport?.scale ?? 1) * 100) }
  return (
    <PaneLayout
      isNarrow={left.isNarrow}
      left={{
        label: 'Open pictures',
        state: left.state,
        onStateChange: left.setState,
        content: <DocumentsPane openId={document.id} onOpen={onOpen} onClosed={() => onOpen(null)} />,
      }}
      right={{
        label: 'Edit',
        state: right.state,
        onStateChange: right.setState,
        minPx: 260,
        content: (
          <CanvasInspector document={document} mask={mask} prompt={prompt} onPromptChange={setPrompt} edit={edit} />
        ),
      }}
    >
      <div className="flex h-full min-w-0 flex-col">
        <CanvasToolbar
          {...{ tool, radiusPx, mask, isMaskShown, zoom, left, right }}
          onToolChange={setTool}
          onRadiusChange={setRadiusPx}
          onMaskShownChange={setIsMaskShown}
        />
        <div className="relative min-h-0 flex-1">
          {picture ? (
            <CanvasStage
              stageRef={view.attachStage}
              {...{ maskRef, picture, view, tool, radiusPx, isMaskShown }}
              assetId={document.sourceAssetId}
              title={document.title}
              preview={mask.preview}
              commit={mask.commit}
            />
          ) : (
            <div className="absolute inset-0 bg-stage p-8">
              <Skeleton className="size-full" />
            </div>
          )}
          {comparedId ? (
            <Compare beforeAssetId={document.sourceAssetId} afterAssetId={comparedId} title={document.title} />
          ) : null}
        </div>
        <ResultsStrip
          document={document}
          comparedId={comparedId}
          onCompare={setComparedId}
          onEditFurther={onOpenAsset}
        />
      </div>
    </PaneLayout>
  )
}

function usePictureSize(assetId: string): Size | null {
  const { data } = useStudioQuery('library.cards', { assetIds: [assetId] })
  const width = data?.[0]?.width ?? null
  const height = data?.[0]?.height ?? null
  // One object per size: the viewport and the mask begin anew whenever it changes.
  return useMemo(() => (width !== null && height !== null ? { width, height } : null), [width, height])
}

/** A result that arrives while its picture is open is shown against the source at once; older ones are not. */
function useNewResult(newestResultId: string | null, show: (assetId: string) => void): void {
  const known = useRef(newestResultId)
  useEffect(() => {
    if (newestResultId !== null && newestResultId !== known.current) show(newestResultId)
    known.current = newestResultId
  }, [newestResultId, show])
}

function usePrompt(document: CanvasDocument): readonly [string, (prompt: string) => void] {
  const [prompt, setPrompt] = useState(document.prompt)
  useEffect(() => {
    if (prompt === document.prompt) return undefined
    const timer = setTimeout(
      () => detach(request('canvas.update', { documentId: document.id, prompt }), 'save the words of an edit'),
      PROMPT_SAVE_DELAY_MS,
    )
    return () => clearTimeout(timer)
  }, [prompt, document.id, document.prompt])
  return [prompt, setPrompt]
}
