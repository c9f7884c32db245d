import { useCommands } from '@renderer/lib/commands'
import { useDestination } from '@renderer/lib/navigation'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import { useViewState } from '@renderer/data/view-state'
import { useReadiness } from '@renderer/parts/operation-form/use-readiness'
import { wordsField } from '@renderer/parts/operation-form/params'
import { OperationPicker } from '@renderer/parts/operation-picker/operation-picker'
import { PaneLayout, type PaneState } from '@renderer/ui/pane-layout'
import { useState } from 'react'
import { ConfirmPrice } from '@renderer/parts/spending/confirm-price'
import { CreateDropZone } from './create-drop-zone'
import { FlowDialog } from './flows/flow-dialog'
import { FollowUpDialog } from './follow-up-dialog'
import { FormPane } from './form-pane'
import { useDryRun } from './use-dry-run'
import { PreviewDialog } from './preview-dialog'
import { ResultsStage } from './results-stage'
import { useArrivals } from './use-arrivals'
import { useCreateForm } from './use-create-form'
import { usePasteReference } from './use-paste-reference'
import { useReferences } from './use-references'
import { newRun, rememberRun, useRuns } from './use-runs'
import { useCardActions } from './use-card-actions'
import { useFollowUps } from './use-follow-ups'
import { useStable } from './use-stable'

const FORM_PANE: PaneState = { isOpen: true, widthPx: 360 }

/** One form for any operation of the catalog at the left, what it made at the right. */
export function CreateView() {
  const [pane, setPane] = useViewState('create.form-pane', FORM_PANE)
  const form = useCreateForm()
  const readiness = useReadiness(form.spec, form.modelId, form.params)
  const runs = useRuns()
  const dryRun = useDryRun(form)
  const references = useReferences(form)
  const [pickerSearch, setPickerSearch] = useState<string | null>(null)
  const followUps = useFollowUps(runs.start)
  const [triedOperationId, setTriedOperationId] = useState<string | null>(null)

  const openForm = (): void => setPane((former) => ({ ...former, isOpen: true }))
  const generate = (): void => {
    const isBlocked = readiness.reasons.length > 0
    setTriedOperationId(isBlocked ? form.spec.id : null)
    if (isBlocked) return openForm()
    rememberRun(form)
    runs.start(newRun(form, readiness.price))
  }
  useDestination('create', useArrivals({ form, references, openForm, openPicker: setPickerSearch }))
  usePasteReference(references.add)
  useCommands([
    { id: 'create.generate', title: 'Generate', group: 'Create', keys: 'mod+Enter', view: 'create', run: generate },
    {
      id: 'create.choose-model',
      title: 'Choose what to make, and the model',
      group: 'Create',
      keys: 'mod+shift+M',
      view: 'create',
      run: () => setPickerSearch(''),
    },
    { id: 'item.new', title: 'Clear the form', group: 'Create', keys: 'mod+N', view: 'create', run: form.clear },
    {
      id: 'pane.toggle-left',
      title: 'Show or hide the form',
      group: 'Create',
      keys: 'mod+B',
      view: 'create',
      run: () => setPane((former) => ({ ...former, isOpen: !former.isOpen })),
    },
    ...dryRun.commands,
  ])
  const tryWords = (words: string): void => {
    const field = wordsField(form.spec)
    if (field) form.setParams((former) => ({ ...former, [field.key]: words }))
    openForm()
  }
  const actions = useCardActions({
    form,
    runs,
    onUseReference: (assetId) => references.add([assetId]),
    onShowForm: openForm,
    onChooseModel: () => setPickerSearch(''),
  })
  const stable = useStable({ openForm, tryWords, pressFollowUp: followUps.press })
  return (
    <CreateDropZone form={form} onDropped={references.take}>
      <PaneLayout
        isNarrow={useIsNarrow()}
        left={{
          label: 'Form',
          state: pane,
          onStateChange: setPane,
          minPx: 300,
          maxPx: 560,
          content: (
            <FormPane
              {...{ form, readiness, runs, dryRun }}
              showsAllErrors={triedOperationId === form.spec.id}
              onGenerate={generate}
              onOpenPicker={() => setPickerSearch('')}
            />
          ),
        }}
      >
        <ResultsStage
          actions={actions}
          isFormShown={pane.isOpen}
          onShowForm={stable.openForm}
          onTryWords={stable.tryWords}
          onFollowUp={stable.pressFollowUp}
        />
      </PaneLayout>
      {pickerSearch === null ? null : (
        <OperationPicker
          current={{ operation: form.spec, modelId: form.modelId }}
          initialSearch={pickerSearch}
          onChoose={({ operation, modelId }) => form.choose(operation, modelId)}
          onClose={() => setPickerSearch(null)}
        />
      )}
      {runs.asked ? (
        <ConfirmPrice price={runs.asked.price} onConfirm={runs.confirmAsked} onClose={runs.cancelAsked} />
      ) : null}
      {dryRun.preview ? <PreviewDialog preview={dryRun.preview} onClose={dryRun.closePreview} /> : null}
      {followUps.pending?.view ? (
        <FlowDialog
          pending={followUps.pending}
          view={followUps.pending.view}
          onRun={runs.start}
          onStep={(run) => void runs.send(run)}
          onClose={followUps.close}
        />
      ) : null}
      {followUps.pending && !followUps.pending.view ? (
        <FollowUpDialog pending={followUps.pending} onRun={runs.start} onClose={followUps.close} />
      ) : null}
    </CreateDropZone>
  )
}
