import { type KeyboardEvent, useState } from 'react'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { queryClient } from '@renderer/data/query-client'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Switch } from '@renderer/ui/switch'
import { TextInput } from '@renderer/ui/text-input'
import type { Failure } from '@shared/domain/app-error'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { acceleratorOf } from './accelerator'
import { Section, SettingCard, SettingRow } from './section'

/** How chats get their names, and the window for quick questions. */
export function ChatSection() {
  return (
    <>
      <TitleSettings />
      <QuickSettings />
    </>
  )
}

function TitleSettings() {
  const modelId = useStudioQuery('studio.settings').data?.titleModelId ?? null
  const update = useStudioMutation('studio.update-settings')
  const [draft, setDraft] = useState<string | null>(null)
  const save = (): void => {
    const wanted = (draft ?? '').trim()
    setDraft(null)
    if (wanted !== '' && wanted !== modelId) update.mutate({ titleModelId: wanted })
  }
  return (
    <Section title="Names of chats" text="A name that you gave is never changed.">
      <SettingCard>
        <SettingRow
          label="Name new chats by a model"
          help="After the first answer; it costs a fraction of a cent, which is counted with the chat."
        >
          <Switch
            aria-label="Name new chats by a model"
            isOn={modelId !== null}
            onChange={(isOn) => update.mutate({ titleModelId: isOn ? DEFAULT_SETTINGS.titleModelId : null })}
          />
        </SettingRow>
        {modelId === null ? null : (
          <SettingRow label="Model" help="A cheap one is good enough.">
            <TextInput
              aria-label="Model that names chats"
              value={draft ?? modelId}
              onValueChange={setDraft}
              onBlur={save}
              onKeyDown={(event) => event.key === 'Enter' && save()}
              className="w-52!"
            />
          </SettingRow>
        )}
      </SettingCard>
    </Section>
  )
}

function QuickSettings() {
  const { data } = useStudioQuery('quick.state')
  const [isRecording, setIsRecording] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const set = useStudioMutation('quick.set-shortcut', {
    onSuccess: (state) => {
      setFailure(null)
      queryClient.setQueryData(studioKey('quick.state'), state)
    },
    onFailure: setFailure,
  })
  const record = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setIsRecording(false)
    const shortcut = acceleratorOf(event)
    if (shortcut === null) return
    setIsRecording(false)
    set.mutate({ shortcut })
  }
  const shortcut = data?.shortcut ?? null
  return (
    <Section title="Quick window" text="A small window for one question, over whatever you are doing.">
      {failure ? <FailureNotice failure={failure} className="mb-2" /> : null}
      <SettingCard>
        <SettingRow
          label="Shortcut"
          help={
            data?.isTaken
              ? 'Another program was first to take this shortcut. Choose another one.'
              : shortcut === null
                ? 'Off. It works everywhere once it is set.'
                : 'Press it anywhere to open the window, and again to hide it.'
          }
        >
          <div className="flex items-center gap-2">
            <Button
              onClick={() => setIsRecording(true)}
              onKeyDown={isRecording ? record : undefined}
              onBlur={() => setIsRecording(false)}
            >
              {isRecording ? 'Press the keys…' : (shortcut?.replaceAll('+', ' + ') ?? 'Set a shortcut')}
            </Button>
            {shortcut === null ? null : (
              <Button variant="ghost" onClick={() => set.mutate({ shortcut: null })}>
                Turn off
              </Button>
            )}
          </div>
        </SettingRow>
      </SettingCard>
    </Section>
  )
}
