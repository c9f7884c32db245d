import { queryClient } from '@renderer/data/query-client'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Select, type SelectOption } from '@renderer/ui/select'
import { Switch } from '@renderer/ui/switch'
import { TextInput } from '@renderer/ui/text-input'
import type { ReadableFolder } from '@shared/domain/readable-folder'
import { READABLE_TEMPLATES, READABLE_TOKENS, readableParts } from '@shared/domain/readable-path'
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { Card, Line } from './card'

const OWN = 'own'

/** For the line that shows what a template makes. */
const EXAMPLE = {
  id: '0190-4f2a9c',
  title: 'A red fox in the snow',
  displayName: 'fox.png',
  modelId: 'flux-pro',
  createdAtMs: new Date(2026, 2, 14, 9, 30).getTime(),
  rating: 4,
  media: 'image',
} as const

/** The same files in dated folders under names that a person knows, for every other program. */
export function ReadableFolderCard() {
  const known = useStudioQuery('library.readable-folder').data
  const change = useStudioMutation('library.change-readable-folder', {
    onSuccess: (state) => queryClient.setQueryData(studioKey('library.readable-folder'), state),
  })
  const show = useStudioMutation('library.show-readable-folder')
  if (!known) return null
  const { isOn, template, failure, folder } = known
  return (
    <Card
      title="Files under their own names"
      text="Everything in the library also lies in dated folders under its title, where any program finds it without the studio. These are second names of the same files and take no room; sidecars lie beside them. To change a work, use “Open with” in the library: what is saved there comes back as a new item."
      action={
        <Switch
          aria-label="Keep a folder with readable names"
          isOn={isOn}
          onChange={(next) => change.mutate({ isOn: next, template })}
        />
      }
    >
      {failure ? <FailureNotice failure={failure} className="my-2" /> : null}
      {isOn ? (
        <>
          <TemplateLine key={template} folder={known} onChange={(next) => change.mutate({ isOn, template: next })} />
          <Line label="The folder" text={<span data-selectable>{folder}</span>}>
            <Button icon={<FolderOpen />} onClick={() => show.mutate(undefined)}>
              Show
            </Button>
          </Line>
        </>
      ) : null}
    </Card>
  )
}

interface TemplateLineProps {
  readonly folder: ReadableFolder
  readonly onChange: (template: string) => void
}

function TemplateLine({ folder: { template }, onChange }: TemplateLineProps) {
  const isPreset = READABLE_TEMPLATES.some((preset) => preset.template === template)
  const [isOwn, setIsOwn] = useState(!isPreset)
  const [draft, setDraft] = useState(template)
  return (
    <>
      <Line label="Folders and names" text={`For example ${readableParts(draft, EXAMPLE).join(' / ')}.png`}>
        <Select
          aria-label="Folders and names"
          value={isOwn ? OWN : template}
          options={[
            ...READABLE_TEMPLATES.map((preset): SelectOption<string> => ({
              value: preset.template,
              label: preset.label,
            })),
            { value: OWN, label: 'By a template of your own' },
          ]}
          onValueChange={(value: string) => {
            setIsOwn(value === OWN)
            if (value !== OWN) onChange(value)
          }}
        />
      </Line>
      {isOwn ? (
        <Line label="Template" text={`A slash makes a folder. ${READABLE_TOKENS.join(' ')}`}>
          <TextInput
            aria-label="Template of folders and names"
            value={draft}
            onValueChange={setDraft}
            className="w-64"
          />
          <Button
            disabledReasons={draft.trim() === '' ? ['The template is empty.'] : []}
            onClick={() => onChange(draft.trim())}
          >
            Use it
          </Button>
        </Line>
      ) : null}
    </>
  )
}
