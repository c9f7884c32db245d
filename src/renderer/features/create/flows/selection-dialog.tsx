import { useViewState } from '@renderer/data/view-state'
import { assetUrl } from '@renderer/lib/media-url'
import { describePrice } from '@renderer/lib/format-money'
import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { storedAssetIds } from '@renderer/parts/task-card/task-words'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Slider } from '@renderer/ui/slider'
import { findOperation } from '@shared/catalog/operations'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { FollowUpView } from '@shared/domain/task'
import { Eraser, Eye, FlipVertical2 } from 'lucide-react'
import { useState } from 'react'
import type { PendingFollowUp } from '../follow-ups'
import { newRun, type Run } from '../use-runs'
import { selectionOf, type MarkPoint } from './selection-state'
import { SelectionStage } from './selection-stage'
import { useSteps } from './use-steps'

type SelectionView = Extract<FollowUpView, { readonly kind: 'kling-selection' }>

export interface SelectionDialogProps {
  readonly pending: PendingFollowUp
  readonly view: SelectionView
  /** Asks above the person's limit. */
  readonly onRun: (run: Run) => void
  /** For the small steps, whose price the dialog says once. */
  readonly onStep: (run: Run) => void
  readonly onClose: () => void
}

/** Marks things in a clip by clicks, shows what is marked, and orders the change. All of it can be gone on with later. */
export function SelectionDialog({ pending, view, onRun, onStep, onClose }: SelectionDialogProps) {
  const { spec, modelId, task } = pending
  const [params, setParams] = useState(pending.params)
  const [frame, setFrame] = useState(0)
  const [isUpsideDown, setIsUpsideDown] = useViewState('create.kling-points-upside-down', false)
  const selection = selectionOf(useSteps(task.id))
  const readiness = useReadiness(spec, modelId, params)
  const priceOf = usePriceLookup()
  const step = (name: string, stepParams: Readonly<Record<string, unknown>> = {}): void => {
    const operation = findOperation(`kling.multi_elements.${name}`)
    if (!operation || selection.isBusy) return
    const form = {
      spec: operation,
      modelId: operation.models[0] ?? '',
      params: { session_id: pending.params['session_id'], ...stepParams },
    }
    const price = estimatePrice(operation, form.modelId, form.params, priceOf)
    onStep(newRun(form, price, { kind: 'follow-up', taskId: task.id }))
  }
  const mark = (name: 'add' | 'delete', point: MarkPoint): void => step(name, { frame_index: frame, points: [point] })
  const price = describePrice(readiness.price)
  const needsMarks = params['edit_mode'] !== 'addition' && selection.frames.length === 0
  const reasons = [
    ...(needsMarks ? ['Mark what should change: click on it in the frame.'] : []),
    ...readiness.reasons.map(({ message }) => message),
  ]
  const clipAssetId = storedAssetIds(task)[0]
  const lastFrame = Math.max(0, view.frameCount - 1)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Mark what changes"
      description="Click on the thing in one or more frames. Marking and preview: Kling counts nothing, no price is listed. The session lasts 24 hours."
      width="large"
      footer={
        <>
          <Button onClick={onClose}>Go on later</Button>
          <Button
            variant="primary"
            disabledReasons={reasons}
            onClick={(event) => {
              if (event.detail > 1) return
              onRun(newRun({ spec, modelId, params }, readiness.price, { kind: 'follow-up', taskId: task.id }))
              onClose()
            }}
          >
            Change it{price.isKnown ? ` · ${price.text}` : ''}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-2">
        {clipAssetId === undefined ? (
          <p className="text-13 text-muted">The prepared clip is not here any more. Prepare it again.</p>
        ) : (
          <SelectionStage
            clipAssetId={clipAssetId}
            ratio={view.width > 0 && view.height > 0 ? view.width / view.height : 16 / 9}
            seconds={(frame + 0.5) / view.framesPerSecond}
            marked={selection.frames.find(({ frameIndex }) => frameIndex === frame) ?? null}
            isUpsideDown={isUpsideDown}
            isBusy={selection.isBusy}
            onAdd={(point) => mark('add', point)}
            onRemove={(point) => mark('delete', point)}
          />
        )}
        <div className="flex items-center gap-3">
          <span className="w-28 shrink-0 text-12 text-muted tabular-nums">
            Frame {frame + 1} of {lastFrame + 1}
          </span>
          <Slider
            aria-label="Frame"
            value={frame}
            onValueChange={setFrame}
            min={0}
            max={lastFrame}
            className="flex-1"
          />
        </div>
        <div className="flex flex-wrap items-center gap-1.5">
          {selection.frames.map(({ frameIndex, points }) => (
            <Button
              key={frameIndex}
              size="small"
              aria-pressed={frameIndex === frame}
              onClick={() => setFrame(frameIndex)}
            >
              Frame {frameIndex + 1}: {points.length} {points.length === 1 ? 'mark' : 'marks'}
            </Button>
          ))}
          <span className="ml-auto flex gap-1.5">
            <Button
              size="small"
              variant="ghost"
              icon={<FlipVertical2 />}
              aria-pressed={isUpsideDown}
              tooltip="If the marked area appears mirrored up and down"
              onClick={() => setIsUpsideDown(!isUpsideDown)}
            >
              Turn points over
            </Button>
            <Button
              size="small"
              icon={<Eraser />}
              disabledReasons={selection.frames.length === 0 ? ['Nothing is marked.'] : []}
              onClick={() => step('clear')}
            >
              Clear all
            </Button>
            <Button
              size="small"
              icon={<Eye />}
              disabledReasons={selection.frames.length === 0 ? ['Nothing is marked.'] : []}
              onClick={() => step('preview')}
            >
              Preview
            </Button>
          </span>
        </div>
        {selection.failure ? <FailureNotice failure={selection.failure} /> : null}
        {selection.previewAssetId ? (
          <video
            src={assetUrl(selection.previewAssetId)}
            controls
            muted
            loop
            aria-label="What is marked, over the whole clip"
            className="mx-auto max-h-[30vh] rounded-control bg-black"
          />
        ) : null}
        <OperationForm
          spec={spec}
          modelId={modelId}
          params={params}
          onParamsChange={setParams}
          reasons={readiness.reasons}
          hiddenKeys={pending.hiddenKeys}
        />
      </div>
    </Dialog>
  )
}
