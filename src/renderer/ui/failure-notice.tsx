import { AlertTriangle, BadgeDollarSign, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

/** What the notice reads of a failure; other fields are ignored. */
export interface ShownFailure {
  readonly message: string
  readonly nextStep: string
  readonly charge?: 'not-charged' | 'charged' | 'maybe-charged' | 'refunded'
  readonly httpStatus?: number
  readonly raw?: string
}

export interface FailureNoticeProps {
  readonly failure: ShownFailure
  /** Called with the failure's next step; absent, or step `none`: no button. */
  readonly onNextStep?: ((step: string) => void) | undefined
  /** Replaces the words of the button. */
  readonly nextStepLabel?: string
  readonly className?: string
}

const STEP_LABELS: Readonly<Record<string, string>> = {
  retry: 'Try again',
  wait: 'Try again',
  'edit-input': 'Change the input',
  'open-settings': 'Open settings',
  'top-up': 'Top up the balance',
  'choose-model': 'Choose another model',
  'look-up': 'Look it up',
  'free-space': 'Try again after making space',
}

const CHARGE_WORDS = {
  'not-charged': 'You were not charged.',
  charged: 'You were charged for this.',
  'maybe-charged': 'You may have been charged.',
  refunded: 'The charge was refunded.',
} as const

/** A failure at the place where it arose: what happened, was money spent, what to press next, the raw answer one click away. */
export function FailureNotice({ failure, onNextStep, nextStepLabel, className }: FailureNoticeProps) {
  const stepLabel = nextStepLabel ?? STEP_LABELS[failure.nextStep]
  return (
    <div role="alert" data-selectable className={classNames('rounded-panel bg-danger-soft p-3 text-13', className)}>
      <div className="flex flex-wrap items-start gap-2">
        <AlertTriangle aria-label="Problem" className="mt-0.5 size-4 shrink-0 text-danger" />
        <div className="min-w-44 flex-1">
          <p className="wrap-break-word text-ink">{failure.message}</p>
          {failure.charge ? (
            <p
              className={classNames(
                'mt-1 flex items-center gap-1 font-medium',
                failure.charge === 'not-charged' ? 'text-muted' : 'text-ink',
              )}
            >
              <BadgeDollarSign aria-hidden className="size-4 shrink-0" />
              {CHARGE_WORDS[failure.charge]}
            </p>
          ) : null}
        </div>
        {onNextStep && stepLabel ? (
          <Button
            size="small"
            onClick={(event) => {
              // The second half of a double click must not try a paid request twice.
              if (event.detail <= 1) onNextStep(failure.nextStep)
            }}
          >
            {stepLabel}
          </Button>
        ) : null}
      </div>
      {failure.raw ? <RawAnswer raw={failure.raw} httpStatus={failure.httpStatus} /> : null}
    </div>
  )
}

function RawAnswer({ raw, httpStatus }: { readonly raw: string; readonly httpStatus: number | undefined }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="mt-2 pl-6">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex items-center gap-1 rounded-control text-12 text-muted hover:text-ink"
      >
        <ChevronRight className={classNames('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        Raw answer{httpStatus === undefined ? '' : ` (HTTP ${httpStatus})`}
      </button>
      {isOpen ? (
        <pre className="mt-1 max-h-48 overflow-auto rounded-control bg-raised p-2 font-mono text-11 break-all whitespace-pre-wrap">
          {raw}
        </pre>
      ) : null}
    </div>
  )
}
