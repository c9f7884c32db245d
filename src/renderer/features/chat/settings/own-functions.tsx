import { Plus, Trash2 } from 'lucide-react'
import { Button } from '@renderer/ui/button'
import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import type { OwnFunction } from '@shared/domain/chat-settings'
import type { ChatSettingsControl } from './chat-settings-control'
import { faultOfSchemaText } from './schema-text'

const BLANK: OwnFunction = {
  name: 'look_up',
  description: '',
  parametersText: '{\n  "type": "object",\n  "properties": {}\n}',
}

/** Functions that the model may ask for. They are never run here: the person types what they gave. */
export function OwnFunctions({ settings, change }: ChatSettingsControl) {
  const { functions } = settings
  const replace = (index: number, patch: Partial<OwnFunction>): void =>
    change({ functions: functions.map((own, at) => (at === index ? { ...own, ...patch } : own)) })
  return (
    <>
      <p className="text-12 text-muted">
        The studio does not run them. A call is shown in the talk, and you enter what it gave.
      </p>
      {functions.map((own, index) => (
        <div key={index} className="flex flex-col gap-2 border-l-2 border-line pl-3">
          <div className="flex items-end gap-1">
            <Field label="Name" className="flex-1">
              <TextInput
                value={own.name}
                onValueChange={(name) => replace(index, { name: name.replaceAll(/[^\w-]/g, '_') || 'look_up' })}
              />
            </Field>
            <IconButton
              label={`Remove ${own.name}`}
              icon={<Trash2 />}
              onClick={() => change({ functions: functions.filter((_, at) => at !== index) })}
            />
          </div>
          <Field label="What it does">
            <TextInput value={own.description} onValueChange={(description) => replace(index, { description })} />
          </Field>
          <Field label="Parameters as JSON schema" error={faultOfSchemaText(own.parametersText)}>
            <TextArea
              value={own.parametersText}
              onValueChange={(parametersText) => replace(index, { parametersText })}
              spellCheck={false}
              className="min-h-20 font-mono text-11"
            />
          </Field>
        </div>
      ))}
      <Button size="small" icon={<Plus />} onClick={() => change({ functions: [...functions, BLANK] })}>
        Add a function
      </Button>
    </>
  )
}
