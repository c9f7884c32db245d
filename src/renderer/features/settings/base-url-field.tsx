import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useDebounced } from '@renderer/lib/use-debounced'
import { Field } from '@renderer/ui/field'
import { TextInput } from '@renderer/ui/text-input'

export const DEFAULT_BASE_URL = 'https://api.chainhub.tech'

export interface BaseUrlFieldProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
}

/** Takes any form of the address and shows what requests will really go to. */
export function BaseUrlField({ value, onValueChange }: BaseUrlFieldProps) {
  const input = useDebounced(value, 200)
  const preview = useStudioQuery('account.preview-base-url', { input }, { keepsPrevious: true })
  const error = preview.error && input === value ? preview.error.failure.message : undefined
  const help =
    preview.data && !error ? `Requests go to ${preview.data.example}` : 'Requests go to the gateway at this address.'
  return (
    <Field label="Gateway address" error={error} help={error ? undefined : help}>
      <TextInput value={value} onValueChange={onValueChange} placeholder={DEFAULT_BASE_URL} />
    </Field>
  )
}
