import { failureOf, request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { EncryptionChoice, type WithoutEncryption } from '@renderer/features/settings/encryption-choice'
import { BaseUrlField, DEFAULT_BASE_URL } from '@renderer/features/settings/base-url-field'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { TextInput } from '@renderer/ui/text-input'
import type { Failure } from '@shared/domain/app-error'
import { ArrowRight, FlaskConical } from 'lucide-react'
import { type SubmitEvent, useRef, useState } from 'react'

/** Shown once: paste a key, have it checked, go; or look around in demo mode. */
export function FirstRun() {
  const [failure, setFailure] = useState<Failure | null>(null)
  const lookAround = async (): Promise<void> => {
    try {
      await request('account.use-demo')
      await request('studio.update-settings', { isFirstRunDone: true })
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <main className="h-full overflow-y-auto bg-window">
      <div className="flex min-h-full items-center justify-center p-8">
        <div className="w-110 max-w-full">
          <h1 className="text-20 font-semibold">Welcome to ChainHub Studio</h1>
          <p className="mt-1 mb-6 text-13 text-muted">
            Pictures, clips, songs and talk from every model of ChainHub, kept in a library on this machine.
          </p>
          <KeyForm />
          <div className="my-5 flex items-center gap-3 text-11 text-muted">
            <span className="h-px flex-1 bg-line" />
            or
            <span className="h-px flex-1 bg-line" />
          </div>
          <Button className="w-full" icon={<FlaskConical />} onClick={() => void lookAround()}>
            Look around in demo mode
          </Button>
          <p className="mt-2 text-center text-12 text-muted">
            Demo mode needs no key and no network and costs nothing: a gateway on this machine answers.
          </p>
          {failure ? <FailureNotice failure={failure} className="mt-4" /> : null}
        </div>
      </div>
    </main>
  )
}

function KeyForm() {
  const account = useStudioQuery('account.state')
  const [key, setKey] = useState('')
  const [baseUrl, setBaseUrl] = useState(DEFAULT_BASE_URL)
  const [withoutEncryption, setWithoutEncryption] = useState<WithoutEncryption>('session-only')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isChecking, setIsChecking] = useState(false)
  const savedProfileId = useRef<string | null>(null)

  const start = async (): Promise<void> => {
    setIsChecking(true)
    setFailure(null)
    try {
      const known = savedProfileId.current === null ? {} : { profileId: savedProfileId.current }
      const profile = await request('account.save-profile', {
        ...known,
        label: 'ChainHub',
        baseUrl,
        key: key.trim(),
        withoutEncryption,
      })
      savedProfileId.current = profile.id
      await request('account.check-profile', { profileId: profile.id })
      await request('account.activate-profile', { profileId: profile.id })
      await request('studio.update-settings', { isFirstRunDone: true })
    } catch (error) {
      setFailure(failureOf(error))
      setIsChecking(false)
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (key.trim() !== '' && !isChecking) void start()
  }
  const reasons = isChecking ? ['The key is being checked.'] : key.trim() === '' ? ['Paste a key first.'] : []
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 rounded-panel border border-line bg-surface p-5">
      <Field label="Your ChainHub key" help="It stays in the main process: no page, log or export ever sees it.">
        <TextInput type="password" value={key} onValueChange={setKey} placeholder="sk-…" autoFocus />
      </Field>
      <BaseUrlField value={baseUrl} onValueChange={setBaseUrl} />
      {/* Asked once there is a key to keep. */}
      {account.data?.isEncryptionAvailable === false && key !== '' ? (
        <EncryptionChoice value={withoutEncryption} onValueChange={setWithoutEncryption} />
      ) : null}
      {failure ? <FailureNotice failure={failure} nextStepLabel="Try again" onNextStep={() => void start()} /> : null}
      <Button type="submit" variant="primary" icon={<ArrowRight />} disabledReasons={reasons}>
        {isChecking ? 'Checking the key…' : 'Check the key and start'}
      </Button>
    </form>
  )
}
