import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { TextInput } from '@renderer/ui/text-input'
import type { Failure } from '@shared/domain/app-error'
import type { KeyProfile } from '@shared/domain/account'
import { type SubmitEvent, useId, useState } from 'react'
import { BaseUrlField, DEFAULT_BASE_URL } from './base-url-field'
import { EncryptionChoice, type WithoutEncryption } from './encryption-choice'

export interface ProfileDialogProps {
  /** Null makes a new one. */
  readonly profile: KeyProfile | null
  readonly isEncryptionAvailable: boolean
  readonly onClose: () => void
}

export function ProfileDialog({ profile, isEncryptionAvailable, onClose }: ProfileDialogProps) {
  const formId = useId()
  const [label, setLabel] = useState(profile?.label ?? '')
  const [baseUrl, setBaseUrl] = useState(profile?.baseUrl ?? DEFAULT_BASE_URL)
  const [key, setKey] = useState('')
  const [withoutEncryption, setWithoutEncryption] = useState<WithoutEncryption>(
    profile?.protection === 'plain' ? 'plain' : 'session-only',
  )
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = useStudioMutation('account.save-profile', { onSuccess: onClose, onFailure: setFailure })
  const isKeyMissing = key.trim() === '' && !profile?.keyTail
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (isKeyMissing || save.isPending) return
    setFailure(null)
    save.mutate({
      ...(profile ? { profileId: profile.id } : {}),
      label: label.trim() || 'ChainHub',
      baseUrl,
      ...(key.trim() === '' ? {} : { key: key.trim() }),
      withoutEncryption,
    })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={profile ? `Edit “${profile.label}”` : 'Add a key'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabledReasons={isKeyMissing ? ['Paste a key first.'] : []}
          >
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 py-1">
        <Field label="Name" help="For example Work, or the name of a client.">
          <TextInput value={label} onValueChange={setLabel} placeholder="ChainHub" />
        </Field>
        <BaseUrlField value={baseUrl} onValueChange={setBaseUrl} />
        <Field
          label="Key"
          help={
            profile?.keyTail
              ? `The stored key ends in ${profile.keyTail}. It is never shown; leave this empty to keep it.`
              : 'It goes in and is never shown again.'
          }
        >
          <TextInput
            type="password"
            value={key}
            onValueChange={setKey}
            placeholder={profile?.keyTail ? `••••${profile.keyTail}` : 'sk-…'}
          />
        </Field>
        {isEncryptionAvailable || key === '' ? null : (
          <EncryptionChoice value={withoutEncryption} onValueChange={setWithoutEncryption} />
        )}
        {failure ? <FailureNotice failure={failure} /> : null}
      </form>
    </Dialog>
  )
}
