import { useCommands } from '@renderer/lib/commands'
import { useIsViewShown } from '@renderer/lib/navigation'
import { OperationForm } from '@renderer/parts/operation-form/operation-form'
import { MakesIcon } from '@renderer/parts/operation-picker/makes-icon'
import { OperationPicker } from '@renderer/parts/operation-picker/operation-picker'
import { makesOf } from '@renderer/parts/operation-picker/picker-entries'
import { Button } from '@renderer/ui/button'
import { classNames } from '@renderer/ui/class-names'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { TextArea } from '@renderer/ui/text-area'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { StartFrom, StartSlot } from './start-picture'
import { TAKE_OPERATIONS } from './take-operations'
import type { TakeForm } from './use-take-form'

/** Which model makes the take, out of which words and which picture. */
export function TakeSettings({ form, number }: { readonly form: TakeForm; readonly number: number }) {
  return (
    <div className="flex flex-col gap-3">
      <ModelButton form={form} />
      <Field
        label="Prompt"
        aside={
          form.hasOwnPrompt ? (
            <Button variant="ghost" size="small" className="-my-1" onClick={form.resetPrompt}>
              Use the shot’s text
            </Button>
          ) : (
            'the shot’s text'
          )
        }
      >
        <TextArea
          value={form.prompt}
          onValueChange={form.setPrompt}
          spellCheck
          placeholder="What should be seen"
          className="max-h-60 min-h-16"
        />
      </Field>
      {form.slot ? <StartChoice form={form} number={number} slot={form.slot} /> : null}
      <FoldedForm form={form} />
    </div>
  )
}

function ModelButton({ form }: { readonly form: TakeForm }) {
  const [isOpen, setIsOpen] = useState(false)
  const isShown = useIsViewShown('storyboard')
  useCommands([
    {
      id: 'storyboard.choose-model',
      title: 'Choose the model of the next take',
      group: 'Storyboard',
      keys: 'mod+shift+M',
      isAvailable: () => isShown,
      run: () => setIsOpen(true),
    },
  ])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
        className="flex w-full items-center gap-2 rounded-control border border-line bg-raised px-2 py-1.5 text-left hover:border-line-strong"
      >
        <MakesIcon makes={makesOf(form.spec)} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{form.spec.title}</span>
          <span className="block truncate text-11 text-muted">{form.modelId}</span>
        </span>
        <ChevronDown aria-hidden className="size-3.5 text-muted" />
      </button>
      {isOpen ? (
        <OperationPicker
          current={{ operation: form.spec, modelId: form.modelId }}
          operations={TAKE_OPERATIONS}
          onChoose={form.choose}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  )
}

interface StartChoiceProps {
  readonly form: TakeForm
  readonly number: number
  readonly slot: StartSlot
}

function StartChoice({ form, number, slot }: StartChoiceProps) {
  return (
    <Field label="Start from" aside={slot.label}>
      <Select<StartFrom>
        aria-label="Start from"
        value={number === 1 && form.start === 'previous' ? 'nothing' : form.start}
        onValueChange={form.setStart}
        options={[
          { value: 'nothing', label: slot.isRequired ? 'A picture chosen below' : 'Words alone' },
          { value: 'own', label: 'This shot’s take' },
          ...(number > 1 ? [{ value: 'previous', label: `The take of shot ${number - 1}` } as const] : []),
        ]}
      />
    </Field>
  )
}

function FoldedForm({ form }: { readonly form: TakeForm }) {
  const [wantsOpen, setWantsOpen] = useState(false)
  const concernsForm = form.reasons.some(({ field }) => field !== undefined && !form.hiddenKeys.includes(field))
  const isOpen = wantsOpen || concernsForm
  return (
    <div className="flex flex-col gap-3">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setWantsOpen(!isOpen)}
        className="-mx-1 flex h-7 items-center gap-1 rounded-control px-1 text-12 font-medium text-muted hover:text-ink"
      >
        <ChevronRight aria-hidden className={classNames('size-4 transition-transform', isOpen && 'rotate-90')} />
        Settings of the model
      </button>
      {isOpen ? (
        <OperationForm
          spec={form.spec}
          modelId={form.modelId}
          params={form.params}
          onParamsChange={form.setParams}
          reasons={form.reasons}
          hiddenKeys={form.hiddenKeys}
        />
      ) : null}
    </div>
  )
}
