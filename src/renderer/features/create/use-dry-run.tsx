import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import type { Command } from '@renderer/lib/commands'
import type { MenuEntry } from '@renderer/ui/menu'
import { showToast } from '@renderer/ui/toast'
import type { RequestPreview } from '@shared/contracts/generation'
import { Code, Eraser, FlaskConical } from 'lucide-react'
import { useState } from 'react'
import type { CreateForm } from './use-create-form'

const LANGUAGES = [
  { language: 'curl', name: 'cURL' },
  { language: 'python', name: 'Python' },
  { language: 'typescript', name: 'TypeScript' },
] as const

export interface DryRun {
  readonly preview: RequestPreview | null
  readonly closePreview: () => void
  readonly commands: readonly Command[]
  readonly entries: (reasons: readonly string[]) => readonly MenuEntry[]
}

/** Builds the request without sending it: to look at, or as code with the key left out. */
export function useDryRun(form: CreateForm): DryRun {
  const [preview, setPreview] = useState<RequestPreview | null>(null)
  const recipe = { operationId: form.spec.id, modelId: form.modelId, params: { ...form.params } }
  const show = async (): Promise<void> => setPreview(await request('generation.preview', recipe))
  const copy = async (language: (typeof LANGUAGES)[number]['language'], name: string): Promise<void> => {
    const { code } = await request('generation.as-code', { ...recipe, language })
    await request('studio.copy-text', { text: code })
    showToast({ title: `Copied as ${name}`, description: 'The key is an environment variable in it.', tone: 'success' })
  }
  const dryRun = (): void => detach(show(), 'dry run')
  return {
    preview,
    closePreview: () => setPreview(null),
    commands: [
      {
        id: 'create.dry-run',
        title: 'Dry run: show the request, send nothing',
        group: 'Create',
        view: 'create',
        run: dryRun,
      },
      ...LANGUAGES.map(({ language, name }) => ({
        id: `create.copy-${language}`,
        title: `Copy the request as ${name}`,
        group: 'Create',
        view: 'create' as const,
        run: () => detach(copy(language, name), 'copy as code'),
      })),
    ],
    entries: (reasons) => {
      const disabledReason = reasons[0]
      return [
        { id: 'preview', label: 'Dry run: show the request', icon: <FlaskConical />, disabledReason, onSelect: dryRun },
        { kind: 'separator', id: 'line' },
        ...LANGUAGES.map(({ language, name }) => ({
          id: language,
          label: `Copy as ${name}`,
          icon: <Code />,
          disabledReason,
          onSelect: () => detach(copy(language, name), 'copy as code'),
        })),
        { kind: 'separator', id: 'line-2' },
        { id: 'clear', label: 'Clear the form', icon: <Eraser />, keys: 'mod+N', onSelect: form.clear },
      ]
    },
  }
}
