import { useMemo, useState } from 'react'
import { WandSparkles } from 'lucide-react'
import { failureOf, request } from '@renderer/data/studio'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { describePrice } from '@renderer/lib/format-money'
import { ConfirmPrice } from '@renderer/parts/spending/confirm-price'
import { isDear } from '@renderer/parts/spending/is-dear'
import { usePriceLookup } from '@renderer/parts/use-price-lookup'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { Price } from '@renderer/ui/price'
import { Select } from '@renderer/ui/select'
import { Slider } from '@renderer/ui/slider'
import { TextArea } from '@renderer/ui/text-area'
import { defaultParams } from '@shared/catalog/projections/form'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { Failure } from '@shared/domain/app-error'
import type { CanvasDocument } from '@shared/domain/canvas'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { EDIT_MODELS } from './edit-models'
import type { useMask } from './use-mask'

const MAX_FEATHER_PX = 64

export interface CanvasInspectorProps {
  readonly document: CanvasDocument
  readonly mask: ReturnType<typeof useMask>
  readonly prompt: string
  readonly onPromptChange: (prompt: string) => void
}

/** What to change the masked place into, by which model, for how much. */
export function useCanvasRun({ document, mask, prompt }: Omit<CanvasInspectorProps, 'onPromptChange'>) {
  const prices = usePriceLookup()
  const [modelValue, setModelValue] = useViewState('canvas.model', EDIT_MODELS[0]?.value ?? '')
  const [featherPx, setFeatherPx] = useViewState('canvas.feather', 8)
  const { data: settings = DEFAULT_SETTINGS } = useStudioQuery('studio.settings')
  const [isAsking, setIsAsking] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const model = EDIT_MODELS.find(({ value }) => value === modelValue) ?? EDIT_MODELS[0]
  const price = useMemo(
    () => (model ? estimatePrice(model.operation, model.modelId, defaultParams(model.operation), prices) : null),
    [model, prices],
  )

  const reasons = [
    ...(mask.isEmpty ? ['Paint over the part that should change.'] : []),
    ...(prompt.trim() === '' ? ['Describe what should be there instead.'] : []),
    ...(isSending ? ['The edit is being sent.'] : []),
  ]
  const send = async (): Promise<void> => {
    setIsAsking(false)
    if (reasons.length > 0 || !model) return
    setIsSending(true)
    setFailure(null)
    try {
      await mask.saveNow()
      await request('canvas.run-edit', {
        clientRequestId: crypto.randomUUID(),
        documentId: document.id,
        operationId: model.operation.id,
        modelId: model.modelId,
        prompt,
        params: {},
        featherPx,
      })
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsSending(false)
    }
  }
  const run = async (): Promise<void> => {
    if (reasons.length === 0 && price && isDear(price, settings.askAboveMicroUsd)) setIsAsking(true)
    else await send()
  }
  const asking = isAsking && price ? { price, confirm: () => void send(), cancel: () => setIsAsking(false) } : null
  return { model, setModelValue, featherPx, setFeatherPx, price, reasons, run, asking, failure }
}

export function CanvasInspector(props: CanvasInspectorProps & { readonly edit: ReturnType<typeof useCanvasRun> }) {
  const { edit } = props
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        <Field
          label="What should be there instead"
          help="Only the painted place changes. Everything outside it stays as it is, pixel by pixel."
        >
          <TextArea
            value={props.prompt}
            onValueChange={props.onPromptChange}
            placeholder="a red paper boat"
            className="min-h-28"
          />
        </Field>
        <Field label="Model">
          <Select value={edit.model?.value ?? null} onValueChange={edit.setModelValue} options={EDIT_MODELS} />
        </Field>
        <Field label="Soft edge" aside={`${edit.featherPx} px`}>
          <Slider
            aria-label="Soft edge in pixels"
            value={edit.featherPx}
            onValueChange={edit.setFeatherPx}
            min={0}
            max={MAX_FEATHER_PX}
          />
        </Field>
        {edit.failure ? <FailureNotice failure={edit.failure} /> : null}
      </div>
      <div className="flex shrink-0 flex-col gap-2 border-t border-line p-4">
        <div className="flex items-center justify-between text-12 text-muted">
          <span>Price of this edit</span>
          {edit.price ? <Price {...describePrice(edit.price)} /> : null}
        </div>
        <Button
          variant="primary"
          icon={<WandSparkles />}
          keys="mod+Enter"
          disabledReasons={edit.reasons}
          onClick={(event) => {
            if (isFirstPress(event)) void edit.run()
          }}
        >
          Run the edit
        </Button>
      </div>
      {edit.asking ? (
        <ConfirmPrice price={edit.asking.price} onConfirm={edit.asking.confirm} onClose={edit.asking.cancel} />
      ) : null}
    </div>
  )
}
