import { describePrice } from '@renderer/lib/format-money'
import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { defaultParams } from '@shared/catalog/projections/form'
import type { LeadsTo, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { Price } from '@shared/domain/money'
import { useState } from 'react'
import type { FormContents } from '../form-switch'
import { newRun, type Run } from '../use-runs'
import { sumOfPrices } from './sum-of-prices'

export interface ThenDialogProps {
  readonly first: FormContents
  readonly firstPrice: Price
  readonly spec: OperationSpec
  readonly leadsTo: LeadsTo
  readonly onRun: (run: Run) => void
  readonly onClose: () => void
}

/** Orders two steps together: what stands in the form, and what is made of its result. */
export function ThenDialog({ first, firstPrice, spec, leadsTo, onRun, onClose }: ThenDialogProps) {
  const [params, setParams] = useState<Params>(() => defaultParams(spec))
  const modelId = spec.models[0] ?? ''
  const second = useReadiness(spec, modelId, { ...params, [leadsTo.field]: '0' })
  const price = sumOfPrices(firstPrice, second.price)
  const shown = describePrice(price)
  const run = (): void => {
    const { field, kind } = leadsTo
    const nextStep = {
      clientRequestId: crypto.randomUUID(),
      operationId: spec.id,
      modelId,
      params: { ...params },
      takes: { field, kind },
    }
    onRun(newRun(first, price, { kind: 'create' }, nextStep))
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={leadsTo.label}
      description={`First: ${first.spec.title} (${describePrice(firstPrice).text}). Then: ${spec.title} (${describePrice(second.price).text}), as soon as the first is done, also after a restart.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={second.reasons.map(({ message }) => message)}
            onClick={(event) => {
              if (event.detail > 1) return
              run()
              onClose()
            }}
          >
            Make both · {shown.text}
          </Button>
        </>
      }
    >
      <OperationForm
        spec={spec}
        modelId={modelId}
        params={params}
        onParamsChange={setParams}
        reasons={second.reasons}
        hiddenKeys={[leadsTo.field, ...(leadsTo.hiddenKeys ?? [])]}
      />
    </Dialog>
  )
}
