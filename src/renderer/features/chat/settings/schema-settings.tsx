import { Field } from '@renderer/ui/field'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import type { ChatSettingsControl } from './chat-settings-control'
import { SwitchRow } from './setting-parts'
import { faultOfSchemaText } from './schema-text'

const EXAMPLE = JSON.stringify(
  {
    type: 'object',
    properties: { title: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
    required: ['title', 'tags'],
    additionalProperties: false,
  },
  null,
  2,
)

/** Answers in a fixed shape, checked when they arrive. */
export function SchemaSettings({ settings, change }: ChatSettingsControl) {
  const { schema } = settings
  return (
    <section aria-label="Shape of answers" className="flex flex-col gap-3 border-t border-line pt-3">
      <SwitchRow
        label="Answers as data"
        help="The model answers in JSON of a shape that you give; each answer is checked and shown as a table."
        isOn={schema !== null}
        onChange={(isOn) => change({ schema: isOn ? { name: 'answer', schemaText: EXAMPLE } : null })}
      />
      {schema ? (
        <>
          <Field label="Name" help="Letters, digits, - and _.">
            <TextInput
              value={schema.name}
              onValueChange={(name) =>
                change({ schema: { ...schema, name: name.replaceAll(/[^\w-]/g, '_') || 'answer' } })
              }
            />
          </Field>
          <Field label="JSON schema" error={faultOfSchemaText(schema.schemaText)}>
            <TextArea
              value={schema.schemaText}
              onValueChange={(schemaText) => change({ schema: { ...schema, schemaText } })}
              spellCheck={false}
              className="min-h-40 font-mono text-11"
            />
          </Field>
        </>
      ) : null}
    </section>
  )
}
