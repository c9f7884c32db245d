import { Button } from '@renderer/ui/button'
import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import { Braces, Plus, Rows3, X } from 'lucide-react'
import { useState } from 'react'
import { jsonOf, type NamedSetting, settingsOf } from '../named-settings'
import { asText, type ControlProps } from './control-props'

const EMPTY: NamedSetting = { name: '', value: '' }

interface Written {
  /** The field's value that the rows stand for; another one came from elsewhere and makes new rows. */
  readonly value: unknown
  readonly rows: readonly NamedSetting[]
}

/** Names and values for a model of which only the vendor knows the settings; a copied object can be pasted whole. */
export function SettingsControl({ label, value, onChange }: ControlProps) {
  const [isJson, setIsJson] = useState(false)
  const [written, setWritten] = useState<Written>({ value: undefined, rows: [] })
  const rows = written.value === value ? written.rows : settingsOf(value)
  const change = (next: readonly NamedSetting[]): void => {
    const json = jsonOf(next)
    setWritten({ value: json, rows: next })
    onChange(json)
  }
  if (isJson || rows === null) {
    return (
      <div className="flex flex-col gap-2">
        <TextArea
          value={asText(value)}
          onValueChange={(next) => onChange(next === '' ? undefined : next)}
          spellCheck={false}
          className="font-mono text-12"
          style={{ minHeight: 80 }}
        />
        <Button
          size="small"
          variant="ghost"
          icon={<Rows3 />}
          className="self-start"
          disabledReasons={settingsOf(value) === null ? ['What is written here is no object in braces yet.'] : []}
          onClick={() => setIsJson(false)}
        >
          Write as rows
        </Button>
      </div>
    )
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-2">
      {rows.map((row, index) => (
        <SettingRow
          // Rows have no name of their own before they are written; none is moved.
          key={index}
          row={row}
          place={index + 1}
          isRepeated={row.name !== '' && rows.slice(index + 1).some(({ name }) => name.trim() === row.name.trim())}
          onChange={(next) => change(rows.map((former, place) => (place === index ? next : former)))}
          onRemove={() => change(rows.filter((_, place) => place !== index))}
        />
      ))}
      <div className="flex gap-2">
        <Button size="small" variant="secondary" icon={<Plus />} onClick={() => change([...rows, EMPTY])}>
          Add setting
        </Button>
        <Button size="small" variant="ghost" icon={<Braces />} onClick={() => setIsJson(true)}>
          Write as JSON
        </Button>
      </div>
    </div>
  )
}

interface SettingRowProps {
  readonly row: NamedSetting
  readonly place: number
  readonly isRepeated: boolean
  readonly onChange: (row: NamedSetting) => void
  readonly onRemove: () => void
}

function SettingRow({ row, place, isRepeated, onChange, onRemove }: SettingRowProps) {
  return (
    <div className="flex flex-col gap-1">
      <div role="group" aria-label={`Setting ${place}`} className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <Field label={<span className={place === 1 ? '' : 'sr-only'}>Name</span>}>
            <TextInput value={row.name} onValueChange={(name) => onChange({ ...row, name })} />
          </Field>
        </div>
        <div className="min-w-0 flex-1">
          <Field label={<span className={place === 1 ? '' : 'sr-only'}>Value</span>}>
            <TextInput value={row.value} onValueChange={(value) => onChange({ ...row, value })} />
          </Field>
        </div>
        <IconButton label={`Remove setting ${place}`} size="small" icon={<X />} onClick={onRemove} />
      </div>
      {isRepeated ? <p className="text-12 text-muted">Named again below; the last one counts.</p> : null}
    </div>
  )
}
