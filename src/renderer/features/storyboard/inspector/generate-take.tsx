import { useCommands } from '@renderer/lib/commands'
import { describePrice } from '@renderer/lib/format-money'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { followNextStep, useIsViewShown } from '@renderer/lib/navigation'
import { ConfirmPrice } from '@renderer/parts/spending/confirm-price'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Price } from '@renderer/ui/price'
import { WandSparkles } from 'lucide-react'
import type { NumberedShot } from '../board/shot-order'
import { useGenerate } from './use-generate'
import type { TakeForm } from './use-take-form'

export interface GenerateTakeProps {
  readonly entry: NumberedShot
  readonly form: TakeForm
}

/** The view's primary action with its price; stays in sight while the form above it scrolls. */
export function GenerateTake({ entry, form }: GenerateTakeProps) {
  const { asked, failed, send, start, cancelAsked } = useGenerate()
  const reasons = [...new Set(form.reasons.map(({ message }) => message))]
  const generate = (): void => {
    if (reasons.length > 0) return
    const { spec, modelId, params, price, prompt } = form
    start(
      {
        payload: {
          clientRequestId: crypto.randomUUID(),
          shotId: entry.shot.id,
          operationId: spec.id,
          modelId,
          params: { ...params },
        },
        price,
        shotNumber: entry.number,
      },
      prompt,
    )
  }
  const isShown = useIsViewShown('storyboard')
  useCommands([
    {
      id: 'storyboard.generate',
      title: 'Generate a take of the selected shot',
      group: 'Storyboard',
      keys: 'mod+enter',
      isAvailable: () => isShown,
      run: generate,
    },
  ])
  const followStep = (step: string): void => {
    if (followNextStep(step) || !failed) return
    if (step === 'retry' || step === 'wait') void send(failed.run)
  }
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line p-4">
      {failed ? (
        <FailureNotice failure={failed.failure} onNextStep={nextStepOf(failed.failure.nextStep, followStep)} />
      ) : null}
      <div className="flex items-center justify-between text-12 text-muted">
        <span>Price of this take</span>
        <Price {...describePrice(form.price)} />
      </div>
      <Button
        variant="primary"
        icon={<WandSparkles />}
        keys="mod+Enter"
        disabledReasons={reasons}
        onClick={(event) => isFirstPress(event) && generate()}
      >
        Generate take
      </Button>
      {asked ? <ConfirmPrice price={asked.price} onConfirm={() => void send(asked)} onClose={cancelAsked} /> : null}
    </div>
  )
}

/** Other steps are taken in the form above, so they need no button. */
function nextStepOf(step: string, follow: (step: string) => void): ((step: string) => void) | undefined {
  return ['retry', 'wait', 'open-settings', 'top-up'].includes(step) ? follow : undefined
}
