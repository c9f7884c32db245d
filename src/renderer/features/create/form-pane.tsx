import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import type { Readiness } from '@renderer/parts/operation-form/use-readiness'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { followNextStep } from '@renderer/lib/navigation'
import { ThenButton } from './flows/then-button'
import { ModelHeader } from './model-header'
import { NoticeBox } from './notice-box'
import { RunBar } from './run-bar'
import type { CreateForm } from './use-create-form'
import type { DryRun } from './use-dry-run'
import type { useRuns } from './use-runs'

export interface FormPaneProps {
  readonly form: CreateForm
  readonly readiness: Readiness
  readonly runs: ReturnType<typeof useRuns>
  readonly dryRun: DryRun
  readonly showsAllErrors: boolean
  readonly onGenerate: () => void
  readonly onOpenPicker: () => void
}

/** What to make and how; the button that spends always stands at the foot. */
export function FormPane(props: FormPaneProps) {
  const { form, readiness, runs, dryRun, showsAllErrors, onGenerate, onOpenPicker } = props
  const { failed } = runs
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ModelHeader form={form} onOpenPicker={onOpenPicker} />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto py-4 pr-2 pl-4 [scrollbar-gutter:stable]">
        {form.notice ? <NoticeBox notice={form.notice} onDismiss={form.dismissNotice} /> : null}
        <OperationForm
          key={form.spec.id}
          spec={form.spec}
          modelId={form.modelId}
          params={form.params}
          onParamsChange={form.setParams}
          reasons={readiness.reasons}
          showsAllErrors={showsAllErrors}
        />
      </div>
      <div className="flex shrink-0 flex-col gap-2 border-t border-line p-4">
        {failed ? (
          <FailureNotice
            failure={failed.failure}
            className="max-h-48 overflow-y-auto"
            onNextStep={(step) => {
              if (step === 'choose-model') return onOpenPicker()
              if (followNextStep(step)) return undefined
              // The same press: the id stays, so that a request that did arrive is not made twice.
              if (step === 'retry' || step === 'wait' || step === 'free-space') void runs.send(failed.run)
              else runs.dismissFailed()
              return undefined
            }}
          />
        ) : null}
        <ThenButton form={form} readiness={readiness} onRun={runs.start} />
        <RunBar form={form} readiness={readiness} dryRun={dryRun} onGenerate={onGenerate} />
      </div>
    </div>
  )
}
